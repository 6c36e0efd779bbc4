package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.ForkProof;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** A store in memory: a commit is whole or not at all, and fails when a test says so. */
final class MemoryStore implements EntryStore {
    private static final Set<String> FOUNDING = Set.of("CHARTER", "KEY", "REVOCATION", "ADOPT");

    /** One log's durable state. */
    static final class Rows {
        final List<KeptEntry> entries = new ArrayList<>();
        final TreeMap<Long, KeptHead> heads = new TreeMap<>();
        final List<KeptReceipt> receipts = new ArrayList<>();
        final TreeMap<Long, KeptEntry> early = new TreeMap<>();
    }

    private final Map<LogId, Rows> logs = new LinkedHashMap<>();
    private final Map<String, String> facts = new HashMap<>();
    final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, StatementPlace> statements = new HashMap<>();
    Optional<StoreException> failure = Optional.empty();
    long commits;

    /** The same again, as a backup holds it. */
    MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        logs.forEach((log, rows) -> {
            Rows to = copy.rows(log);
            to.entries.addAll(rows.entries);
            to.heads.putAll(rows.heads);
            to.receipts.addAll(rows.receipts);
            to.early.putAll(rows.early);
        });
        copy.facts.putAll(facts);
        copy.evidence.addAll(evidence);
        copy.statements.putAll(statements);
        return copy;
    }

    Rows rows(LogId log) {
        return logs.computeIfAbsent(log, l -> new Rows());
    }

    List<LogId> logsOf(String party) {
        return logs.keySet().stream().filter(l -> l.party().equals(party)).toList();
    }

    @Override
    public StoreState load() {
        List<StoreState.LogState> states = new ArrayList<>();
        List<KeptEntry> founding = new ArrayList<>();
        logs.forEach((id, rows) -> {
            states.add(state(id, rows));
            rows.entries.stream()
                    .filter(e -> FOUNDING.contains(e.mark().type()))
                    .forEach(founding::add);
        });
        return new StoreState(states, facts, evidence, founding);
    }

    private static StoreState.LogState state(LogId id, Rows rows) {
        CompactRange range = CompactRange.empty();
        rows.entries.forEach(e -> range.append(e.hash()));
        Optional<KeptHead> head =
                Optional.ofNullable(rows.heads.floorEntry(range.size())).map(Map.Entry::getValue);
        long receipted = rows.receipts.stream()
                .filter(r -> r.kind().coversAllBelow())
                .mapToLong(KeptReceipt::size)
                .max()
                .orElse(0);
        List<Long> early = rows.receipts.stream()
                .filter(r -> r.kind() == KeptReceipt.Kind.EARLY && r.size() > receipted)
                .map(r -> r.size() - 1)
                .toList();
        return new StoreState.LogState(id, range, head, receipted, early, List.copyOf(rows.early.keySet()));
    }

    @Override
    public List<KeptEntry> read(LogId log, long first, int countMax, int bytesMax) {
        List<KeptEntry> out = new ArrayList<>();
        List<KeptEntry> all = rows(log).entries;
        int bytes = 0;
        for (long i = first; i < all.size() && out.size() < countMax && bytes < bytesMax; i++) {
            out.add(all.get((int) i));
            bytes += all.get((int) i).leaf().size();
        }
        return out;
    }

    @Override
    public NodeSource nodes(LogId log) {
        return new NodeSource() {
            @Override
            public Hash node(int level, long index) {
                if (level == 0) return rows(log).entries.get((int) index).hash();
                return Rfc6962.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            }
        };
    }

    @Override
    public Optional<StatementPlace> statement(String party, String statementId) {
        return Optional.ofNullable(statements.get(party + "/" + statementId));
    }

    @Override
    public Optional<KeptEntry> early(LogId log, long index) {
        return Optional.ofNullable(rows(log).early.get(index));
    }

    @Override
    public Optional<KeptHead> headAbove(LogId log, long size) {
        return Optional.ofNullable(rows(log).heads.higherEntry(size)).map(Map.Entry::getValue);
    }

    @Override
    public void commit(Commit commit) throws StoreException {
        if (failure.isPresent()) throw failure.get();
        commits++;
        commit.cuts().forEach((id, size) -> {
            Rows rows = rows(id);
            while (rows.entries.size() > size) rows.entries.removeLast();
            rows.heads.tailMap(size, false).clear();
        });
        for (KeptEntry entry : commit.entries()) append(entry);
        for (KeptEntry entry : commit.early()) {
            rows(entry.log()).early.put(entry.index(), entry);
            index(entry);
        }
        commit.heads().forEach(head -> rows(head.log()).heads.put(head.size(), head));
        commit.receipts().forEach(receipt -> rows(receipt.log()).receipts.add(receipt));
        commit.evidence().forEach(MemoryStore::convinces);
        evidence.addAll(commit.evidence());
        commit.facts().forEach((name, value) -> {
            if (value.isEmpty()) facts.remove(name);
            else facts.put(name, value);
        });
    }

    private void append(KeptEntry entry) {
        Rows rows = rows(entry.log());
        if (rows.entries.size() != entry.index()) throw new AssertionError("a gap in the store at " + entry);
        rows.entries.add(entry);
        rows.early.remove(entry.index());
        index(entry);
    }

    private void index(KeptEntry entry) {
        if (entry.mark().statementId().isEmpty()) return;
        EntryId id = new EntryId(entry.log().party(), entry.log().epoch(), entry.index());
        StatementPlace place = new StatementPlace(id, entry.hash(), entry.mark().requestDigest());
        statements.put(entry.log().party() + "/" + entry.mark().statementId(), place);
    }

    /** Evidence of a fork needs nothing but itself. */
    private static void convinces(Evidence evidence) {
        if (!evidence.kind().equals("FORK")) {
            assertEquals("", evidence.proof());
            return;
        }
        List<Head> heads = new ArrayList<>();
        try {
            for (String note : evidence.notes())
                heads.add(Head.parse(SignedNote.parse(note).text()));
            ForkProof.parse(evidence.proof()).check(heads.getFirst(), heads.getLast());
        } catch (TranscriptException e) {
            throw new AssertionError("this convinces nobody: " + evidence, e);
        }
    }
}
