package org.ringdown.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;

/**
 * Frames to bytes and back. A frame is one type byte and a payload: I-JSON in UTF-8 and, for ENTRIES and OVERTAKE, a
 * newline and the leaves, each behind its length as a 32-bit big-endian number.
 */
public final class FrameCodec {

    /** The largest frame: type and payload, in bytes. */
    public static final int FRAME_BYTES_MAX = 262_144;

    /** The most leaves in one ENTRIES frame. */
    public static final int LEAVES_MAX = 1_024;

    private static final JsonBounds BOUNDS = new JsonBounds(131_072, 6, 4_096, 65_536, 24);

    private FrameCodec() {}

    /**
     * Writes a frame.
     *
     * @param frame the frame
     * @return type byte and payload
     */
    public static byte[] encode(Frame frame) {
        byte[] json = JsonWriter.compact(FrameJson.write(frame)).getBytes(StandardCharsets.UTF_8);
        return switch (frame) {
            case Frame.Entries e -> withLeaves(json, e.leaves(), FrameJson.typeOf(frame));
            case Frame.Overtake o -> withLeaves(json, List.of(o.leaf().array()), FrameJson.typeOf(frame));
            case Frame.Hello _,
                    Frame.Receipt _,
                    Frame.Early _,
                    Frame.Got _,
                    Frame.Heartbeat _,
                    Frame.Ask _,
                    Frame.Unrecorded _,
                    Frame.Dispute _,
                    Frame.Bye _ -> {
                byte[] out = new byte[json.length + 1];
                out[0] = FrameJson.typeOf(frame);
                System.arraycopy(json, 0, out, 1, json.length);
                yield out;
            }
        };
    }

    private static byte[] withLeaves(byte[] json, List<byte[]> leaves, byte type) {
        int size = 2 + json.length;
        for (byte[] leaf : leaves) size += 4 + leaf.length;
        ByteBuffer out = ByteBuffer.allocate(size).put(type).put(json).put((byte) '\n');
        for (byte[] leaf : leaves) out.putInt(leaf.length).put(leaf);
        return out.array();
    }

    /**
     * Reads a frame.
     *
     * @param bytes type byte and payload; the length was checked by the adapter
     * @return the frame
     * @throws FrameException UNKNOWN_FRAME, TRUNCATED_FRAME, TOO_MUCH or MALFORMED_FRAME, the first that holds
     */
    public static Frame decode(byte[] bytes) throws FrameException {
        if (bytes.length == 0) throw new FrameException(FrameException.Code.UNKNOWN_FRAME, "an empty frame");
        byte type = bytes[0];
        if (!FrameJson.isKnown(type)) {
            throw new FrameException(FrameException.Code.UNKNOWN_FRAME, "frame type " + type);
        }
        int end = bytes.length;
        List<byte[]> leaves = List.of();
        if (FrameJson.carriesLeaves(type)) {
            end = newline(bytes);
            leaves = leaves(ByteBuffer.wrap(bytes, end + 1, bytes.length - end - 1));
        }
        try {
            return FrameJson.read(type, JsonReader.parseObject(Arrays.copyOfRange(bytes, 1, end), BOUNDS), leaves);
        } catch (JsonException e) {
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, String.valueOf(e.getMessage()));
        }
    }

    private static int newline(byte[] bytes) throws FrameException {
        for (int i = 1; i < bytes.length; i++) if (bytes[i] == '\n') return i;
        throw new FrameException(FrameException.Code.TRUNCATED_FRAME, "no newline behind the frame's header");
    }

    private static List<byte[]> leaves(ByteBuffer in) throws FrameException {
        List<byte[]> leaves = new ArrayList<>();
        while (in.hasRemaining()) {
            if (leaves.size() == LEAVES_MAX) {
                throw new FrameException(FrameException.Code.TOO_MUCH, "more than " + LEAVES_MAX + " leaves");
            }
            if (in.remaining() < 4) throw truncated();
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) throw truncated();
            byte[] leaf = new byte[length];
            in.get(leaf);
            leaves.add(leaf);
        }
        return leaves;
    }

    private static FrameException truncated() {
        return new FrameException(FrameException.Code.TRUNCATED_FRAME, "a leaf is cut off");
    }
}
