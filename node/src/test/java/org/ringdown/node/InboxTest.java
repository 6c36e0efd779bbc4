package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The peer's inputs and our own wait apart: neither side can starve the other, nor fill the memory. */
final class InboxTest {
    private static final PostRunner.Input OURS = new PostRunner.Input.Say(List.of(), new CompletableFuture<>());

    private final Inbox inbox = new Inbox();

    private static PostRunner.Input frame(int bytes, int number) {
        return new PostRunner.Input.Received(number, new byte[bytes]);
    }

    @Test
    void ourRequest_whileSessionsFillTheirQueue_isAccepted_andInTheNextTurn() throws Exception {
        for (int i = 0; i < Limit.POST_QUEUE.count(); i++) inbox.put(frame(10, i));
        assertTrue(inbox.offer(OURS, false));
        assertTrue(inbox.take(this, 0).contains(OURS));
    }

    @Test
    void sessions_whileOurRequestsFillTheirQueue_areInTheNextTurn() throws Exception {
        for (int i = 0; i < Limit.POST_QUEUE.count(); i++) assertTrue(inbox.offer(OURS, false));
        assertFalse(inbox.offer(OURS, false), "beyond the bound it is refused");
        PostRunner.Input theirs = frame(10, 1);
        inbox.put(theirs);
        assertTrue(inbox.take(this, 0).contains(theirs));
    }

    @Test
    void sessions_moreBytesThanTheBound_areHeldBackUntilThereIsRoom_andKeepTheirOrder() throws Exception {
        int frames = 60;
        AtomicInteger put = new AtomicInteger();
        Thread session = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < frames; i++) {
                    inbox.put(frame(262_144, i));
                    put.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        int most = (int) (Limit.POST_QUEUE_BYTES.amount() / 262_144);
        Waiting.until("held back", () -> put.get() == most && session.getState() == Thread.State.WAITING);
        List<Long> taken = new ArrayList<>();
        while (taken.size() < frames) {
            for (PostRunner.Input input : inbox.take(this, 1_000))
                taken.add(((PostRunner.Input.Received) input).session());
            assertTrue(inbox.size() <= most, "more wait than may");
        }
        assertTrue(session.join(Duration.ofSeconds(60)));
        for (int i = 0; i < frames; i++) assertEquals(i, taken.get(i));
    }

    @Test
    void seldom_aFlood_letsTheFirstThrough_andCountsTheRest() {
        Seldom gate = new Seldom(Limit.ALARM_BURST, Limit.ALARM_EVERY_MS, 0);
        int told = 0;
        for (int i = 0; i < 1_000; i++) told += gate.pass(i).isPresent() ? 1 : 0;
        assertEquals(Limit.ALARM_BURST.count(), told);
        long laterNs = 3 * Limit.ALARM_EVERY_MS.amount() * 1_000_000;
        assertEquals(1_000 - told, gate.pass(laterNs).orElseThrow());
        assertEquals(0, gate.pass(laterNs).orElseThrow());
    }
}
