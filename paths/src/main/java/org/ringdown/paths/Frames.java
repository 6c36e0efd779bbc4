package org.ringdown.paths;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** The framing: {@code u32} big-endian length of the rest, then type byte and payload. */
final class Frames {
    private static final int PREFIX_BYTES = 4;

    private Frames() {}

    /** Reads one frame; empty at a clean end. The length is checked before anything is allocated. */
    static Optional<byte[]> read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) return Optional.empty();
        byte[] prefix = new byte[PREFIX_BYTES - 1];
        exactly(in, prefix, "length");
        int length = first << 24 | (prefix[0] & 0xff) << 16 | (prefix[1] & 0xff) << 8 | (prefix[2] & 0xff);
        if (length < 1 || length > StreamLimits.FRAME_BYTES_MAX) {
            throw new IOException("the peer sent a frame of " + Integer.toUnsignedString(length) + " bytes; 1 to "
                    + StreamLimits.FRAME_BYTES_MAX + " are allowed");
        }
        byte[] frame = new byte[length];
        exactly(in, frame, "frame");
        return Optional.of(frame);
    }

    private static void exactly(DataInputStream in, byte[] into, String what) throws IOException {
        int got = in.readNBytes(into, 0, into.length);
        if (got < into.length) {
            throw new EOFException(
                    "the connection ended inside a " + what + ", after " + got + " of its " + into.length + " bytes");
        }
    }

    /** Writes the frames through the buffer, so that neighbours share TLS records. */
    static void write(List<byte[]> frames, byte[] buffer, OutputStream out) throws IOException {
        int used = 0;
        for (byte[] frame : frames) {
            if (buffer.length - used < PREFIX_BYTES + frame.length && used > 0) {
                out.write(buffer, 0, used);
                used = 0;
            }
            putLength(buffer, used, frame.length);
            used += PREFIX_BYTES;
            int fits = Math.min(frame.length, buffer.length - used);
            System.arraycopy(frame, 0, buffer, used, fits);
            used += fits;
            if (fits < frame.length) {
                out.write(buffer, 0, used);
                out.write(frame, fits, frame.length - fits);
                used = 0;
            }
        }
        if (used > 0) out.write(buffer, 0, used);
    }

    private static void putLength(byte[] buffer, int at, int length) {
        buffer[at] = (byte) (length >>> 24);
        buffer[at + 1] = (byte) (length >>> 16);
        buffer[at + 2] = (byte) (length >>> 8);
        buffer[at + 3] = (byte) length;
    }
}
