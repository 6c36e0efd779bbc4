package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;
import org.ringdown.message.Statement;

/** What a Post does when its disk, its store, its peer or the wire fails. */
final class FailuresTest {
    private static Saying stop(String id) {
        return Party.saying(id, EntryType.STOP, Precedence.FLASH, "cease fire");
    }

    private static void breakStore(Party party) {
        party.store.failure = Optional.of(new StoreException(StoreException.Kind.FULL, "no room: free the disk"));
        assertThrows(StoreException.class, () -> {
            party.post().say(Party.saying("while-full", EntryType.FREE_TEXT, Precedence.ROUTINE, "x"));
            party.post().flush();
        });
    }

    @Test
    void fullDisk_nothingIsAcknowledged_stopStillGoes_thePairActsOnce() {
        Wire wire = Wire.connected();
        breakStore(wire.north);
        assertTrue(wire.north.post().stopped().isPresent());
        assertTrue(wire.north.alarmed("record-stopped"));
        assertTrue(wire.north.state(LineStatus.Name.RECORD_STOPPED));
        SayResult refused = wire.north.say("another-one", Precedence.FLASH);
        assertTrue(
                refused instanceof SayResult.Refused r && r.code() == SayResult.Code.RECORD_STOPPED,
                refused.toString());

        assertEquals(new SayResult.Unrecorded("stop-firing"), wire.north.say(stop("stop-firing")));
        wire.settle();
        assertEquals(1, wire.south.heard(PostEvent.UnrecordedHeard.class).size());
        assertTrue(wire.south.types(wire.south.log()).contains("HEARD"));
        assertEquals(
                List.of(),
                wire.north.heard(PostEvent.Delivered.class).stream()
                        .filter(d -> d.to() > 2)
                        .toList());

        var pending = wire.north.post().pendingUnrecorded();
        wire.cutAll();
        wire.north.store.failure = Optional.empty();
        wire.north.restart(pending);
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.settle();
        LogId log = wire.north.log();
        assertTrue(
                wire.north.types(log).contains("UNRECORDED"),
                wire.north.types(log).toString());
        assertEquals(wire.north.types(log), wire.south.types(log));
        assertEquals(1, wire.south.heard(PostEvent.UnrecordedHeard.class).size(), "it acts once");
    }

    @Test
    void drill_unrecorded_isATestInBothRecords() {
        Wire wire = Wire.connected();
        breakStore(wire.north);
        Saying stop = stop("stop-drill");
        Statement.Kind drill = new Statement.Kind(EntryType.STOP, Precedence.FLASH, true);
        wire.north.say(new Saying(
                stop.statementId(), drill, stop.addressing(), stop.links(), stop.body(), stop.requestDigest()));
        wire.settle();
        assertEquals(List.of(true), wire.south.tests("HEARD"));

        var pending = wire.north.post().pendingUnrecorded();
        wire.cutAll();
        wire.north.store.failure = Optional.empty();
        wire.north.restart(pending);
        assertEquals(List.of(true), wire.north.tests("UNRECORDED"));
    }

    @Test
    void ourDiskIsFull_theirStopIsHeardAllTheSame_once_andRecordedLater() {
        Wire wire = Wire.connected();
        breakStore(wire.south);
        wire.north.say(stop("stop-firing"));
        wire.settle();
        wire.pass(6_000); // it is sent again and again
        List<PostEvent.UnrecordedHeard> heard = wire.south.heard(PostEvent.UnrecordedHeard.class);
        assertEquals(1, heard.size(), "it acts once");
        assertFalse(heard.getFirst().recordedHere());
        assertEquals("stop-firing", heard.getFirst().statement().id());

        var pending = wire.south.post().pendingUnrecorded();
        wire.cutAll();
        wire.south.store.failure = Optional.empty();
        wire.south.restart(pending);
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.settle();
        assertEquals(
                wire.north.types(wire.north.log()), wire.south.types(wire.north.log()), "and stands in the record");
        assertEquals(1, wire.south.heard(PostEvent.UnrecordedHeard.class).size());
    }

    @Test
    void heardInTheTurnThatFails_actsAllTheSame_andIsLoggedLater() {
        Wire wire = Wire.connected();
        breakStore(wire.north);
        wire.south.store.failure = Optional.of(new StoreException(StoreException.Kind.FULL, "no room: free the disk"));
        wire.north.say(stop("stop-firing"));
        assertThrows(AssertionError.class, wire::settle, "the turn of the south fails");
        assertTrue(wire.south.post().stopped().isPresent());
        assertEquals(
                List.of(false),
                wire.south.heard(PostEvent.UnrecordedHeard.class).stream()
                        .map(PostEvent.UnrecordedHeard::recordedHere)
                        .toList());

        var pending = wire.south.post().pendingUnrecorded();
        wire.south.store.failure = Optional.empty();
        wire.south.restart(pending);
        assertEquals(
                1,
                wire.south.types(wire.south.log()).stream()
                        .filter("HEARD"::equals)
                        .count());
    }

    @Test
    void noRoom_onlyStopIsRecorded_onTheSameSessions_andAllGoesOnWhenThereIsRoom() {
        Wire wire = Wire.connected();
        wire.north.turn(post -> post.room(Optional.of("The disk is full")));
        assertTrue(wire.north.state(LineStatus.Name.RECORD_STOPPED));
        assertTrue(wire.north.alarmed("record-stopped"));
        long before = wire.north.size(wire.north.log());
        assertTrue(wire.north.say("another-one", Precedence.FLASH) instanceof SayResult.Refused r
                && r.code() == SayResult.Code.RECORD_STOPPED);
        wire.south.say("they-go-on", Precedence.ROUTINE);
        wire.settle();
        assertFalse(wire.north.types(wire.south.log()).contains("FREE TEXT"), "nothing else is taken in");

        assertTrue(wire.north.say(stop("stop-firing")) instanceof SayResult.Kept, "there is room for that");
        wire.settle();
        assertEquals(before + 1, wire.north.size(wire.north.log()));
        assertEquals(wire.north.types(wire.north.log()), wire.south.types(wire.north.log()), "and it has gone out");

        wire.north.turn(post -> post.room(Optional.empty()));
        wire.pass(6_000);
        assertFalse(wire.north.state(LineStatus.Name.RECORD_STOPPED));
        assertEquals(wire.south.types(wire.south.log()), wire.north.types(wire.south.log()));
    }

    @Test
    void unrecorded_theirNotesTakeNoneOfOurRoom() {
        Wire wire = Wire.connected();
        breakStore(wire.north);
        breakStore(wire.south);
        for (int i = 0; i < LineLimits.UNRECORDED_MAX; i++) {
            assertTrue(wire.south.say(stop("their-stop-" + i)) instanceof SayResult.Unrecorded);
            wire.settle();
            wire.clock.pass(1_000);
        }
        assertEquals(new SayResult.Unrecorded("stop-number-1"), wire.north.say(stop("stop-number-1")));
    }

    @Test
    void unrecorded_moreThanOneASecond_isRefusedWithWhatToDo() {
        Wire wire = Wire.connected();
        breakStore(wire.north);
        wire.north.say(stop("stop-number-1"));
        SayResult second = wire.north.say(stop("stop-number-2"));
        assertTrue(
                second instanceof SayResult.Refused r && r.code() == SayResult.Code.UNRECORDED_FULL, second.toString());
        wire.clock.pass(1_000);
        assertEquals(new SayResult.Unrecorded("stop-number-2"), wire.north.say(stop("stop-number-2")));
        assertEquals(new SayResult.Unrecorded("stop-number-2"), wire.north.say(stop("stop-number-2")), "asked again");
        wire.settle();
        assertEquals(2, wire.south.heard(PostEvent.UnrecordedHeard.class).size());
    }

    @Test
    void unrecorded_withNoSession_saysUseTheTelephone() {
        Wire wire = Wire.connected();
        breakStore(wire.north);
        wire.cutAll();
        SayResult result = wire.north.say(stop("stop-firing"));
        assertTrue(result instanceof SayResult.Refused r
                && r.code() == SayResult.Code.NO_SESSION
                && r.next().contains("telephone"));
    }

    @Test
    void stoppedPost_goesOnBeating_soThatThePathStaysUp() {
        Wire wire = Wire.connected();
        wire.pass(12_000);
        breakStore(wire.north);
        wire.pass(12_000);
        assertTrue(
                wire.south.state(LineStatus.Name.UP), wire.south.post().status().toString());
        assertTrue(wire.south.state(LineStatus.Name.RECORD_STOPPED), "the other side sees it");
    }

    @Test
    void lostStore_newEpochAtOnce_oldOneComesBackFromThePeer() {
        Wire wire = Wire.connected();
        for (int i = 0; i < 40; i++) wire.north.say("message-" + i, Precedence.ROUTINE);
        wire.settle();
        LogId old = wire.north.log();
        List<String> before = wire.north.types(old);
        wire.cutAll();
        wire.north.store = new MemoryStore();
        wire.north.start();
        assertNotEquals(old, wire.north.log(), "a new epoch, waiting for nobody");
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.settle();
        wire.pass(6_000);
        assertEquals(before, wire.north.types(old));
        assertTrue(wire.north.types(wire.north.log()).contains("FOUND"));
        assertFalse(
                wire.south.state(LineStatus.Name.RECORD_DISPUTED),
                wire.south.post().status().toString());
        assertEquals(wire.north.types(wire.north.log()), wire.south.types(wire.north.log()));
    }

    @Test
    void lostStore_aLeafThatFitsNoOwnHead_takesNothingBack() {
        Wire wire = Wire.connected();
        for (int i = 0; i < 3; i++) {
            wire.north.say("message-" + i, Precedence.ROUTINE);
            wire.settle();
        }
        LogId old = wire.north.log();
        wire.cutAll();
        wire.north.store = new MemoryStore();
        wire.north.start();
        wire.passes =
                sent -> !(sent.frame() instanceof Frame.Entries e && e.log().equals(old) && e.first() > 0);
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.settle();
        List<String> part = wire.north.types(old);
        assertFalse(part.isEmpty());
        Frame.Entries good = wire.passed(Frame.Entries.class).stream()
                .filter(e -> e.log().equals(old))
                .findFirst()
                .orElseThrow();

        wire.cutAll();
        wire.north.start();
        wire.passes =
                sent -> !(sent.frame() instanceof Frame.Entries e && e.log().equals(old));
        long session = wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.settle();
        List<byte[]> leaves = new ArrayList<>(good.leaves());
        leaves.set(0, "no leaf of ours".getBytes(StandardCharsets.UTF_8));
        Frame.Entries flipped = new Frame.Entries(good.log(), good.first(), good.headNote(), leaves);
        wire.north.turn(p -> p.received(session, FrameCodec.encode(flipped)));
        assertEquals(part, wire.north.types(old));
    }

    @Test
    void lostDisk_cosignsNothingBeforeItsOwnLogIsBack_andSaysSinceRestore() {
        Wire wire = Wire.connected();
        wire.south.say("message-south", Precedence.ROUTINE);
        wire.settle();
        for (int i = 0; i < 40; i++) wire.north.say("message-" + i, Precedence.ROUTINE);
        wire.settle();
        wire.cutAll();
        wire.north.store = new MemoryStore();
        wire.north.place = new MemoryPlace();
        wire.north.start();
        wire.passed.clear();
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.settle();
        wire.pass(6_000);
        List<Frame.Receipt> receipts = wire.passed(Frame.Receipt.class).stream()
                .filter(r -> r.log().party().equals("southland"))
                .toList();
        Frame.Entries back = wire.passed(Frame.Entries.class).stream()
                .filter(e -> e.log().equals(new LogId("northland", wire.north.epoch)))
                .findFirst()
                .orElseThrow();
        assertTrue(receipts.getFirst().sinceRestore());
        assertTrue(
                wire.passed.indexOf(back) < wire.passed.indexOf(receipts.getFirst()),
                "what it held before is known only from its own log");
        wire.south.say("message-after", Precedence.ROUTINE);
        wire.settle();
        assertEquals(0, wire.south.post().status().waiting());
    }

    @Test
    void secondPlaceMissing_newEpoch_evenWithTheWholeStore() {
        Wire wire = Wire.connected();
        LogId old = wire.north.log();
        wire.cutAll();
        wire.north.place = new MemoryPlace();
        wire.north.start();
        assertNotEquals(old, wire.north.log());
        assertEquals("EPOCH", wire.north.types(wire.north.log()).getFirst());
    }

    @Test
    void fork_atOneSize_isEvidenceAndToldToItsAuthor() {
        Party south = Party.founded("southland", new TestClock());
        North north = North.with(3);
        North other = North.with(2).message("message-other");
        for (Frame frame : List.of(north.hello(), north.entries(0, 5), other.entries(0, 5))) {
            if (frame instanceof Frame.Hello) south.turn(p -> p.opened(new SessionOpened(1, Optional.empty(), "test")));
            south.turn(p -> p.received(1, FrameCodec.encode(frame)));
        }
        assertTrue(south.state(LineStatus.Name.RECORD_DISPUTED));
        assertTrue(south.alarmed("record-disputed"));
        Evidence evidence = south.store.evidence.getFirst();
        assertEquals("FORK", evidence.kind());
        assertEquals(List.of(north.head(5), other.head(5)), evidence.notes());
        Frame last = south.out.stream()
                .map(Party.Sent::frame)
                .filter(Frame.Dispute.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(new Frame.Dispute(North.LOG, "FORK", evidence.notes()), last);
        assertEquals(5, south.size(North.LOG), "what was held stays held");
    }

    /** A session recorded and played again on a new connection brings nothing new and harms nothing. */
    @Test
    void replayedSession_bringsNothing() {
        Wire wire = Wire.connected();
        for (int i = 0; i < 5; i++) wire.north.say("message-" + i, Precedence.FLASH);
        wire.north.say(Party.saying("ring-message", EntryType.RING, Precedence.FLASH, "ring"));
        wire.settle();
        List<Frame> recorded =
                wire.passed.stream().filter(f -> !(f instanceof Frame.Bye)).toList();
        LogId log = wire.north.log();
        long size = wire.south.size(log);
        int live = wire.south.heard(PostEvent.Live.class).size();
        wire.cutAll();
        wire.south.turn(p -> p.opened(new SessionOpened(99, Optional.empty(), "replay")));
        for (Frame frame : recorded) wire.south.turn(p -> p.received(99, FrameCodec.encode(frame)));
        assertEquals(size, wire.south.size(log));
        assertEquals(live, wire.south.heard(PostEvent.Live.class).size(), "nothing rings again");
        assertFalse(wire.south.state(LineStatus.Name.RECORD_DISPUTED));
        wire.cutAll();
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.north.say("message-after", Precedence.ROUTINE);
        wire.settle();
        assertEquals(wire.north.size(log), wire.south.size(log));
    }

    @Test
    void sessions_beyondTheBound_areEndedAndTheLineStays() {
        Wire wire = Wire.connected();
        for (int i = 0; i < LineLimits.SESSIONS_MAX + 8; i++) {
            long number = 1_000L + i;
            wire.south.turn(p -> p.opened(new SessionOpened(number, Optional.empty(), "crowd")));
        }
        assertEquals(10, wire.south.closes.size(), wire.south.closes.toString());
        wire.north.say("message-1", Precedence.ROUTINE);
        wire.settle();
        assertEquals(0, wire.north.post().status().waiting());
        wire.pass(31_000);
        assertEquals(10 + LineLimits.SESSIONS_MAX - 2, wire.south.closes.size(), "those without HELLO end after 30 s");
    }

    @Test
    void cut_pathDownWithinFiveSeconds_oneLineStatusAMinuteWithACount() {
        Wire wire = Wire.connected();
        wire.pass(12_000);
        assertTrue(wire.north.state(LineStatus.Name.UP));
        for (int i = 0; i < 3; i++) {
            wire.passes = sent -> false;
            wire.pass(5_000);
            assertTrue(wire.north.state(LineStatus.Name.PATH_DOWN), "cut " + i);
            wire.passes = sent -> true;
            wire.cutAll();
            wire.open(wire.north, "cable", Frame.Kind.BULK);
            wire.pass(12_000);
            assertTrue(wire.north.state(LineStatus.Name.UP), "healed " + i);
        }
        assertTrue(wire.north.alarmed("path-down"));
        List<Long> times = wire.north.store.rows(wire.north.log()).entries.stream()
                .filter(e -> e.mark().type().equals("LINE STATUS"))
                .map(KeptEntry::receivedMs)
                .toList();
        for (int i = 1; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - 1) >= LineLimits.LINE_STATUS_EVERY_MS, times.toString());
        }
        assertFalse(times.isEmpty());
    }

    @Test
    void wallClock_jumping_reordersNothingAndLosesNothing() {
        Wire wire = Wire.connected();
        for (int i = 0; i < 6; i++) {
            wire.clock.jump(i % 2 == 0 ? 3_600_000 : -7_200_000);
            wire.north.say("north-message-" + i, Precedence.PRIORITY);
            wire.south.say("south-message-" + i, Precedence.FLASH);
            wire.pass(1_000);
        }
        assertEquals(0, wire.north.post().status().waiting());
        assertEquals(0, wire.south.post().status().waiting());
        assertFalse(wire.north.state(LineStatus.Name.PATH_DOWN));
    }

    @Test
    void ownLeaf_beyondItsBound_isRefusedWithWhatToDo() {
        Wire wire = Wire.connected();
        Saying large = new Saying(
                "large-message",
                new Statement.Kind(EntryType.FREE_TEXT, Precedence.ROUTINE, false),
                Statement.Addressing.NODE,
                Statement.Links.NONE,
                Json.obj().put("text", "\u4e2d".repeat(15_000)).build(),
                "digest");
        SayResult result = wire.north.say(large);
        assertTrue(result instanceof SayResult.Refused r
                && r.code() == SayResult.Code.TOO_LARGE
                && r.next().contains("Shorten"));
        wire.north.say("message-1", Precedence.ROUTINE);
        wire.settle();
        assertEquals(0, wire.north.post().status().waiting());
    }

    @Test
    void receipt_overAnotherTree_isRefusedAndAlarmed() {
        Wire wire = Wire.connected();
        wire.passes = sent -> !(sent.frame() instanceof Frame.Receipt);
        wire.north.say("message-1", Precedence.ROUTINE);
        wire.settle();
        LogId log = wire.north.log();
        String forged = North.head(log, 3, North.with(1).root(3));
        byte[] receipt = FrameCodec.encode(new Frame.Receipt(log, NoteVectors.receipt(forged), false));
        wire.north.turn(p -> p.received(1, receipt));
        assertTrue(wire.north.alarmed("receipt-differs"));
        assertEquals(1, wire.north.post().status().waiting());
    }
}
