package org.ringdown.cli.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.message.LogId;

/** Reads out what a bundle holds, for whoever has verified it with {@link BundleVerifier}. For one thread. */
public final class BundleRecord {
    private final BundleFile file;

    private BundleRecord(BundleFile file) {
        this.file = file;
    }

    /**
     * Opens a bundle.
     *
     * @param source its bytes
     * @return the record in it
     * @throws BundleException when the file is not a well-formed bundle
     * @throws IOException when it can't be read
     */
    public static BundleRecord open(ByteSource source) throws BundleException, IOException {
        return new BundleRecord(BundleFile.open(source));
    }

    /**
     * The table of contents.
     *
     * @return the manifest
     */
    public Manifest manifest() {
        return file.manifest();
    }

    /**
     * The founding charter's signed note.
     *
     * @return its exact bytes
     * @throws BundleException when it is damaged
     * @throws IOException when it can't be read
     */
    public byte[] charter() throws BundleException, IOException {
        return file.read(Manifest.CHARTER, BundleLimits.CHARTER_BYTES_MAX);
    }

    /**
     * The head that a log is proven against.
     *
     * @param part the log
     * @return the signed note
     * @throws BundleException when it is damaged
     * @throws IOException when it can't be read
     */
    public NumberedNote head(LogPart part) throws BundleException, IOException {
        byte[] note = file.read(part.folder() + "head.note", BundleLimits.NOTE_BYTES_MAX);
        return new NumberedNote(part.size(), new String(note, StandardCharsets.UTF_8));
    }

    /**
     * Cosigned heads of a log, smallest first.
     *
     * @param part the log
     * @return the notes by size
     * @throws BundleException when they are damaged
     * @throws IOException when they can't be read
     */
    public List<NumberedNote> cosigned(LogPart part) throws BundleException, IOException {
        return notes(part, "heads", part.headBlocks());
    }

    /**
     * Early receipts for entries of a log.
     *
     * @param part the log
     * @return the notes by the entry's index
     * @throws BundleException when they are damaged
     * @throws IOException when they can't be read
     */
    public List<NumberedNote> early(LogPart part) throws BundleException, IOException {
        return notes(part, "early", part.earlyBlocks());
    }

    private List<NumberedNote> notes(LogPart part, String kind, int blocks) throws BundleException, IOException {
        List<NumberedNote> notes = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            Records records = new Records(kind, file.readBlock(part, kind, i));
            while (records.hasNext()) {
                Records.Item item = records.next();
                notes.add(new NumberedNote(item.number(), new String(item.bytes(), StandardCharsets.UTF_8)));
            }
        }
        return notes;
    }

    /**
     * Goes over the leaves of a log's run.
     *
     * @param part the log
     * @return its leaves in order
     */
    public Leaves leaves(LogPart part) {
        return new Leaves(file, part);
    }

    /** The leaves of one run, read a block at a time. */
    public static final class Leaves {
        private final BundleFile file;
        private final LogPart part;
        private Optional<Records> block = Optional.empty();
        private int nextBlock;

        private Leaves(BundleFile file, LogPart part) {
            this.file = file;
            this.part = part;
        }

        /**
         * Takes the next leaf.
         *
         * @return its exact bytes, or empty behind the last
         * @throws BundleException when a record is damaged
         * @throws IOException when it can't be read
         */
        public Optional<byte[]> next() throws BundleException, IOException {
            while (block.isEmpty() || !block.get().hasNext()) {
                if (nextBlock == part.leafBlocks()) return Optional.empty();
                String name = part.folder() + LogPart.block("leaves", nextBlock++);
                block = Optional.of(new Records(name, file.readLeaves(name, BundleLimits.BLOCK_BYTES_MAX)));
            }
            return Optional.of(block.get().next().bytes());
        }

        /**
         * Whose leaves they are.
         *
         * @return the log
         */
        public LogId log() {
            return part.log();
        }
    }
}
