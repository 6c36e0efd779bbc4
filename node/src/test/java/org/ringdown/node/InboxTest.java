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
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.line.Saying;
import org.ringdown.message.EntryType;
import org.ringdown.message.Statement;

/** The peer's inputs and our own wait apart: neither side can starve the other, nor fill the memory. */
final class InboxTest {
    private static final PostRunner.Input OURS = say(Precedence.ROUTINE);
    private static final PostRunner.Input URGENT = say(Precedence.FLASH);

    private final Inbox inbox = new Inbox();

    private static PostRunner.Input frame(int bytes, int number) {
        return new PostRunner.Input.Received(number, new byte[bytes]);
    }

    private static PostRunner.Input say(Precedence precedence) {
        Statement.Kind kind = new Statement.Kind(EntryType.FREE_TEXT, precedence, false);
        Saying saying = new Saying(
                "1",
                kind,
                Statement.Addressing.NODE,
                Statement.Links.NONE,
                Json.obj().build(),
                "");
        return new PostRunner.Input.Say(List.of(saying), new CompletableFuture<>());
    }

    @Test
    void ourRequest_whileSessionsFillTheirQueue_isAccepted_andInTheNextTurn() throws Exception {
        for (int i = 0; i < Limit.POST_QUEUE.count(); i++) inbox.put(frame(10, i));
        assertTrue(inbox.offer(OURS, false));
        assertTrue(inbox.take(this, 0).rest().contains(OURS));
    }

    @Test
    void sessions_whileOurRequestsFillTheirQueue_areInTheNextTurn() throws Exception {
        for (int i = 0; i < Limit.POST_QUEUE.count(); i++) assertTrue(inbox.offer(OURS, false));
        assertFalse(inbox.offer(OURS, false), "beyond the bound it is refused");
        PostRunner.Input theirs = frame(10, 1);
        inbox.put(theirs);
        assertTrue(inbox.take(this, 0).rest().contains(theirs));
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
            for (PostRunner.Input input : inbox.take(this, 1_000).rest())
                taken.add(((PostRunner.Input.Received) input).session());
            assertTrue(inbox.size() <= most, "more wait than may");
        }
        assertTrue(session.join(Duration.ofSeconds(60)));
        for (int i = 0; i < frames; i++) assertEquals(i, taken.get(i));
    }

    @Test
    void urgent_behindAFullQueueOfBoth_comesFirst_andTheRestIsNotHeldBack() throws Exception {
        for (int i = 0; i < Limit.POST_QUEUE.count(); i++) {
            inbox.put(frame(10, 1));
            assertTrue(inbox.offer(OURS, false));
        }
        assertTrue(inbox.offer(URGENT, false), "it has room of its own");
        Inbox.Taken turn = inbox.take(this, 0);
        assertEquals(List.of(URGENT), turn.urgent());
        assertTrue(turn.rest().contains(OURS));
        assertTrue(turn.rest().stream().anyMatch(PostRunner.Input.Received.class::isInstance));
    }

    @Test
    void session_foundToBeUrgent_whatOfItWaits_comesFirst_inItsOrder() throws Exception {
        List<PostRunner.Input> quick = List.of(frame(10, 2), frame(10, 2), new PostRunner.Input.Closed(2, "gone"));
        inbox.put(quick.get(0));
        inbox.put(frame(10, 1));
        inbox.urgent(2);
        inbox.put(quick.get(1));
        inbox.put(quick.get(2));
        Inbox.Taken turn = inbox.take(this, 0);
        assertEquals(quick, turn.urgent());
        assertEquals(1, turn.rest().size());
        inbox.ended(2);
        inbox.put(frame(10, 2));
        assertEquals(1, inbox.take(this, 0).rest().size());
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
