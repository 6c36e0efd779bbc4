package org.ringdown.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.ringdown.line.SecondPlace;
import org.ringdown.line.Standing;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.transcript.Hash;

/**
 * The second place in a file: two slots of 64 KiB, written in turn, preallocated, so that a write needs no room and a
 * torn one leaves the other slot whole. A slot:
 *
 * <pre>
 *    0  8 bytes   "RDSP0001"
 *    8  u64       counter; the larger of two whole slots is the newer
 *   16  u32       length of the payload
 *   20  32 bytes  SHA-256 over counter, length and payload
 *   52  payload   {@link StandingCodec}
 * </pre>
 *
 * <p>All numbers are big-endian. For one thread.
 */
public final class FileSecondPlace implements SecondPlace, AutoCloseable {
    private static final long MAGIC = 0x5244535030303031L;
    private static final int SLOT_BYTES = 65_536;
    private static final int HEADER_BYTES = 52;
    private static final int SLOTS = 2;
    private static final long COUNTER_MAX = -1; // the largest u64

    private final Path file;
    private Optional<FileChannel> channel = Optional.empty();
    private long counter;
    private int newest = -1;
    private boolean broken;

    /** A whole slot; one that holds no standing of this version still says that the other slot is older. */
    private record Slot(int place, long counter, Optional<Standing> standing) {
        boolean isNewerThan(Slot other) {
            return Long.compareUnsigned(counter, other.counter) > 0;
        }
    }

    /**
     * Names the file; nothing is opened before it is needed.
     *
     * @param file the file, on another volume than the store where there is one
     */
    public FileSecondPlace(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Standing> read() {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<Slot> best = newestOf(in);
            counter = best.map(Slot::counter).orElse(0L);
            newest = best.map(Slot::place).orElse(-1);
            return best.flatMap(Slot::standing);
        } catch (IOException e) {
            return Optional.empty(); // missing and unreadable mean the same: it shows nothing
        }
    }

    @Override
    public void write(Standing standing) throws StoreException {
        if (broken) {
            throw new StoreException(Kind.BROKEN, "the second place " + file + " was given up; reopen it");
        }
        byte[] payload = StandingCodec.encode(standing);
        if (payload.length > SLOT_BYTES - HEADER_BYTES) {
            throw new StoreException(Kind.FULL, "the second place holds no more logs; found a new line");
        }
        try {
            FileChannel out = channel.isPresent() ? channel.get() : open();
            if (counter == COUNTER_MAX) throw atItsEnd();
            int place = (newest + 1) % SLOTS;
            ByteBuffer slot = slot(counter + 1, payload);
            for (long at = (long) place * SLOT_BYTES; slot.hasRemaining(); ) at += out.write(slot, at);
            out.force(false);
            newest = place;
            counter++;
        } catch (IOException e) {
            broken = true;
            throw new StoreException(
                    Kind.BROKEN, "the second place " + file + " could not be written (" + e + "); check its volume", e);
        }
    }

    private StoreException atItsEnd() {
        broken = true;
        return new StoreException(
                Kind.BROKEN,
                "the second place " + file + " has the last counter there is, which no node wrote; stop the node,"
                        + " move it away and start again: the node opens a new epoch");
    }

    /** Closes the file. */
    @Override
    public void close() throws StoreException {
        try {
            if (channel.isPresent()) channel.get().close();
        } catch (IOException e) {
            throw new StoreException(Kind.BROKEN, "the second place " + file + " could not be closed", e);
        }
    }

    private FileChannel open() throws IOException {
        Files0600.createIfMissing(file);
        FileChannel out = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = Optional.of(out);
        if (out.size() < (long) SLOTS * SLOT_BYTES) {
            ByteBuffer blank = ByteBuffer.allocate(SLOTS * SLOT_BYTES);
            blank.position(Math.toIntExact(out.size()));
            for (long at = blank.position(); blank.hasRemaining(); ) at += out.write(blank, at);
            out.force(true);
        }
        Optional<Slot> best = newestOf(out);
        counter = best.map(Slot::counter).orElse(0L);
        newest = best.map(Slot::place).orElse(-1);
        return out;
    }

    private static ByteBuffer slot(long counter, byte[] payload) {
        byte[] numbers =
                ByteBuffer.allocate(12).putLong(counter).putInt(payload.length).array();
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putLong(MAGIC)
                .put(numbers)
                .put(Hash.sha256(numbers, payload).bytes())
                .put(payload)
                .flip();
    }

    private static Optional<Slot> newestOf(FileChannel in) throws IOException {
        Optional<Slot> best = Optional.empty();
        for (int place = 0; place < SLOTS; place++) {
            Optional<Slot> slot = slot(in, place);
            if (slot.isPresent() && (best.isEmpty() || slot.get().isNewerThan(best.get()))) best = slot;
        }
        return best;
    }

    private static Optional<Slot> slot(FileChannel in, int place) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
        long at = (long) place * SLOT_BYTES;
        while (bytes.hasRemaining()) {
            int got = in.read(bytes, at + bytes.position());
            if (got < 0) break;
        }
        bytes.flip();
        if (bytes.remaining() < HEADER_BYTES || bytes.getLong() != MAGIC) return Optional.empty();
        byte[] numbers = new byte[12];
        byte[] sum = new byte[Hash.SIZE];
        bytes.get(numbers).get(sum);
        long counter = ByteBuffer.wrap(numbers).getLong();
        int length = ByteBuffer.wrap(numbers).getInt(8);
        if (length < 0 || length > bytes.remaining()) return Optional.empty();
        byte[] payload = new byte[length];
        bytes.get(payload);
        if (!Hash.sha256(numbers, payload).equals(Hash.of(sum))) return Optional.empty();
        return Optional.of(new Slot(place, counter, StandingCodec.decode(payload)));
    }
}
