package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/**
 * The notes of one kind in a log's blocks, as a run comes to them by their numbers. Workers read and verify a few blocks
 * ahead; nothing else is held. For one thread.
 *
 * @param <T> what a note is once it was verified
 */
final class NoteStream<T> {
    private static final int BLOCKS_AHEAD = 3;
    private static final long NO_NUMBER = -1;

    /** Verifies a note. */
    interface Reader<T> {
        /** Throws where the note is not good, or is not the one of this number. */
        T read(long number, SignedNote note) throws TranscriptException;
    }

    private record Numbered<T>(long number, T note) {}

    private final Iterator<Future<List<Numbered<T>>>> submitting;
    private final ArrayDeque<Future<List<Numbered<T>>>> flying = new ArrayDeque<>();
    private Iterator<Numbered<T>> block = Collections.emptyIterator();
    private List<T> next = List.of();
    private long number = NO_NUMBER;

    private NoteStream(Iterator<Future<List<Numbered<T>>>> submitting) {
        this.submitting = submitting;
    }

    /** A stream of no notes. */
    static <T> NoteStream<T> none() {
        return new NoteStream<>(Collections.emptyIterator());
    }

    /**
     * Starts at the first note of a log's blocks.
     *
     * @param kind heads or early
     * @param count how many blocks there are
     */
    static <T> NoteStream<T> of(LogVerifier.Context context, LogPart part, String kind, int count, Reader<T> reader)
            throws BundleException, IOException {
        NoteStream<T> stream = new NoteStream<>(IntStream.range(0, count)
                .mapToObj(i -> context.workers().submit(() -> read(context.file(), part, kind, i, reader)))
                .iterator());
        stream.advance();
        return stream;
    }

    private static <T> List<Numbered<T>> read(BundleFile file, LogPart part, String kind, int block, Reader<T> reader)
            throws BundleException, IOException {
        String name = part.folder() + LogPart.block(kind, block);
        Records records = new Records(name, file.readBlock(part, kind, block));
        List<Numbered<T>> notes = new ArrayList<>();
        while (records.hasNext()) {
            Records.Item item = records.next();
            if (!item.word().equals("note")) {
                throw new BundleException(
                        BundleCode.RECORDS, name + ": the record of " + item.number() + " is not called note");
            }
            try {
                notes.add(new Numbered<>(item.number(), reader.read(item.number(), SignedNote.parse(item.bytes()))));
            } catch (TranscriptException e) {
                throw new BundleException(
                        BundleCode.CONTENT,
                        name + ": the note of " + item.number() + " is not good: " + e.getMessage());
            }
        }
        return notes;
    }

    /** Whether the next note is the one of a number. */
    boolean isAt(long wanted) {
        return number == wanted;
    }

    /** Takes the next note, which is there. */
    T take() throws BundleException, IOException {
        T taken = next.getFirst();
        advance();
        return taken;
    }

    private void advance() throws BundleException, IOException {
        while (!block.hasNext()) {
            while (flying.size() < BLOCKS_AHEAD && submitting.hasNext()) flying.add(submitting.next());
            if (flying.isEmpty()) {
                next = List.of();
                number = NO_NUMBER;
                return;
            }
            block = RunVerifier.await(flying.remove()).iterator();
        }
        Numbered<T> one = block.next();
        next = List.of(one.note());
        number = one.number();
    }

    /**
     * Says that the run is over.
     *
     * @throws BundleException CONTENT where a note is left that is for nothing here, or stands out of order
     */
    void finish(LogPart part, String kind) throws BundleException {
        if (number == NO_NUMBER) return;
        throw new BundleException(
                BundleCode.CONTENT,
                part.folder() + kind + ": the note of " + number + " is for nothing that is here, or out of order");
    }
}
