package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Precedence;
import org.ringdown.message.LogId;

/** Two whole Posts wired in memory: what is said arrives once, in order, and is delivered only with a receipt. */
final class TwoPostsTest {

    private static void assertSame(Wire wire, LogId log) {
        assertEquals(
                wire.north.store.rows(log).entries.stream().map(KeptEntry::hash).toList(),
                wire.south.store.rows(log).entries.stream().map(KeptEntry::hash).toList());
    }

    private static void assertAllReceipted(Party party) {
        assertEquals(
                party.post().status().own().size(), party.post().status().own().receipted());
        assertEquals(0, party.post().status().waiting());
    }

    @Test
    void message_onOpenLine_isHeldThereAndDelivered() {
        Wire wire = Wire.connected();
        wire.north.events.clear();
        wire.north.say("message-1", Precedence.ROUTINE);
        assertEquals(List.of(), wire.north.heard(PostEvent.Delivered.class), "nothing is delivered before a receipt");
        wire.settle();
        assertSame(wire, wire.north.log());
        assertEquals(1, wire.north.heard(PostEvent.Delivered.class).size());
        assertAllReceipted(wire.north);
    }

    @Test
    void cut_withTrafficOnBothSides_catchUpBothWaysWithoutNewTraffic() {
        Wire wire = Wire.connected();
        wire.cutAll();
        for (int i = 0; i < 300; i++) {
            wire.north.say("north-" + i + "-x", Precedence.ROUTINE);
            wire.south.say("south-" + i + "-x", Precedence.PRIORITY);
        }
        wire.open(wire.south, "radio", Frame.Kind.BULK);
        wire.settle();
        assertSame(wire, wire.north.log());
        assertSame(wire, wire.south.log());
        assertAllReceipted(wire.north);
        assertAllReceipted(wire.south);
    }

    @Test
    void cut_atEveryFrame_nothingIsLostOrDoubled() {
        for (int lostFrom = 0; lostFrom < 12; lostFrom++) {
            Wire wire = Wire.connected();
            int[] count = {lostFrom};
            wire.passes = sent -> count[0]-- > 0;
            for (int i = 0; i < 3; i++) wire.north.say("message-" + i, Precedence.FLASH);
            wire.settle();
            wire.passes = sent -> true;
            wire.cutAll();
            wire.open(wire.north, "cable", Frame.Kind.BULK);
            wire.open(wire.north, "cable", Frame.Kind.URGENT);
            wire.settle();
            assertSame(wire, wire.north.log());
            assertAllReceipted(wire.north);
            List<Long> delivered = wire.north.heard(PostEvent.Delivered.class).stream()
                    .filter(d -> d.log().equals(wire.north.log()))
                    .flatMap(d -> LongStream.range(d.from(), d.to()).boxed())
                    .toList();
            assertTrue(delivered.containsAll(List.of(2L, 3L, 4L)), "cut at frame " + lostFrom + ": " + delivered);
        }
    }

    @Test
    void twoPaths_oneFlash_goesOverBothAndCountsOnce() {
        Wire wire = Wire.connected();
        wire.open(wire.south, "radio", Frame.Kind.BULK);
        wire.open(wire.south, "radio", Frame.Kind.URGENT);
        wire.settle();
        wire.passed.clear();
        wire.south.events.clear();
        wire.north.say("flash-message", Precedence.FLASH);
        wire.settle();
        int copies = wire.passed(Frame.Entries.class).size()
                + wire.passed(Frame.Overtake.class).size();
        assertTrue(copies >= 2, "it went " + copies + " times");
        long kept = wire.south.heard(PostEvent.EntryKept.class).stream()
                .filter(e -> e.entry().mark().statementId().equals("flash-message"))
                .count();
        long early = wire.south.heard(PostEvent.EarlyKept.class).size();
        assertEquals(1, kept);
        assertTrue(early <= 1, "shown early " + early + " times");
        assertSame(wire, wire.north.log());
        assertAllReceipted(wire.north);
    }

    @Test
    void flash_behindBacklog_overtakesIt() {
        Wire wire = Wire.connected();
        wire.passes = sent -> !(sent.frame() instanceof Frame.Entries);
        for (int i = 0; i < 400; i++) wire.north.say("routine-" + i, Precedence.ROUTINE);
        wire.north.say("flash-message", Precedence.FLASH);
        wire.settle();
        List<PostEvent.EarlyKept> early = wire.south.heard(PostEvent.EarlyKept.class);
        assertEquals(1, early.size());
        assertEquals(400, early.getFirst().earlier());
        LogId log = wire.north.log();
        long index = early.getFirst().entry().index();
        assertTrue(wire.north.heard(PostEvent.Delivered.class).stream()
                .anyMatch(d -> d.kind() == KeptReceipt.Kind.EARLY && d.from() == index && d.to() == index + 1));
        assertEquals(2, wire.south.size(log), "the backlog is not there");
        wire.passes = sent -> true;
        wire.cutAll();
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.open(wire.north, "cable", Frame.Kind.URGENT);
        wire.pass(5_000);
        assertSame(wire, log);
        assertAllReceipted(wire.north);
        long kept = wire.south.heard(PostEvent.EntryKept.class).stream()
                .filter(e -> e.entry().index() == index && e.entry().log().equals(log))
                .count();
        assertEquals(1, kept);
    }

    @Test
    void receiptsWithheld_noReceiptByIsWrittenOnceAndAlarmed() {
        Wire wire = Wire.connected();
        wire.passes = sent -> !receiptOrEntryOfTheSouth(sent.frame());
        wire.north.say("flash-message", Precedence.FLASH);
        wire.pass(30_000);
        assertEquals(
                1,
                wire.north.types(wire.north.log()).stream()
                        .filter("NO-RECEIPT-BY"::equals)
                        .count());
        assertTrue(wire.north.alarmed("no-receipt"));
        assertFalse(wire.north.heard(PostEvent.Delivered.class).stream().anyMatch(d -> d.to() > 2));
        wire.passes = sent -> true;
        wire.pass(5_000);
        assertAllReceipted(wire.north);
    }

    /** An entry of the south names what it holds, and that is a receipt too. */
    private static boolean receiptOrEntryOfTheSouth(Frame frame) {
        boolean entry = frame instanceof Frame.Entries e && e.log().party().equals("southland");
        boolean urgent = frame instanceof Frame.Overtake o && o.log().party().equals("southland");
        return entry || urgent || frame instanceof Frame.Receipt || frame instanceof Frame.Early;
    }

    @Test
    void restart_ofBoth_goesOnInTheSameEpoch() {
        Wire wire = Wire.connected();
        wire.north.say("message-1", Precedence.ROUTINE);
        wire.settle();
        wire.cutAll();
        LogId before = wire.north.log();
        wire.north.start();
        wire.south.start();
        wire.north.say("message-2", Precedence.ROUTINE);
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.settle();
        assertEquals(before, wire.north.log());
        assertSame(wire, before);
        assertAllReceipted(wire.north);
    }

    @Test
    void sameRequestAgain_getsTheFirstAnswer_anotherIsRefused() {
        Wire wire = Wire.connected();
        SayResult first = wire.north.say("message-1", Precedence.ROUTINE);
        SayResult again = wire.north.say("message-1", Precedence.ROUTINE);
        assertTrue(
                first instanceof SayResult.Kept kept
                        && again instanceof SayResult.Again a
                        && a.entry().equals(kept.entry())
                        && a.leafHash().equals(kept.leafHash()),
                first + " " + again);
        SayResult other = wire.north.say(Party.saying(
                "message-1", org.ringdown.message.EntryType.FREE_TEXT, Precedence.ROUTINE, "another text"));
        assertTrue(other instanceof SayResult.Refused r && r.code() == SayResult.Code.ID_REUSED, other.toString());
    }
}
