package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Precedence;
import org.ringdown.message.Held;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** A peer with good keys that says one thing here and another there. */
final class TwoFacedPeerTest {
    private final Party south = Party.founded("southland", new TestClock());

    private void opened() {
        south.turn(p -> p.opened(new SessionOpened(1, Optional.empty(), "test")));
        hears(North.with(0).hello());
    }

    private void hears(Frame... frames) {
        for (Frame frame : frames) south.turn(p -> p.received(1, FrameCodec.encode(frame)));
    }

    private List<Frame.Early> earlyReceipts() {
        return south.out.stream()
                .map(Party.Sent::frame)
                .filter(Frame.Early.class::isInstance)
                .map(Frame.Early.class::cast)
                .toList();
    }

    /** The south says something, and the north says that it holds it; returns the head above it. */
    private KeptHead held() {
        opened();
        south.say("message-to-north", Precedence.ROUTINE);
        LogId log = south.log();
        KeptHead head = south.store.rows(log).heads.lastEntry().getValue();
        Held held = new Held(log.epoch(), head.size(), head.root());
        hears(North.with(1).holding(held).entries(0, 4));
        return head;
    }

    @Test
    void itNamesWhatItHolds_butCosignsNothing_thatIsAReceiptAllTheSame() {
        KeptHead head = held();
        List<PostEvent.Delivered> delivered = south.heard(PostEvent.Delivered.class);
        assertEquals(1, delivered.size());
        assertEquals(KeptReceipt.Kind.HELD, delivered.getFirst().kind());
        assertEquals(head.size(), delivered.getFirst().to());
        assertEquals(
                List.of(south.store.headAbove(North.LOG, 3).orElseThrow().note()),
                south.store.rows(south.log()).receipts.stream()
                        .map(KeptReceipt::note)
                        .toList());
        assertEquals(0, south.post().status().waiting());
        south.start();
        assertEquals(0, south.post().status().waiting(), "also after a restart");
    }

    @Test
    void aCosignatureAfterIt_isKeptToo_forAnOutsider() {
        KeptHead head = held();
        String note = new Heads(south.setup(), TestKeys.of("northland")).cosign(head, 1_795_624_200_000L);
        hears(new Frame.Receipt(south.log(), note, false));
        hears(new Frame.Receipt(south.log(), note, false));
        assertEquals(
                List.of(KeptReceipt.Kind.HELD, KeptReceipt.Kind.COSIGNATURE),
                south.store.rows(south.log()).receipts.stream()
                        .map(KeptReceipt::kind)
                        .toList());
        assertEquals(1, south.heard(PostEvent.Delivered.class).size(), "it is told once");
    }

    @Test
    void itNamesAnotherTreeAsHeld_thatIsNoReceipt_andIsTold() {
        opened();
        south.say("message-to-north", Precedence.ROUTINE);
        LogId log = south.log();
        long size = south.size(log);
        Hash other = North.with(1).root(3);
        hears(North.with(1).holding(new Held(log.epoch(), size, other)).entries(0, 4));
        hears(North.with(1).holding(new Held(log.epoch(), size + 5, other)).entries(0, 4));
        assertEquals(List.of(), south.heard(PostEvent.Delivered.class));
        assertTrue(south.alarmed("receipt-differs"));
    }

    @Test
    void oneIndexTwice_underHeadsOfTwoSizes_isAForkAndGetsOneReceiptOnly() {
        opened();
        North one = North.with(4);
        North other = North.with(3).message("message-other").message("message-5");
        hears(one.overtake(5), other.overtake(5));
        assertTrue(south.state(LineStatus.Name.RECORD_DISPUTED));
        assertEquals("FORK", south.store.evidence.getFirst().kind());
        assertEquals(
                List.of(one.head(6), other.head(7)),
                south.store.evidence.getFirst().notes());
        assertEquals(1, earlyReceipts().size(), "no receipt for a leaf that is not held");
    }

    @Test
    void entriesThatContradictAnEarlyOne_areAFork_andItStaysAsItWas() {
        opened();
        North one = North.with(4);
        North other = North.with(3).message("message-other").message("message-5");
        hears(one.overtake(5));
        KeptEntry early = south.store.rows(North.LOG).early.get(5L);
        hears(other.entries(0, 7));
        assertTrue(south.state(LineStatus.Name.RECORD_DISPUTED));
        assertEquals(early, south.store.rows(North.LOG).early.get(5L), "what was receipted is not overwritten");
        south.start();
        assertTrue(south.state(LineStatus.Name.RECORD_DISPUTED), "also after a restart");
    }

    @Test
    void forkWithinOneTurn_isSeenAtItsEnd() {
        opened();
        North one = North.with(3);
        North other = North.with(2).message("message-other");
        south.turn(p -> {
            p.received(1, FrameCodec.encode(one.entries(0, 5)));
            p.received(1, FrameCodec.encode(one.message("message-4").entries(0, 6)));
            p.received(1, FrameCodec.encode(other.entries(0, 5)));
        });
        south.turn(p -> {});
        assertTrue(south.state(LineStatus.Name.RECORD_DISPUTED));
    }

    @Test
    void oneStatementTwiceInOneTurn_actsOnce() {
        opened();
        North north = North.with(2).message("message-twice").message("message-twice");
        south.turn(p -> {
            p.received(1, FrameCodec.encode(north.overtake(4)));
            p.received(1, FrameCodec.encode(north.overtake(5)));
        });
        assertEquals(
                1,
                south.store.rows(North.LOG).early.values().stream()
                        .filter(e -> e.mark().statementId().equals("message-twice"))
                        .count());
        assertTrue(south.types(south.log()).contains("UNREADABLE"), "the second one is said to be repeated");
    }

    @Test
    void headWithAStrangersLine_isKeptWithoutIt() throws TranscriptException {
        opened();
        North north = North.with(2);
        Frame.Entries plain = north.entries(0, 4);
        SignedNote note = SignedNote.parse(plain.headNote());
        String more = note.withSignature(Notes.sign(note.text(), TestKeys.named("southland", "early")))
                .format();
        hears(new Frame.Entries(plain.log(), plain.first(), more, plain.leaves()));
        assertEquals(4, south.size(North.LOG));
        assertEquals(
                north.head(4),
                south.store.headAbove(North.LOG, 3).orElseThrow().note(),
                "as its author alone signed it");
    }

    @Test
    void earlyReceiptOverAnotherRoot_isNoReceipt() {
        Wire wire = Wire.connected();
        wire.passes = sent -> !(sent.frame() instanceof Frame.Receipt || sent.frame() instanceof Frame.Early);
        wire.north.say("message-1", Precedence.FLASH);
        wire.settle();
        wire.passes = sent -> true;
        LineStatus.Log log = wire.north.post().status().own();
        long index = log.size() - 1;
        Heads south = new Heads(
                new LineSetup(TestKeys.LINE, "southland", "northland", "0".repeat(64), wire.south.keys, List.of()),
                TestKeys.of("southland"));
        Heads.EarlyReceipt lie = new Heads.EarlyReceipt(
                log.log().origin(TestKeys.LINE),
                index,
                wire.north.store.rows(log.log()).entries.get((int) index).hash(),
                log.size(),
                wire.north.store.rows(log.log()).entries.getFirst().hash(),
                1_795_624_200_000L);
        wire.north.turn(p -> p.received(1, FrameCodec.encode(new Frame.Early(south.earlyReceipt(lie)))));
        assertEquals(1, wire.north.post().status().waiting());
        assertTrue(wire.north.alarmed("receipt-differs"));
    }

    @Test
    void restartInACut_flashBehindABacklogStillOvertakes_andTheMissingReceiptIsNoted() {
        Wire wire = Wire.connected();
        wire.cutAll();
        for (int i = 0; i < 300; i++) wire.north.say("routine-" + i, Precedence.ROUTINE);
        wire.north.say("flash-message", Precedence.FLASH);
        wire.north.start();
        wire.pass(120_000);
        assertTrue(wire.north.types(wire.north.log()).contains("NO-RECEIPT-BY"));
        wire.passes = sent -> !(sent.frame() instanceof Frame.Entries);
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.open(wire.north, "cable", Frame.Kind.URGENT);
        wire.settle();
        List<String> early = wire.south.heard(PostEvent.EarlyKept.class).stream()
                .map(e -> e.entry().mark().statementId())
                .toList();
        assertTrue(early.contains("flash-message"), early.toString());
    }

    @Test
    void lampThatChangedWithinAMinute_isNotedWhenItIsOver() {
        Wire wire = Wire.connected();
        wire.pass(12_000);
        wire.passes = sent -> false;
        wire.pass(5_000);
        assertTrue(wire.north.state(LineStatus.Name.PATH_DOWN));
        wire.pass(62_000);
        KeptEntry last = wire.north.store.rows(wire.north.log()).entries.stream()
                .filter(e -> e.mark().type().equals("LINE STATUS"))
                .reduce((a, b) -> b)
                .orElseThrow();
        assertTrue(
                new String(last.leaf().array(), StandardCharsets.UTF_8).contains("PATH-DOWN"),
                "the record ends with the state that holds");
    }
}
