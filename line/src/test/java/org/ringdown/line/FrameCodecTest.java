package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FrameCodecTest {

    @Test
    void goodFrames_decodedAndEncoded_giveTheSameBytes() throws Exception {
        TreeSet<Byte> types = new TreeSet<>();
        for (Map.Entry<String, Frame> frame : LineVectors.good().entrySet()) {
            byte[] bytes = FrameCodec.encode(frame.getValue());
            assertArrayEquals(bytes, FrameCodec.encode(FrameCodec.decode(bytes)), frame.getKey());
            if (!FrameJson.carriesLeaves(bytes[0])) assertEquals(frame.getValue(), FrameCodec.decode(bytes));
            types.add(bytes[0]);
        }
        assertEquals(10, types.size(), "all but ASK, which has vectors");
    }

    /** Every byte position of a sample of each type: cut there, the frame is refused; nothing else is thrown. */
    @Test
    void everyBytePosition_cutOff_isRefused() {
        LineVectors.good().forEach((name, frame) -> {
            byte[] whole = FrameCodec.encode(frame);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                boolean atLeafEnd = frame instanceof Frame.Entries && endsAtALeaf(whole, length);
                if (!atLeafEnd)
                    assertThrows(FrameException.class, () -> FrameCodec.decode(cut), name + " at " + length);
            }
        });
    }

    /** A cut between two leaves leaves a frame; its head is then not at the last leaf, and intake refuses it. */
    private static boolean endsAtALeaf(byte[] whole, int length) {
        int at = 0;
        while (whole[at] != '\n') at++;
        at++;
        while (at + 4 <= length) at += 4 + ByteBuffer.wrap(whole, at, 4).getInt();
        return at == length;
    }

    /** Every bit of a sample of each type: refused, or a frame that differs. */
    @Test
    void everyBit_flipped_isRefusedOrAnotherFrame() {
        LineVectors.good().forEach((name, frame) -> {
            byte[] whole = FrameCodec.encode(frame);
            for (int bit = 0; bit < whole.length * 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Optional<Frame> seen = decoded(flipped);
                // an optional field's name may have become one that nobody knows
                if (seen.isPresent() && !name.equals("heartbeat")) {
                    assertFalse(Arrays.equals(whole, FrameCodec.encode(seen.get())), name + " bit " + bit);
                }
            }
        });
    }

    private static Optional<Frame> decoded(byte[] bytes) {
        try {
            return Optional.of(FrameCodec.decode(bytes));
        } catch (FrameException e) {
            return Optional.empty();
        }
    }

    /** The same, fed to a whole node: it never fails, it keeps nothing that was not signed, and a session can be opened again. */
    @Test
    void everyBit_flippedOnAnOpenSession_leavesTheNodeWhole() throws Exception {
        North north = North.with(1);
        byte[] whole = FrameCodec.encode(north.entries(0, 3));
        Party south = Party.founded("southland", new TestClock());
        long session = 0;
        for (int bit = 0; bit < whole.length * 8; bit += 5) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            session++;
            long number = session;
            south.turn(p -> p.opened(new SessionOpened(number, Optional.empty(), "test")));
            south.turn(p -> p.received(number, FrameCodec.encode(north.hello())));
            south.turn(p -> p.received(number, flipped));
            south.turn(p -> p.closed(number, "test"));
            assertEquals(0, south.size(North.LOG), "bit " + bit);
            south.out.clear();
        }
        assertTrue(session > 1_000);
        south.turn(p -> p.opened(new SessionOpened(0, Optional.empty(), "test")));
        south.turn(p -> p.received(0, FrameCodec.encode(north.hello())));
        south.turn(p -> p.received(0, whole));
        assertEquals(3, south.size(North.LOG));
    }
}
