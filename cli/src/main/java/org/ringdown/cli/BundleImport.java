package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.cli.bundle.BundleException;
import org.ringdown.cli.bundle.BundleRecord;
import org.ringdown.cli.bundle.LogPart;
import org.ringdown.cli.bundle.NumberedNote;
import org.ringdown.line.Commit;
import org.ringdown.line.EntryMark;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.StoreException;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.store.SqliteStore;
import org.ringdown.store.StoreOptions;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** Writes a verified bundle into a new store. Entries are put in order by their authors' clocks, log by log in order. */
final class BundleImport {
    private static final int AT_ONCE = 512;

    private final BundleRecord record;
    private final SqliteStore store;
    private final List<Run> runs = new ArrayList<>();
    private List<KeptEntry> batch = new ArrayList<>();
    private long entries;

    /** One log on its way in. */
    private static final class Run {
        private final BundleRecord.Leaves leaves;
        private long index;
        private Optional<byte[]> next;
        private long wallMs;

        Run(BundleRecord.Leaves leaves) throws BundleException, IOException {
            this.leaves = leaves;
            this.next = leaves.next();
            read();
        }

        private void read() {
            if (next.isEmpty()) return;
            try {
                wallMs = Math.max(wallMs, Leaf.parse(next.get()).seal().wallMs());
            } catch (MessageException e) {
                // an opaque leaf has no clock: it stands behind the one before it
                wallMs = Math.max(wallMs, 0);
            }
        }

        KeptEntry take() throws BundleException, IOException {
            byte[] bytes = next.orElseThrow();
            LogId log = leaves.log();
            KeptEntry entry =
                    new KeptEntry(log, index++, Bytes.of(bytes), Rfc6962.leaf(bytes), wallMs, EntryMark.of(bytes));
            next = leaves.next();
            read();
            return entry;
        }
    }

    private BundleImport(BundleRecord record, SqliteStore store) {
        this.record = record;
        this.store = store;
    }

    /** Makes the store; it must not be there. Returns how many entries went in. */
    static long write(BundleRecord record, Path to) throws BundleException, IOException, StoreException {
        try (SqliteStore store = SqliteStore.open(to, StoreOptions.standard())) {
            BundleImport run = new BundleImport(record, store);
            run.entries();
            run.notes();
            return run.entries;
        }
    }

    private void entries() throws BundleException, IOException, StoreException {
        for (LogPart part : record.manifest().logs()) runs.add(new Run(record.leaves(part)));
        Optional<Run> next = first();
        while (next.isPresent()) {
            batch.add(next.get().take());
            entries++;
            if (batch.size() == AT_ONCE) flush();
            next = first();
        }
        flush();
    }

    private Optional<Run> first() {
        Run first = null;
        for (Run run : runs) {
            if (run.next.isPresent() && (first == null || run.wallMs < first.wallMs)) first = run;
        }
        return Optional.ofNullable(first);
    }

    private void flush() throws StoreException {
        if (batch.isEmpty()) return;
        commit(batch, List.of(), List.of());
        batch = new ArrayList<>();
    }

    private void notes() throws BundleException, IOException, StoreException {
        for (LogPart part : record.manifest().logs()) {
            if (part.size() == 0) continue;
            List<KeptHead> heads = new ArrayList<>();
            List<KeptReceipt> receipts = new ArrayList<>();
            heads.add(head(part.log(), record.head(part)));
            for (NumberedNote note : record.cosigned(part)) {
                if (note.number() != part.size()) heads.add(head(part.log(), note));
                receipts.add(receipt(part.log(), KeptReceipt.Kind.COSIGNATURE, note.number(), note.note()));
            }
            for (NumberedNote note : record.early(part)) {
                receipts.add(receipt(part.log(), KeptReceipt.Kind.EARLY, note.number() + 1, note.note()));
            }
            commit(List.of(), heads, receipts);
        }
    }

    private static KeptHead head(LogId log, NumberedNote note) throws IOException {
        try {
            Head head = Head.parse(SignedNote.parse(note.note().getBytes(StandardCharsets.UTF_8))
                    .text());
            return new KeptHead(log, head.size(), head.root(), note.note());
        } catch (TranscriptException e) {
            throw new IOException("a head that was verified can't be read: " + e.getMessage(), e);
        }
    }

    private static KeptReceipt receipt(LogId log, KeptReceipt.Kind kind, long size, String note) {
        return new KeptReceipt(log, kind, size, note, System.currentTimeMillis());
    }

    private void commit(List<KeptEntry> placed, List<KeptHead> heads, List<KeptReceipt> receipts)
            throws StoreException {
        store.commit(new Commit(Map.of(), placed, List.of(), heads, receipts, List.of(), Map.of(), false));
    }
}
