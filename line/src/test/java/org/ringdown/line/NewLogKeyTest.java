package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;

/** A log whose key was changed is still given whole to a peer that begins again. */
final class NewLogKeyTest {
    private final Wire wire = Wire.connected();
    private final LogId log = wire.north.log();

    /** The north starts again with a second log key, which is certified from its last entry on. */
    private void rotate() {
        wire.settle();
        wire.cutAll();
        long from = wire.north.size(log);
        wire.north.keys.secondFrom.put(log, from);
        wire.south.keys.secondFrom.put(log, from);
        wire.north.signer = TestKeys.withSecond("northland");
        wire.north.start();
        reopen();
        wire.north.say("first-with-the-new-key", Precedence.ROUTINE);
        wire.settle();
        assertEquals(wire.north.size(log), wire.south.size(log));
    }

    private void southLosesItsStore() {
        wire.cutAll();
        wire.south.store = new MemoryStore();
        wire.south.start();
        reopen();
        wire.pass(20_000);
        assertEquals(wire.north.types(log), wire.south.types(log));
        assertEquals(0, wire.north.post().status().waiting());
        assertTrue(wire.south.state(LineStatus.Name.UP));
    }

    private void reopen() {
        wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.open(wire.north, "cable", Frame.Kind.URGENT);
    }

    @Test
    void thePeerLosesItsStore_andGetsWhatTheOldKeySigned() {
        for (int i = 0; i < 40; i++) wire.north.say("message-" + i, Precedence.ROUTINE);
        rotate();
        southLosesItsStore();
        wire.north.say("stop-firing", Precedence.FLASH);
        wire.settle();
        assertEquals(wire.north.size(log), wire.south.size(log));
    }

    @Test
    void alsoWhereOneTurnIsLargerThanAFrame() {
        wire.north.turn(post -> {
            for (int i = 0; i < 1_500; i++) post.say(text("message-" + i, "x"));
            for (int i = 0; i < 60; i++) post.say(text("large-message-" + i, "x".repeat(10_000)));
        });
        wire.pass(20_000);
        rotate();
        southLosesItsStore();
    }

    private static Saying text(String id, String text) {
        return Party.saying(id, EntryType.FREE_TEXT, Precedence.ROUTINE, text);
    }
}
