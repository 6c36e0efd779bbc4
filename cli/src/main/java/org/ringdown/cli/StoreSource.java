package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.ringdown.charter.Json;
import org.ringdown.cli.bundle.BundleSource;
import org.ringdown.cli.bundle.EvidenceFile;
import org.ringdown.cli.bundle.NumberedNote;
import org.ringdown.line.KeptHead;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.StoredEntry;
import org.ringdown.store.StoredLeaf;
import org.ringdown.store.StoredLogView;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.NoteSignature;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** A line's store as an export reads it; reads only, so a node may run beside it. For one thread. */
final class StoreSource implements BundleSource, AutoCloseable {
    private static final int AT_ONCE = 1_000;

    private final DataDirectory data;
    private final String lineId;
    private final String party;
    private final SqliteReader reader;

    private StoreSource(DataDirectory data, String lineId, String party, SqliteReader reader) {
        this.data = data;
        this.lineId = lineId;
        this.party = party;
        this.reader = reader;
    }

    static StoreSource open(DataDirectory data, String lineId) throws NodeException, CliException {
        return open(data, lineId, data.store(lineId));
    }

    /** Opens a store of this line that lies elsewhere. */
    static StoreSource open(DataDirectory data, String lineId, Path store) throws NodeException, CliException {
        try {
            if (!Files.isRegularFile(store)) {
                throw new CliException(
                        Exit.ENVIRONMENT,
                        "STORE_MISSING",
                        "the store " + store + " is missing. See: ringdown restore --help");
            }
            return new StoreSource(data, lineId, data.readConfig().party(), SqliteReader.open(store, 1));
        } catch (StoreException e) {
            throw new CliException(
                    Exit.ENVIRONMENT,
                    "the store can't be read: " + e.getMessage() + " See: ringdown restore --help",
                    e);
        }
    }

    SqliteReader reader() {
        return reader;
    }

    @Override
    public String lineId() {
        return lineId;
    }

    @Override
    public String party() {
        return party;
    }

    @Override
    public byte[] charterNote() throws IOException {
        return Files.readAllBytes(data.charter(lineId));
    }

    /** What stands in the logs as certificates and revocations. */
    @Override
    public List<byte[]> keyNotes() throws IOException {
        LinkedHashSet<String> notes = new LinkedHashSet<>();
        try {
            for (StoredEntry entry : reader.formal()) {
                String type = entry.entry().mark().type();
                boolean key = type.equals(EntryType.KEY.wire()) || type.equals(EntryType.REVOCATION.wire());
                if (key) note(entry).ifPresent(notes::add);
            }
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        return notes.stream().map(note -> note.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** All evidence, with what an outsider needs to judge it. */
    EvidenceFile evidence() throws IOException {
        try {
            List<String> keys = keyNotes().stream()
                    .map(note -> new String(note, StandardCharsets.UTF_8))
                    .toList();
            String charter = new String(charterNote(), StandardCharsets.UTF_8);
            return new EvidenceFile(lineId, party, charter, keys, reader.evidence());
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The note in an entry's body. */
    static Optional<String> note(StoredEntry entry) {
        try {
            Leaf leaf = Leaf.parse(entry.entry().leaf().array());
            return leaf.statement().body().get("note").orElse(Json.NULL) instanceof Json.Str text
                    ? Optional.of(text.text())
                    : Optional.empty();
        } catch (MessageException e) {
            // an opaque leaf carries no certificate that took effect
            return Optional.empty();
        }
    }

    @Override
    public List<LogId> logs() throws IOException {
        return views().stream().map(StoredLogView::log).toList();
    }

    private List<StoredLogView> views() throws IOException {
        try {
            return reader.logs();
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<NumberedNote> largestHead(LogId log) throws IOException {
        try {
            Optional<NumberedNote> largest = Optional.empty();
            long size = views().stream()
                    .filter(view -> view.log().equals(log))
                    .mapToLong(StoredLogView::size)
                    .findFirst()
                    .orElse(0);
            long above = reader.heads(log, size - 1, 1).isEmpty() ? -1 : size - 1;
            List<KeptHead> page = reader.heads(log, above, AT_ONCE);
            while (!page.isEmpty()) {
                KeptHead last = page.getLast();
                largest = Optional.of(new NumberedNote(last.size(), last.note()));
                page = page.size() < AT_ONCE ? List.of() : reader.heads(log, last.size(), AT_ONCE);
            }
            Optional<NumberedNote> found = largest;
            // the same head with the peer's cosignature says more
            return found.flatMap(head -> receipted(log, head)).or(() -> found);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Optional<NumberedNote> receipted(LogId log, NumberedNote head) {
        try {
            return cosigned(log, head.number() - 1, 1).stream()
                    .filter(note -> note.number() == head.number())
                    .findFirst();
        } catch (IOException e) {
            // without its receipt the head is still the head
            return Optional.empty();
        }
    }

    @Override
    public List<NumberedNote> cosigned(LogId log, long aboveSize, int countMax) throws IOException {
        TreeMap<Long, String> notes = new TreeMap<>();
        for (KeptReceipt receipt : receipts(log, KeptReceipt.Kind.COSIGNATURE, aboveSize, countMax)) {
            notes.put(receipt.size(), receipt.note());
        }
        try {
            for (KeptHead head : reader.headsSignedTwice(log, aboveSize, countMax)) {
                notes.merge(head.size(), head.note(), StoreSource::joined);
            }
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        return notes.entrySet().stream()
                .limit(countMax)
                .map(note -> new NumberedNote(note.getKey(), note.getValue()))
                .toList();
    }

    /** One note with the signatures of both. */
    private static String joined(String receipt, String head) {
        try {
            SignedNote all = SignedNote.parse(receipt);
            for (NoteSignature signature : SignedNote.parse(head).signatures()) all = all.withSignature(signature);
            return all.format();
        } catch (TranscriptException e) {
            // the receipt alone is what it was
            return receipt;
        }
    }

    @Override
    public List<NumberedNote> early(LogId log, long fromIndex, int countMax) throws IOException {
        return receipts(log, KeptReceipt.Kind.EARLY, fromIndex, countMax).stream()
                .map(receipt -> new NumberedNote(receipt.size() - 1, receipt.note()))
                .toList();
    }

    private List<KeptReceipt> receipts(LogId log, KeptReceipt.Kind kind, long above, int countMax) throws IOException {
        try {
            return reader.receipts(log, kind, above, countMax);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<Bytes> leaves(LogId log, long first, int countMax) throws IOException {
        List<Bytes> leaves = new ArrayList<>();
        try {
            for (StoredLeaf leaf : reader.leaves(log, first, countMax)) {
                if (leaf.damage().isPresent()) {
                    throw new IOException("entry " + leaf.index() + " of " + log.party() + "/" + log.epoch()
                            + " is damaged: " + leaf.damage().get() + ". A running node repairs it from the peer");
                }
                leaves.add(leaf.leaf());
            }
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        return leaves;
    }

    /** Leaves as they stand, damaged or not: for a check that names what is wrong. */
    List<Bytes> rawLeaves(LogId log, long first, int countMax) throws IOException {
        try {
            return reader.rawLeaves(log, first, countMax);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public NodeSource nodes(LogId log) throws IOException {
        return HashTree.of(this, log);
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
