package org.ringdown.cli.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TlogProof;
import org.ringdown.transcript.TranscriptException;

/** Writes a bundle in one pass. For one thread; use once. */
public final class BundleWriter {
    private static final int LEAVES_AT_ONCE = 1_024;
    private static final int NOTES_AT_ONCE = 512;

    private final BundleSource source;
    private final StoredZipWriter zip;
    private final List<LogPart> parts = new ArrayList<>();

    private BundleWriter(BundleSource source, OutputStream out) {
        this.source = source;
        this.zip = new StoredZipWriter(out);
    }

    /**
     * Writes a bundle.
     *
     * @param source the record
     * @param selection what of it
     * @param madeMs own wall clock
     * @param out where to; not closed
     * @return what was written
     * @throws BundleException TOO_LARGE beyond the bounds of the format; CONTENT where the record has no such entry
     * @throws IOException when reading or writing fails
     */
    public static Manifest write(BundleSource source, Selection selection, long madeMs, OutputStream out)
            throws BundleException, IOException {
        BundleWriter writer = new BundleWriter(source, out);
        List<byte[]> keys = RingBook.taken(charter(source), source.keyNotes());
        writer.zip.add(Manifest.CHARTER, source.charterNote());
        for (int i = 0; i < keys.size(); i++) writer.zip.add(Manifest.keyName(i), keys.get(i));
        Manifest.Mode mode = writer.logs(selection);
        Manifest manifest = new Manifest(source.lineId(), mode, source.party(), madeMs, keys.size(), writer.parts);
        writer.zip.add(Manifest.NAME, manifest.bytes());
        writer.zip.finish();
        return manifest;
    }

    private static Charter charter(BundleSource source) throws BundleException, IOException {
        try {
            return Charter.parse(source.charterNote());
        } catch (CharterException e) {
            throw new BundleException(BundleCode.CONTENT, "the kept charter is not good: " + e.getMessage());
        }
    }

    private Manifest.Mode logs(Selection selection) throws BundleException, IOException {
        return switch (selection) {
            case Selection.All all -> {
                for (LogId log : source.logs()) {
                    Optional<NumberedNote> head = source.largestHead(log);
                    if (head.isPresent()) run(log, head.get(), 0, head.get().number());
                }
                yield Manifest.Mode.ALL;
            }
            case Selection.Ranges ranges -> {
                for (Map.Entry<LogId, Selection.Run> of : ranges.runs().entrySet()) {
                    run(
                            of.getKey(),
                            head(of.getKey(), of.getValue().end()),
                            of.getValue().first(),
                            of.getValue().end());
                }
                yield Manifest.Mode.RANGE;
            }
            case Selection.Entries entries -> {
                for (Map.Entry<LogId, List<Long>> of : entries.indexes().entrySet())
                    singles(of.getKey(), of.getValue());
                yield Manifest.Mode.ENTRIES;
            }
        };
    }

    /** The largest head of a log that has at least so many entries. */
    private NumberedNote head(LogId log, long size) throws BundleException, IOException {
        Optional<NumberedNote> head = source.largestHead(log);
        if (head.isPresent() && head.get().number() >= size) return head.get();
        throw new BundleException(
                BundleCode.CONTENT,
                "the signed log " + log.party() + "/" + log.epoch() + " has "
                        + head.map(NumberedNote::number).orElse(0L) + " entries, not " + size);
    }

    private void run(LogId log, NumberedNote head, long first, long end) throws BundleException, IOException {
        if (first < 0 || (first >= end && end > 0)) {
            throw new BundleException(BundleCode.CONTENT, "no run from " + first + " to before " + end);
        }
        String folder = LogPart.folder(log);
        zip.add(folder + "head.note", utf8(head.note()));
        boolean cut = end > 0 && end < head.number();
        // a whole log needs nothing of its tree, and the tree is another pass over the log
        Optional<NodeSource> nodes = first > 0 || cut ? Optional.of(source.nodes(log)) : Optional.empty();
        if (first > 0) zip.add(folder + "frontier", HashLines.format(frontier(first, nodes.orElseThrow())));
        int leafBlocks = leaves(log, first, end);
        if (cut) {
            List<Hash> proof = Proofs.consistency(end, head.number(), nodes.orElseThrow());
            zip.add(folder + "consistency", HashLines.format(proof));
        }
        int headBlocks = heads(log, first, end);
        int earlyBlocks = early(log, first, end);
        parts.add(new LogPart(log, head.number(), first, end - first, leafBlocks, headBlocks, earlyBlocks, List.of()));
    }

    /** The compact range of the entries before a run. */
    private static List<Hash> frontier(long size, NodeSource nodes) {
        List<Hash> hashes = new ArrayList<>();
        long begin = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                hashes.add(nodes.node(level, begin >>> level));
                begin += 1L << level;
            }
        }
        return hashes;
    }

    private int leaves(LogId log, long first, long end) throws BundleException, IOException {
        Blocks blocks = new Blocks(LogPart.folder(log), "leaves");
        long at = first;
        while (at < end) {
            List<Bytes> leaves = source.leaves(log, at, (int) Math.min(LEAVES_AT_ONCE, end - at));
            if (leaves.isEmpty()) throw new BundleException(BundleCode.CONTENT, "entry " + at + " is not held here");
            for (Bytes leaf : leaves) {
                byte[] bytes = leaf.array();
                blocks.add(at++, Rfc6962.leaf(bytes).base64(), bytes);
            }
        }
        return blocks.finish();
    }

    private int heads(LogId log, long first, long end) throws BundleException, IOException {
        Blocks blocks = new Blocks(LogPart.folder(log), "heads");
        long above = first;
        while (true) {
            List<NumberedNote> heads = source.cosigned(log, above, NOTES_AT_ONCE);
            for (NumberedNote head : heads) {
                if (head.number() > end) return blocks.finish();
                blocks.add(head.number(), "note", utf8(head.note()));
                above = head.number();
            }
            if (heads.size() < NOTES_AT_ONCE) return blocks.finish();
        }
    }

    private int early(LogId log, long first, long end) throws BundleException, IOException {
        Blocks blocks = new Blocks(LogPart.folder(log), "early");
        long from = first;
        while (true) {
            List<NumberedNote> receipts = source.early(log, from, NOTES_AT_ONCE);
            for (NumberedNote receipt : receipts) {
                if (receipt.number() >= end) return blocks.finish();
                blocks.add(receipt.number(), "note", utf8(receipt.note()));
                from = receipt.number() + 1;
            }
            if (receipts.size() < NOTES_AT_ONCE) return blocks.finish();
        }
    }

    private void singles(LogId log, List<Long> wanted) throws BundleException, IOException {
        TreeSet<Long> indexes = new TreeSet<>(wanted);
        if (indexes.isEmpty() || indexes.size() > BundleLimits.SINGLES_MAX || indexes.getFirst() < 0) {
            throw new BundleException(
                    BundleCode.TOO_LARGE,
                    "1 to " + BundleLimits.SINGLES_MAX + " single entries of a log, not " + indexes.size());
        }
        NumberedNote head = receiptedHead(log, indexes.getLast() + 1);
        NodeSource nodes = source.nodes(log);
        String folder = LogPart.folder(log);
        zip.add(folder + "head.note", utf8(head.note()));
        for (long index : indexes) {
            List<Bytes> leaf = source.leaves(log, index, 1);
            if (leaf.isEmpty()) throw new BundleException(BundleCode.CONTENT, "entry " + index + " is not held here");
            TlogProof proof =
                    new TlogProof(Optional.empty(), index, Proofs.inclusion(index, head.number(), nodes), note(head));
            zip.add(folder + index + ".leaf", leaf.getFirst().array());
            zip.add(folder + index + ".tlog-proof", utf8(proof.format()));
        }
        Blocks early = new Blocks(folder, "early");
        for (long index : indexes) {
            for (NumberedNote receipt : source.early(log, index, 1)) {
                if (receipt.number() == index) early.add(index, "note", utf8(receipt.note()));
            }
        }
        parts.add(new LogPart(log, head.number(), 0, 0, 0, 0, early.finish(), List.copyOf(indexes)));
    }

    /** The smallest cosigned head over the entries wanted, for it discloses least; else the largest signed one. */
    private NumberedNote receiptedHead(LogId log, long size) throws BundleException, IOException {
        List<NumberedNote> cosigned = source.cosigned(log, size - 1, 1);
        return cosigned.isEmpty() ? head(log, size) : cosigned.getFirst();
    }

    private static SignedNote note(NumberedNote head) throws BundleException {
        try {
            return SignedNote.parse(head.note());
        } catch (TranscriptException e) {
            throw new BundleException(BundleCode.CONTENT, "the kept head can't be read: " + e.getMessage());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Fills blocks of records, and adds each to the zip when it is full. */
    private final class Blocks {
        private final String folder;
        private final String kind;
        private final ByteArrayOutputStream block = new ByteArrayOutputStream(BundleLimits.BLOCK_BYTES);
        private int count;

        Blocks(String folder, String kind) {
            this.folder = folder;
            this.kind = kind;
        }

        void add(long number, String word, byte[] bytes) throws BundleException, IOException {
            Records.append(block, number, word, bytes);
            if (block.size() >= BundleLimits.BLOCK_BYTES) flush();
        }

        int finish() throws BundleException, IOException {
            if (block.size() > 0) flush();
            return count;
        }

        private void flush() throws BundleException, IOException {
            if (count == BundleLimits.BLOCKS_MAX) {
                throw new BundleException(BundleCode.TOO_LARGE, "too many blocks. Export it as several ranges.");
            }
            zip.add(folder + LogPart.block(kind, count++), block.toByteArray());
            block.reset();
        }
    }
}
