package org.ringdown.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ringdown.transcript.Hash;

/** Files of a second place, made by hand with sums that are right. */
final class Slots {
    static final int BYTES = 65_536;
    private static final int HEADER_BYTES = 52;

    private Slots() {}

    /** A file whose first slot has this counter and payload, and whose second slot is blank. */
    static byte[] file(long counter, byte[] payload) {
        ByteBuffer file =
                ByteBuffer.allocate(2 * BYTES).put("RDSP0001".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        file.putLong(counter).putInt(payload.length).position(HEADER_BYTES).put(payload);
        return summed(file.array());
    }

    /** The same file with a right sum in each slot whose length fits. */
    static byte[] summed(byte[] file) {
        byte[] summed = file.clone();
        for (int at = 0; at + HEADER_BYTES <= file.length; at += BYTES) {
            int length = ByteBuffer.wrap(file).getInt(at + 16);
            if (length < 0 || length > Math.min(BYTES, file.length - at) - HEADER_BYTES) continue;
            byte[] numbers = Arrays.copyOfRange(file, at + 8, at + 20);
            byte[] payload = Arrays.copyOfRange(file, at + HEADER_BYTES, at + HEADER_BYTES + length);
            System.arraycopy(Hash.sha256(numbers, payload).bytes(), 0, summed, at + 20, Hash.SIZE);
        }
        return summed;
    }
}
