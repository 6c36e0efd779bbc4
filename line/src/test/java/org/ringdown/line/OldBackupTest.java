package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Precedence;
import org.ringdown.message.LogId;

/** A node that comes back from an old backup, its second place with it, and speaks before it hears the peer. */
final class OldBackupTest {
    private final Wire wire = Wire.connected();
    private final LogId log = wire.north.log();
    private long session;

    @BeforeEach
    void comeBack() {
        wire.north.say("base-message", Precedence.ROUTINE);
        wire.settle();
        MemoryStore old = wire.north.store.copy();
        MemoryPlace place = new MemoryPlace();
        place.standing = wire.north.place.standing;
        wire.north.say("history-a-1", Precedence.ROUTINE);
        wire.north.say("history-a-2", Precedence.ROUTINE);
        wire.settle();
        wire.cutAll();
        wire.north.store = old;
        wire.north.place = place;
        wire.north.start();
        wire.north.say("history-b-1", Precedence.ROUTINE);
    }

    private KeptHead headOfB() {
        return wire.north.store.rows(log).heads.lastEntry().getValue();
    }

    private void reopen() {
        session = wire.open(wire.north, "cable", Frame.Kind.BULK);
        wire.pass(10_000);
    }

    @Test
    void aHeadThatGotItsSecondSignatureMeanwhile_doesNotLeave() {
        KeptHead head = headOfB();
        wire.north.turn(post -> post.postQuantum(head));
        reopen();
        assertTrue(
                wire.passed(Frame.Entries.class).stream()
                        .noneMatch(entries -> entries.headNote().equals(head.note())),
                "what nobody heard is carried over, and stays unheard");
        assertFalse(wire.south.state(LineStatus.Name.RECORD_DISPUTED));
        assertEquals(List.of(), wire.south.store.evidence);
        assertEquals(wire.north.types(wire.north.log()), wire.south.types(wire.north.log()));
    }

    @Test
    void whereTheOtherBranchWasHeard_theAuthorNamesBoth_andTheDisputeEnds() {
        String note = headOfB().note();
        reopen();
        LogId second = wire.north.log();
        Frame.Entries heard = new Frame.Entries(log, headOfBSize(note), note, List.of());
        wire.south.turn(post -> post.received(session, FrameCodec.encode(heard)));
        assertTrue(wire.south.state(LineStatus.Name.RECORD_DISPUTED));
        wire.cutAll();
        reopen();
        assertFalse(wire.south.state(LineStatus.Name.RECORD_DISPUTED));
        assertTrue(wire.north.log().epochNumber() > second.epochNumber());
        long epochs = wire.north.log().epochNumber();
        wire.south.turn(post -> post.received(session, FrameCodec.encode(heard)));
        wire.cutAll();
        reopen();
        assertEquals(epochs, wire.north.log().epochNumber(), "once");
        assertEquals(1, wire.south.store.evidence.size(), "the evidence stays");
    }

    @Test
    void aDisputeThatWasNotHeard_isToldAgain_afterARestartOfBoth() {
        String note = headOfB().note();
        reopen();
        wire.passes = sent -> !(sent.frame() instanceof Frame.Dispute);
        Frame.Entries heard = new Frame.Entries(log, headOfBSize(note), note, List.of());
        wire.south.turn(post -> post.received(session, FrameCodec.encode(heard)));
        wire.settle();
        assertTrue(wire.south.state(LineStatus.Name.RECORD_DISPUTED));
        wire.cutAll();
        wire.passes = sent -> true;
        wire.north.start();
        wire.south.start();
        assertTrue(wire.south.state(LineStatus.Name.RECORD_DISPUTED));
        reopen();
        assertFalse(wire.south.state(LineStatus.Name.RECORD_DISPUTED));
    }

    private static long headOfBSize(String note) {
        return Long.parseLong(note.lines().skip(1).findFirst().orElseThrow());
    }
}
