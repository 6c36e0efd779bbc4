package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;

/** What a peer with every key can do too much of, and when it counts as one that hears us. */
final class TooMuchTest {
    private static final int LARGE = 30_000;

    @Test
    void earlyEntries_beyondTheirCharacters_endTheSession_andAllComesInOrderAfterwards() {
        Wire wire = Wire.connected();
        wire.passes = sent -> !(sent.frame() instanceof Frame.Entries);
        for (int i = 0; i < 20; i++) wire.north.say("routine-" + i, Precedence.ROUTINE);
        int count = LineLimits.EARLY_CHARS_MAX / LARGE; // in base64 each is a third larger
        for (int i = 0; i < count; i++) {
            String text = "x".repeat(LARGE);
            wire.north.say(Party.saying("flash-%05d".formatted(i), EntryType.FREE_TEXT, Precedence.FLASH, text));
            wire.settle();
        }
        assertTrue(
                wire.south.closes.stream().anyMatch(c -> c.contains("TOO_MUCH") && c.contains("early entries")),
                wire.south.closes.toString());
        int held = wire.south.heard(PostEvent.EarlyKept.class).size();
        assertTrue(held > count / 2 && held < count, held + " of " + count);

        wire.passes = sent -> true;
        wire.cutAll();
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.open(wire.north, "cable", Frame.Kind.URGENT);
        wire.pass(10_000);
        LogId log = wire.north.log();
        assertEquals(wire.north.size(log), wire.south.size(log));
        assertEquals(0, wire.north.post().status().waiting());
    }

    @Test
    void session_countsAsProven_whenAnOwnHeartbeatWasEchoed() {
        Wire wire = Wire.connected();
        assertTrue(wire.north.proven.isEmpty(), "a HELLO alone proves nothing");
        wire.passes = sent ->
                !(sent.frame() instanceof Frame.Heartbeat beat && beat.echo().isPresent());
        wire.pass(3_000);
        assertTrue(wire.north.proven.isEmpty(), "heartbeats that echo nothing prove nothing");
        wire.passes = sent -> true;
        wire.pass(3_000);
        assertTrue(wire.north.proven.contains(1L) && wire.north.proven.contains(2L), wire.north.proven.toString());
    }

    @Test
    void receipts_overAnotherTree_againAndAgain_areToldOnceAMinute() {
        Wire wire = Wire.connected();
        wire.passes = sent -> !(sent.frame() instanceof Frame.Receipt);
        wire.north.say("message-1", Precedence.ROUTINE);
        LogId log = wire.north.log();
        String forged = North.head(log, 3, North.with(1).root(3));
        byte[] receipt = FrameCodec.encode(new Frame.Receipt(log, NoteVectors.receipt(forged), false));
        for (int i = 0; i < 500; i++) wire.north.turn(p -> p.received(1, receipt));
        assertEquals(1, told(wire.north));
        wire.pass(LineLimits.RECEIPT_ALARM_EVERY_MS);
        wire.north.turn(p -> p.received(1, receipt));
        assertEquals(2, told(wire.north));
    }

    private static long told(Party party) {
        return party.heard(PostEvent.Alarm.class).stream()
                .filter(a -> a.code().equals("receipt-differs"))
                .count();
    }
}
