package org.ringdown.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.line.KeptEntry;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.store.StoredEntry;

/**
 * Puts entries into causal order: each stands after everything its author's node held, and after what is before it in its
 * own log. Where neither log decides, the order of arrival does. Clocks are not looked at.
 */
final class JointOrder {
    private final Map<LogId, List<StoredEntry>> logs = new LinkedHashMap<>();
    private final Map<LogId, Integer> taken = new HashMap<>();

    private JointOrder(List<StoredEntry> rows) {
        for (StoredEntry row : rows) {
            logs.computeIfAbsent(row.entry().log(), _ -> new ArrayList<>()).add(row);
        }
        for (List<StoredEntry> log : logs.values()) {
            log.sort((a, b) -> Long.compare(a.entry().index(), b.entry().index()));
        }
    }

    static List<StoredEntry> of(List<StoredEntry> rows) {
        JointOrder order = new JointOrder(rows);
        List<StoredEntry> sorted = new ArrayList<>();
        while (sorted.size() < rows.size()) sorted.add(order.next());
        return sorted;
    }

    /** Of the first entries not taken yet, the earliest arrived that waits for nothing; a cycle falls to arrival. */
    private StoredEntry next() {
        Optional<StoredEntry> best = Optional.empty();
        Optional<StoredEntry> earliest = Optional.empty();
        for (Map.Entry<LogId, List<StoredEntry>> log : logs.entrySet()) {
            int at = taken.getOrDefault(log.getKey(), 0);
            if (at == log.getValue().size()) continue;
            StoredEntry first = log.getValue().get(at);
            if (earliest.isEmpty() || first.seq() < earliest.get().seq()) earliest = Optional.of(first);
            boolean earlier = best.isEmpty() || first.seq() < best.get().seq();
            if (earlier && !waits(first.entry())) best = Optional.of(first);
        }
        Optional<StoredEntry> otherwise = earliest;
        StoredEntry chosen = best.or(() -> otherwise).orElseThrow();
        taken.merge(chosen.entry().log(), 1, Integer::sum);
        return chosen;
    }

    /** Whether an entry that its author held is among the rows and not taken yet. */
    private boolean waits(KeptEntry entry) {
        Optional<Held> held = held(entry);
        if (held.isEmpty()) return false;
        for (Map.Entry<LogId, List<StoredEntry>> log : logs.entrySet()) {
            boolean other = !log.getKey().party().equals(entry.log().party());
            int at = taken.getOrDefault(log.getKey(), 0);
            if (!other
                    || !log.getKey().epoch().equals(held.get().epoch())
                    || at == log.getValue().size()) continue;
            if (log.getValue().get(at).entry().index() < held.get().size()) return true;
        }
        return false;
    }

    private static Optional<Held> held(KeptEntry entry) {
        try {
            return Leaf.parse(entry.leaf().array()).seal().held();
        } catch (MessageException e) {
            // bytes that nobody can read say nothing of what was held
            return Optional.empty();
        }
    }
}
