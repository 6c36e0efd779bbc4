package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;

/** However a fork comes to light, the evidence alone shows it to an outsider; {@link MemoryStore} checks each piece. */
final class ForkTest {
    private final Party south = Party.founded("southland", new TestClock());

    /** The record with entries of its own, and another that goes its own way at index 3. */
    private final North one = North.with(4);

    private final North other = North.with(1);

    ForkTest() {
        for (String id : List.of("other-3", "other-4", "other-5", "other-6", "other-7")) other.message(id);
        south.turn(p -> p.opened(new SessionOpened(1, Optional.empty(), "test")));
        hears(one.hello());
    }

    private void hears(Frame... frames) {
        for (Frame frame : frames) south.turn(p -> p.received(1, FrameCodec.encode(frame)));
    }

    private void hearsInOneTurn(Frame... frames) {
        south.turn(p -> {
            for (Frame frame : frames) p.received(1, FrameCodec.encode(frame));
        });
    }

    private void proven(String form, long sizeOne, long sizeOther) {
        assertTrue(south.state(LineStatus.Name.RECORD_DISPUTED));
        assertEquals(
                List.of("FORK"),
                south.store.evidence.stream().map(Evidence::kind).distinct().toList());
        Evidence evidence = south.store.evidence.getFirst();
        assertEquals(form, evidence.proof().lines().findFirst().orElseThrow());
        assertEquals(List.of(one.head(sizeOne), other.head(sizeOther)), evidence.notes());
    }

    @Test
    void aSmallerHead() {
        hears(one.entries(0, 6), other.entries(0, 5));
        proven("beginning", 6, 5);
    }

    @Test
    void aHeadOfTheSameSize() {
        hears(one.entries(0, 6), other.entries(0, 6));
        proven("one size", 6, 6);
    }

    @Test
    void aLargerHead_withAllItsLeaves() {
        hears(one.entries(0, 6), other.entries(0, 8));
        proven("beginning", 6, 8);
    }

    @Test
    void aLargerHead_withTheLeavesSinceTheFork() {
        hears(one.entries(0, 6), other.entries(3, 8));
        proven("beginning", 6, 8);
    }

    @Test
    void bothInOneTurn() {
        hearsInOneTurn(one.entries(0, 6), other.entries(0, 8));
        proven("beginning", 6, 8);
    }

    @Test
    void theSmallerHeadInOneTurn() {
        hearsInOneTurn(one.entries(0, 6), other.entries(0, 5));
        south.turn(p -> {});
        proven("beginning", 6, 5);
    }

    @Test
    void anEntryThatOvertakes_whereAnotherIsHeld() {
        hears(one.entries(0, 6), other.overtake(4));
        proven("index 4", 6, 8);
    }

    @Test
    void twoEarlyEntries_atOneIndex() {
        hears(one.overtake(5), other.overtake(5));
        proven("index 5", 6, 8);
    }

    @Test
    void entries_withAnotherLeafThanTheEarlyOne_upToASmallerHead() {
        hears(other.overtake(4), one.entries(0, 5));
        Evidence evidence = south.store.evidence.getFirst();
        assertEquals(List.of(other.head(8), one.head(5)), evidence.notes());
        assertEquals("index 4", evidence.proof().lines().findFirst().orElseThrow());
    }

    @Test
    void entries_withAnotherLeafThanTheEarlyOne_upToALargerHead() {
        hears(one.overtake(4), other.entries(0, 7));
        proven("beginning", 6, 7);
    }

    @Test
    void entries_thatDoNotLeadThroughAHeadSeenEarly() {
        North same = North.with(1).message("other-3").message("other-4").message("message-4");
        hears(same.overtake(5)); // the leaf at 4 is not the one of the other branch, the one at 5 comes only later
        hears(one.entries(0, 3), one.overtake(5));
        assertEquals("FORK", south.store.evidence.getFirst().kind());
    }

    @Test
    void entriesOfTheSameTurn_thatBreakAPromise() {
        hearsInOneTurn(one.overtake(5), other.entries(0, 4), other.entries(4, 7));
        proven("beginning", 6, 7);
    }

    @Test
    void whatCannotBeShownYet_isUnproven_andAForkWithItsLeaves() {
        hears(one.entries(0, 6), other.entries(6, 8));
        assertEquals(
                List.of("UNPROVEN"),
                south.store.evidence.stream().map(Evidence::kind).toList());
        hears(other.entries(0, 8));
        assertEquals(
                List.of("UNPROVEN", "FORK"),
                south.store.evidence.stream().map(Evidence::kind).toList());
    }

    private static Json named(North log, long size) {
        return Json.obj()
                .put("epoch", North.LOG.epoch())
                .put("size", size)
                .put("root", log.root(size).base64())
                .build();
    }

    private Frame newEpoch(int number, Json... branches) {
        Json.Obj body = Json.obj()
                .put("number", number)
                .put("reason", "fork")
                .put("branches", Json.of(List.of(branches)))
                .build();
        return new North(new LogId("northland", number + "-0a0b0c0d"))
                .say("epoch-" + number + "-opens", EntryType.EPOCH, body)
                .entries(0, 1);
    }

    @Test
    void itEnds_whenItsAuthorNamesBothHeads_andNotBefore() {
        hears(one.entries(0, 6), other.entries(0, 5));
        hears(
                newEpoch(2, named(one, 6)),
                newEpoch(3, named(one, 6), named(one, 6)),
                newEpoch(4, Json.of("1-9f3c02ab")));
        assertTrue(south.state(LineStatus.Name.RECORD_DISPUTED));
        hears(newEpoch(5, named(one, 6), named(other, 5)));
        assertFalse(south.state(LineStatus.Name.RECORD_DISPUTED));
        assertEquals(1, south.store.evidence.size(), "the evidence stays");
    }

    @Test
    void itsAuthor_whoIsShownTheOtherHead_namesBoth() {
        LogId log = south.log();
        KeptHead ours = south.store.rows(log).heads.lastEntry().getValue();
        String other = North.head(log, 1, one.root(1));
        hears(new Frame.Dispute(log, "FORK", List.of(ours.note(), other)));
        KeptEntry opening = south.store.rows(south.log()).entries.getFirst();
        String line1 = new String(opening.leaf().array(), StandardCharsets.UTF_8);
        assertTrue(line1.contains("\"reason\":\"fork\""), line1);
        assertTrue(line1.contains(ours.root().base64()), line1);
        assertTrue(line1.contains(one.root(1).base64()), line1);
    }
}
