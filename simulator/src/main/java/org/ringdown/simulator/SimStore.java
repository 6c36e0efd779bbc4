package org.ringdown.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ringdown.line.Commit;
import org.ringdown.line.EntryStore;
import org.ringdown.line.Evidence;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.StatementPlace;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreState;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Rfc6962;

/** A store whose commits are atomic and durable, until a fault or a restore says otherwise. */
final class SimStore implements EntryStore {
    private static final Set<String> FOUNDING = Set.of("CHARTER", "KEY", "REVOCATION", "ADOPT");

    /** One log's durable state. */
    static final class Log {
        final List<KeptEntry> entries = new ArrayList<>();
        final TreeMap<Long, KeptHead> heads = new TreeMap<>();
        final List<KeptReceipt> receipts = new ArrayList<>();
        final TreeMap<Long, KeptEntry> early = new TreeMap<>();

        Log copy() {
            Log copy = new Log();
            copy.entries.addAll(entries);
            copy.heads.putAll(heads);
            copy.receipts.addAll(receipts);
            copy.early.putAll(early);
            return copy;
        }

        long receipted() {
            return receipts.stream()
                    .filter(r -> r.kind() == KeptReceipt.Kind.COSIGNATURE)
                    .mapToLong(KeptReceipt::size)
                    .max()
                    .orElse(0);
        }
    }

    private final Faults faults;
    private final Map<LogId, Log> logs = new LinkedHashMap<>();
    private final Map<String, String> facts = new HashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, StatementPlace> statements = new HashMap<>();

    SimStore(Faults faults) {
        this.faults = faults;
    }

    /** What a backup would hold. */
    SimStore copy() {
        SimStore copy = new SimStore(faults);
        logs.forEach((id, log) -> copy.logs.put(id, log.copy()));
        copy.facts.putAll(facts);
        copy.evidence.addAll(evidence);
        copy.statements.putAll(statements);
        return copy;
    }

    Map<LogId, Log> logs() {
        return logs;
    }

    Log of(LogId id) {
        return logs.getOrDefault(id, new Log());
    }

    List<Evidence> evidence() {
        return evidence;
    }

    Optional<KeptEntry> find(EntryId id) {
        Log log = logs.get(id.log());
        if (log == null) return Optional.empty();
        if (id.index() < log.entries.size()) return Optional.of(log.entries.get((int) id.index()));
        return Optional.ofNullable(log.early.get(id.index()));
    }

    @Override
    public StoreState load() {
        List<StoreState.LogState> states = new ArrayList<>();
        List<KeptEntry> founding = new ArrayList<>();
        logs.forEach((id, log) -> {
            CompactRange range = CompactRange.empty();
            for (KeptEntry entry : log.entries) {
                range.append(entry.hash());
                if (FOUNDING.contains(entry.mark().type())) founding.add(entry);
            }
            Optional<KeptHead> head = Optional.ofNullable(log.heads.floorEntry((long) log.entries.size()))
                    .map(Map.Entry::getValue);
            long receipted = log.receipted();
            List<Long> early = log.receipts.stream()
                    .filter(r -> r.kind() == KeptReceipt.Kind.EARLY && r.size() > receipted)
                    .map(r -> r.size() - 1)
                    .distinct()
                    .toList();
            states.add(new StoreState.LogState(id, range, head, receipted, early, List.copyOf(log.early.keySet())));
        });
        return new StoreState(states, facts, evidence, founding);
    }

    @Override
    public List<KeptEntry> read(LogId id, long first, int countMax, int bytesMax) {
        List<KeptEntry> out = new ArrayList<>();
        Log log = logs.getOrDefault(id, new Log());
        int bytes = 0;
        for (long i = first; i < log.entries.size() && out.size() < countMax && bytes < bytesMax; i++) {
            out.add(log.entries.get((int) i));
            bytes += log.entries.get((int) i).leaf().size();
        }
        return out;
    }

    @Override
    public NodeSource nodes(LogId id) {
        Log log = logs.getOrDefault(id, new Log());
        return new NodeSource() {
            @Override
            public Hash node(int level, long index) {
                if (level == 0) return log.entries.get((int) index).hash();
                return Rfc6962.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            }
        };
    }

    @Override
    public Optional<StatementPlace> statement(String party, String statementId) {
        return Optional.ofNullable(statements.get(party + "/" + statementId));
    }

    @Override
    public Optional<KeptEntry> early(LogId id, long index) {
        return Optional.ofNullable(logs.getOrDefault(id, new Log()).early.get(index));
    }

    @Override
    public Optional<KeptHead> headAbove(LogId id, long size) {
        return Optional.ofNullable(logs.getOrDefault(id, new Log()).heads.higherEntry(size))
                .map(Map.Entry::getValue);
    }

    @Override
    public void commit(Commit commit) throws StoreException {
        faults.at(Faults.Point.BEFORE_COMMIT);
        commit.cuts().forEach((id, size) -> {
            Log log = log(id);
            while (log.entries.size() > size) log.entries.removeLast();
            log.heads.tailMap(size, false).clear();
        });
        for (KeptEntry entry : commit.entries()) {
            Log log = log(entry.log());
            if (log.entries.size() != entry.index()) throw new LawBroken(1, "a gap in the store at " + entry);
            log.entries.add(entry);
            log.early.remove(entry.index());
            index(entry);
        }
        for (KeptEntry entry : commit.early()) {
            log(entry.log()).early.put(entry.index(), entry);
            index(entry);
        }
        commit.heads().forEach(head -> log(head.log()).heads.put(head.size(), head));
        commit.receipts().forEach(receipt -> log(receipt.log()).receipts.add(receipt));
        evidence.addAll(commit.evidence());
        commit.facts().forEach((name, value) -> {
            if (value.isEmpty()) facts.remove(name);
            else facts.put(name, value);
        });
        faults.at(Faults.Point.AFTER_COMMIT);
    }

    private Log log(LogId id) {
        return logs.computeIfAbsent(id, i -> new Log());
    }

    private void index(KeptEntry entry) {
        if (entry.mark().statementId().isEmpty()) return;
        EntryId id = new EntryId(entry.log().party(), entry.log().epoch(), entry.index());
        statements.put(
                entry.log().party() + "/" + entry.mark().statementId(),
                new StatementPlace(id, entry.hash(), entry.mark().requestDigest()));
    }
}
