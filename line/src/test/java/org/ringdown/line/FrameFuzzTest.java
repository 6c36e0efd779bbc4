package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdown.charter.Json;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;
import org.ringdown.message.Statement;

/**
 * One fuzz target for each reader of what the peer sends. A run of the tests replays the corpus; to search for new inputs:
 * {@code JAZZER_FUZZ=1 mvn -pl line -am test -Dtest='FrameFuzzTest#frame' -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>The laws: nothing but a {@link FrameException} is thrown, what is accepted says what it says again, and a node that
 * is fed anything stays whole and keeps nothing that was not signed.
 */
final class FrameFuzzTest {
    private static final LineSetup SETUP =
            new LineSetup(TestKeys.LINE, "northland", "southland", "0".repeat(64), new TestKeys(), List.of());

    @FuzzTest(maxDuration = "20s")
    void frame(byte @Nullable [] data) {
        byte[] input = data == null ? new byte[0] : data;
        Frame frame;
        try {
            frame = FrameCodec.decode(input);
        } catch (FrameException refusal) {
            assertTrue(refusal.code().name().length() > 3);
            return;
        }
        byte[] once = FrameCodec.encode(frame);
        try {
            assertArrayEquals(once, FrameCodec.encode(FrameCodec.decode(once)));
        } catch (FrameException e) {
            throw new AssertionError("what was written is not read", e);
        }
    }

    /** What queries need to know of a leaf from elsewhere: opaque exactly where the leaf can't be read. */
    @FuzzTest(maxDuration = "20s")
    void mark(byte @Nullable [] data) {
        byte[] leaf = data == null ? new byte[0] : data;
        EntryMark mark = EntryMark.of(leaf);
        try {
            Statement statement = Leaf.parse(leaf).statement();
            assertEquals(statement.kind().type().wire(), mark.type());
            assertEquals(statement.id(), mark.statementId());
            assertEquals(statement.links().references().size(), mark.about().size());
        } catch (MessageException e) {
            assertEquals(Marks.UNREADABLE, mark);
        }
    }

    /** A text that southland's early key signs: whatever is taken is in the one form, and in its bounds. */
    @FuzzTest(maxDuration = "20s")
    void earlyReceipt(byte @Nullable [] data) {
        String text = text(data);
        Heads heads = new Heads(SETUP, TestKeys.of("northland"));
        try {
            Heads.EarlyReceipt receipt = heads.verifyEarly(NoteVectors.early(text));
            assertEquals(text, receipt.text());
            assertTrue(receipt.index() >= 0 && receipt.index() < receipt.size());
        } catch (FrameException refusal) {
            assertTrue(refusal.code() == FrameException.Code.MALFORMED_FRAME
                    || refusal.code() == FrameException.Code.BAD_SIGNATURE);
        } catch (IllegalArgumentException e) {
            assertEquals(Optional.empty(), signable(text), "a text that can be signed is refused with a code");
        }
    }

    private static Optional<String> signable(String text) {
        try {
            return Optional.of(NoteVectors.early(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(byte @Nullable [] data) {
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }

    /** Statements under northland's unrecorded key, fed to southland: at most one thing is heard, and nothing is thrown. */
    @FuzzTest(maxDuration = "20s")
    void unrecorded(byte @Nullable [] data) {
        Party south = Party.founded("southland", new TestClock());
        North north = North.with(0);
        String good = north.unrecorded(
                "stop-firing", EntryType.STOP, Json.obj().put("what", "firing").build());
        String note = good;
        String text = text(data);
        int cut = text.indexOf('\u0001');
        if (cut >= 0) note = good.replace(text.substring(0, cut), text.substring(cut + 1));
        String resigned = NoteSigning.again(note, TestKeys.named("northland", "unrecorded"))
                .orElse(note);
        south.turn(p -> p.opened(new SessionOpened(1, Optional.empty(), "fuzz")));
        south.turn(p -> p.received(1, FrameCodec.encode(north.hello())));
        if (resigned.length() > 60_000) return;
        south.turn(p -> p.received(1, FrameCodec.encode(new Frame.Unrecorded(resigned))));
        assertTrue(south.heard(PostEvent.UnrecordedHeard.class).size() <= 1);
    }

    /** A few frames of northland, each with some bytes changed, in any order. */
    @FuzzTest(maxDuration = "20s")
    void session(FuzzedDataProvider data) {
        Party south = Party.founded("southland", new TestClock());
        North north = North.with(4);
        List<byte[]> frames = List.of(
                FrameCodec.encode(north.hello()),
                FrameCodec.encode(north.entries(0, 2)),
                FrameCodec.encode(north.entries(2, 6)),
                FrameCodec.encode(north.overtake(5)),
                FrameCodec.encode(new Frame.Unrecorded(north.unrecorded(
                        "stop-firing", EntryType.STOP, Json.obj().build()))),
                LineVectors.frame(7, "{\"seq\":1,\"wallMs\":0,\"held\":{},\"states\":[]}"),
                LineVectors.frame(8, "{\"party\":\"southland\",\"epoch\":\"1-47d1e0c5\",\"first\":0}"));
        south.turn(p -> p.opened(new SessionOpened(1, Optional.empty(), "fuzz")));
        south.turn(p -> p.received(1, frames.getFirst()));
        for (int turns = data.consumeInt(1, 6); turns > 0; turns--) {
            byte[] frame = data.pickValue(frames).clone();
            for (int changes = data.consumeInt(0, 2); changes > 0; changes--) {
                frame[data.consumeInt(0, frame.length - 1)] = data.consumeByte();
            }
            south.turn(p -> p.received(1, frame));
        }
        for (KeptEntry entry : south.store.rows(North.LOG).entries) {
            assertArrayEquals(
                    north.leaves.get((int) entry.index()), entry.leaf().array(), "only what was signed is kept");
        }
    }
}
