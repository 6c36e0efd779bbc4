package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Precedence;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;

/** Receipts and deadlines of an own log against sets that are filled by hand, over every short story. */
final class OwnLogTest {
    private static final int ENTRIES = 4;
    private static final long SECOND_NS = 1_000_000_000L;

    /** What an own log should know, in the plainest form. */
    private static final class Oracle {
        final Set<Long> delivered = new HashSet<>();
        final Map<Long, Long> deadlineNs = new TreeMap<>();
        long receipted;
        boolean noted;

        Optional<Long> overdue(long nowNs) {
            if (noted) return Optional.empty();
            Optional<Long> first = deadlineNs.entrySet().stream()
                    .filter(e -> !delivered.contains(e.getKey()) && nowNs >= e.getValue())
                    .map(Map.Entry::getKey)
                    .min(Long::compare);
            noted = first.isPresent();
            return first;
        }
    }

    private final OwnLog log = new OwnLog(new LogId("northland", "1-00000000"), CompactRange.empty());
    private final Oracle oracle = new Oracle();

    private void await(long index, Precedence precedence, long deadlineNs) {
        log.await(precedence, index, deadlineNs);
        oracle.deadlineNs.put(index, deadlineNs);
    }

    private void raise(long size) {
        log.raise(size);
        oracle.receipted = Math.max(oracle.receipted, size);
        for (long i = 0; i < oracle.receipted; i++) oracle.delivered.add(i);
        oracle.noted = false;
    }

    private void early(long index) {
        if (index < oracle.receipted) return;
        log.raiseEarly(index);
        oracle.delivered.add(index);
        oracle.noted = false;
    }

    private void check(String story, long nowNs) {
        for (long i = 0; i < ENTRIES; i++)
            assertEquals(oracle.delivered.contains(i), log.delivered(i), story + " entry " + i);
        assertEquals(oracle.receipted, log.receipted, story);
        assertEquals(oracle.overdue(nowNs), log.overdue(nowNs).map(OwnLog.Waiting::first), story);
    }

    /** Four entries of different precedence, far apart in time; every order of three receipts, each of every kind. */
    @Test
    void everyShortStory_ofReceipts_agreesWithTheOracle() {
        int acts = 2 * ENTRIES + 1;
        for (int story = 0; story < acts * acts * acts; story++) {
            OwnLogTest one = new OwnLogTest();
            Precedence[] all = {Precedence.ROUTINE, Precedence.FLASH, Precedence.PRIORITY, Precedence.FLASH};
            for (int i = 0; i < ENTRIES; i++) one.await(i, all[i], 2L * (i + 1) * SECOND_NS);
            String name = "story " + story;
            one.check(name, SECOND_NS);
            int rest = story;
            for (int turn = 0; turn < 3; turn++) {
                int act = rest % acts;
                rest /= acts;
                if (act <= ENTRIES) one.raise(act);
                else one.early(act - ENTRIES - 1);
                one.check(name + " turn " + turn, 4L * (turn + 1) * SECOND_NS);
            }
        }
    }

    @Test
    void raise_goingBack_changesNothing() {
        raise(3);
        assertEquals(3, log.raise(2));
        assertEquals(3, log.receipted);
        assertEquals(0, log.peerHas, "what it once held may be lost again");
    }

    @Test
    void peerHas_goingBack_changesNothing() {
        log.peerHas(3);
        log.peerHas(2);
        assertEquals(3, log.peerHas);
        assertEquals(3, log.sentTo);
    }

    @Test
    void urgent_beyondItsBound_isNotRemembered() {
        for (int i = 0; i < LineLimits.URGENT_WAITING_MAX + 10; i++) log.await(Precedence.FLASH, i, SECOND_NS);
        assertEquals(LineLimits.URGENT_WAITING_MAX, log.urgent.size());
        log.raise(LineLimits.URGENT_WAITING_MAX + 10);
        assertEquals(0, log.urgent.size());
    }
}
