package org.ringdown.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.line.Clock;

/**
 * The alarms of a line that a screen which opens later must still be told: nobody has noticed them, and no state and no entry
 * shows them. In memory and bounded. What the peer said while no record could hold it is kept apart from the rest, and for
 * as long as nobody noticed it: a flood of other alarms can't push it out. Safe to share between threads.
 */
final class AlarmBook {
    private final Clock clock;
    /** Guarded by this. */
    private final Deque<Kept> said = new ArrayDeque<>();

    /** Guarded by this. */
    private final Deque<Kept> others = new ArrayDeque<>();

    private record Kept(String id, Optional<String> statement, Json.Obj event, long atNs) {}

    AlarmBook(Clock clock) {
        this.clock = clock;
    }

    /**
     * Keeps an alarm; beyond the bound the oldest leaves.
     *
     * @param id names the alarm
     * @param statement the statement that it tells of, where it tells of one
     * @param event what a stream is told
     */
    synchronized void keep(String id, Optional<String> statement, Json.Obj event) {
        Deque<Kept> kept = statement.isPresent() ? said : others;
        kept.removeIf(one -> one.id.equals(id));
        if (kept.size() >= Limit.KEPT_ALARMS.amount()) kept.removeFirst();
        kept.addLast(new Kept(id, statement, event, clock.monoNs()));
    }

    /** A person has noticed it, or it is over. */
    synchronized void drop(String id) {
        said.removeIf(one -> one.id.equals(id));
        others.removeIf(one -> one.id.equals(id));
    }

    /** An entry shows the statement from now on. */
    synchronized void shown(String statement) {
        said.removeIf(one -> one.statement.filter(statement::equals).isPresent());
    }

    /** Whether some statement is told by an alarm alone. */
    synchronized boolean awaitsEntries() {
        return !said.isEmpty();
    }

    /** What is still to be told, oldest first. */
    synchronized List<Json.Obj> open() {
        long oldestNs = clock.monoNs() - Limit.KEPT_ALARM_MS.amount() * 1_000_000;
        others.removeIf(one -> one.atNs - oldestNs < 0);
        List<Json.Obj> open = new ArrayList<>();
        for (Kept one : said) open.add(one.event);
        for (Kept one : others) open.add(one.event);
        return open;
    }
}
