package org.ringdown.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
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
import org.ringdown.transcript.Proofs;

/**
 * A store whose commits are atomic and durable, until a fault or a restore says otherwise. Once a commit has failed the
 * handle is dead, as after a failed fsync: whoever commits on it again breaks law 6. {@link #reopen} is what a start
 * does.
 */
final class SimStore implements EntryStore {
    private static final Set<String> FOUNDING = Set.of("CHARTER", "KEY", "REVOCATION", "ADOPT");

    /** One log's durable state. */
    static final class Log {
        final List<KeptEntry> entries = new ArrayList<>();
        final SimTree tree = new SimTree();
        final TreeMap<Long, KeptHead> heads = new TreeMap<>();
        final List<KeptReceipt> receipts = new ArrayList<>();
        final TreeMap<Long, KeptEntry> early = new TreeMap<>();
        long receipted;

        Hash root(long size) {
            return Proofs.root(size, tree);
        }

        Log copy() {
            Log copy = new Log();
            copy.entries.addAll(entries);
            entries.forEach(e -> copy.tree.append(e.hash()));
            copy.heads.putAll(heads);
            copy.receipts.addAll(receipts);
            copy.early.putAll(early);
            copy.receipted = receipted;
            return copy;
        }
    }

    private final Faults faults;
    private final Consumer<KeptEntry> durable;
    private final Map<LogId, Log> logs = new LinkedHashMap<>();
    private final Map<String, String> facts = new TreeMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, StatementPlace> statements = new HashMap<>();
    private boolean failed;
    private boolean unreadable;

    /**
     * Makes an empty one.
     *
     * @param faults what goes wrong
     * @param durable hears of every entry that became durable
     */
    SimStore(Faults faults, Consumer<KeptEntry> durable) {
        this.faults = faults;
        this.durable = durable;
    }

    /** What a backup would hold. */
    SimStore copy() {
        SimStore copy = new SimStore(faults, durable);
        logs.forEach((id, log) -> copy.logs.put(id, log.copy()));
        copy.facts.putAll(facts);
        copy.evidence.addAll(evidence);
        copy.statements.putAll(statements);
        return copy;
    }

    /** A new handle on what is on the disk. */
    void reopen() {
        failed = false;
        unreadable = false;
    }

    /** Whether a commit has failed: it may be durable all the same. */
    boolean dead() {
        return failed;
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
            List<Long> early = log.receipts.stream()
                    .filter(r -> r.kind() == KeptReceipt.Kind.EARLY && r.size() > log.receipted)
                    .map(r -> r.size() - 1)
                    .distinct()
                    .toList();
            states.add(new StoreState.LogState(id, range, head, log.receipted, early, List.copyOf(log.early.keySet())));
        });
        return new StoreState(states, facts, evidence, founding);
    }

    @Override
    public List<KeptEntry> read(LogId id, long first, int countMax, int bytesMax) throws StoreException {
        readable();
        List<KeptEntry> out = new ArrayList<>();
        Log log = of(id);
        int bytes = 0;
        for (long i = first; i < log.entries.size() && out.size() < countMax && bytes < bytesMax; i++) {
            out.add(log.entries.get((int) i));
            bytes += log.entries.get((int) i).leaf().size();
        }
        return out;
    }

    @Override
    public NodeSource nodes(LogId id) {
        return of(id).tree;
    }

    @Override
    public Optional<StatementPlace> statement(String party, String statementId) throws StoreException {
        readable();
        return Optional.ofNullable(statements.get(party + "/" + statementId));
    }

    /** The same, for whoever looks on from outside. */
    boolean holds(String party, String statementId) {
        return statements.containsKey(party + "/" + statementId);
    }

    @Override
    public Optional<KeptEntry> early(LogId id, long index) throws StoreException {
        readable();
        return Optional.ofNullable(of(id).early.get(index));
    }

    @Override
    public Optional<KeptHead> headAbove(LogId id, long size) throws StoreException {
        readable();
        return Optional.ofNullable(of(id).heads.higherEntry(size)).map(Map.Entry::getValue);
    }

    /** After a failed sync nothing is read either, until it is opened again. */
    private void readable() throws StoreException {
        if (unreadable) throw new StoreException(StoreException.Kind.BROKEN, "simulated dead handle");
    }

    @Override
    public void commit(Commit commit) throws StoreException {
        if (failed) throw new LawBroken(6, "a commit on a handle whose commit had failed");
        try {
            faults.room(commit.reserve());
            faults.at(Faults.Point.BEFORE_COMMIT);
            apply(commit);
            faults.at(Faults.Point.AFTER_COMMIT);
        } catch (StoreException e) {
            failed = true;
            unreadable = e.kind() == StoreException.Kind.BROKEN;
            throw e;
        }
    }

    private void apply(Commit commit) {
        commit.cuts().forEach((id, size) -> {
            Log log = log(id);
            while (log.entries.size() > size) log.entries.removeLast();
            log.tree.cut(size);
            log.heads.tailMap(size, false).clear();
        });
        for (KeptEntry entry : commit.entries()) {
            Log log = log(entry.log());
            if (log.entries.size() != entry.index()) throw new LawBroken(1, "a gap in the store at " + entry);
            log.entries.add(entry);
            log.tree.append(entry.hash());
            log.early.remove(entry.index());
            kept(entry);
        }
        for (KeptEntry entry : commit.early()) {
            log(entry.log()).early.put(entry.index(), entry);
            kept(entry);
        }
        commit.heads().forEach(head -> log(head.log()).heads.put(head.size(), head));
        commit.receipts().forEach(this::receipt);
        evidence.addAll(commit.evidence());
        commit.facts().forEach((name, value) -> {
            if (value.isEmpty()) facts.remove(name);
            else facts.put(name, value);
        });
    }

    private void receipt(KeptReceipt receipt) {
        Log log = log(receipt.log());
        log.receipts.add(receipt);
        if (receipt.kind().coversAllBelow()) log.receipted = Math.max(log.receipted, receipt.size());
    }

    private Log log(LogId id) {
        return logs.computeIfAbsent(id, i -> new Log());
    }

    private void kept(KeptEntry entry) {
        durable.accept(entry);
        if (entry.mark().statementId().isEmpty()) return;
        EntryId id = new EntryId(entry.log().party(), entry.log().epoch(), entry.index());
        statements.put(
                entry.log().party() + "/" + entry.mark().statementId(),
                new StatementPlace(id, entry.hash(), entry.mark().requestDigest()));
    }
}
