package org.ringdown.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.ringdown.line.Commit;
import org.ringdown.line.EntryMark;
import org.ringdown.line.Evidence;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.KeptReceipt;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** What a store ought to hold: the slow, plain side of the tests. Seeded. */
final class Model {
    static final LogId OWN = new LogId("northland", "1-9f3c02ab");
    static final LogId PEER = new LogId("southland", "1-00c0ffee");
    static final long NOW_MS = 1_800_000_000_000L;

    final Map<LogId, List<KeptEntry>> entries = new HashMap<>();
    final Map<LogId, CompactRange> ranges = new HashMap<>();
    private final Random random;
    private int counter;

    Model(long seed) {
        this.random = new Random(seed);
    }

    /** A commit under construction. */
    static final class Draft {
        final Map<LogId, Long> cuts = new HashMap<>();
        final List<KeptEntry> entries = new ArrayList<>();
        final List<KeptEntry> early = new ArrayList<>();
        final List<KeptHead> heads = new ArrayList<>();
        final List<KeptReceipt> receipts = new ArrayList<>();
        final List<Evidence> evidence = new ArrayList<>();
        final Map<String, String> facts = new HashMap<>();

        Commit commit(boolean reserve) {
            return new Commit(cuts, entries, early, heads, receipts, evidence, facts, reserve);
        }

        Commit commit() {
            return commit(false);
        }
    }

    /** Appends entries to a log, in the model and in a draft, with a head over them. */
    Draft append(LogId log, int count, int leafBytes) {
        Draft draft = new Draft();
        for (int i = 0; i < count; i++) draft.entries.add(appended(entry(log, size(log), "FREE TEXT", leafBytes)));
        draft.heads.add(head(log));
        return draft;
    }

    KeptEntry appended(KeptEntry entry) {
        entries.computeIfAbsent(entry.log(), log -> new ArrayList<>()).add(entry);
        ranges.computeIfAbsent(entry.log(), log -> CompactRange.empty()).append(entry.hash());
        return entry;
    }

    KeptEntry entry(LogId log, long index, String type, int leafBytes) {
        byte[] leaf = new byte[leafBytes];
        random.nextBytes(leaf);
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        EntryMark mark = new EntryMark(type, "ROUTINE", id, "d".repeat(64), List.of("LADDER"), List.of(), "");
        return entry(log, index, leaf, mark);
    }

    KeptEntry ack(LogId log, long index, EntryId about) {
        byte[] leaf = ("ack " + counter++).getBytes(StandardCharsets.UTF_8);
        EntryMark mark = new EntryMark("ACK", "FLASH", "ack-" + counter, "", List.of(), List.of(about), "SEEN");
        return entry(log, index, leaf, mark);
    }

    static KeptEntry entry(LogId log, long index, byte[] leaf, EntryMark mark) {
        return new KeptEntry(log, index, Bytes.of(leaf), Rfc6962.leaf(leaf), NOW_MS + index, mark);
    }

    List<KeptEntry> of(LogId log) {
        return entries.getOrDefault(log, List.of());
    }

    long size(LogId log) {
        return of(log).size();
    }

    Hash root(LogId log) {
        return ranges.getOrDefault(log, CompactRange.empty()).root();
    }

    KeptHead head(LogId log) {
        return new KeptHead(log, size(log), root(log), "note of head " + size(log) + "\n");
    }

    static KeptReceipt cosignature(LogId log, long size) {
        return new KeptReceipt(log, KeptReceipt.Kind.COSIGNATURE, size, "cosigned " + size + "\n", NOW_MS + size);
    }

    static KeptReceipt early(LogId log, long index) {
        return new KeptReceipt(log, KeptReceipt.Kind.EARLY, index + 1, "early " + index + "\n", NOW_MS + index);
    }
}
