package org.ringdown.cli.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/** A bundle with some bytes exchanged and every zip checksum mended: what a forger with care would hand over. */
final class Forgery {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;

    private Forgery() {}

    /** Exchanges the first place where the words stand; both must be of one length. */
    static byte[] replace(byte[] zip, byte[] words, byte[] forged) throws DemoException {
        byte[] bytes = zip.clone();
        int at = find(bytes, words);
        if (at < 0 || words.length != forged.length) throw new DemoException("nothing to forge in the bundle");
        System.arraycopy(forged, 0, bytes, at, forged.length);
        mend(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), bytes);
        return bytes;
    }

    private static int find(byte[] bytes, byte[] words) {
        for (int at = 0; at + words.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + words.length, words, 0, words.length)) return at;
        }
        return -1;
    }

    /** Walks the central directory, which lies behind the members, and writes each member's checksum anew. */
    private static void mend(ByteBuffer zip, byte[] bytes) {
        int end = bytes.length - 22;
        int count = zip.getShort(end + 10);
        int at = zip.getInt(end + 16);
        for (int i = 0; i < count && zip.getInt(at) == CENTRAL; i++) {
            int local = zip.getInt(at + 42);
            int size = zip.getInt(at + 20);
            if (zip.getInt(local) != LOCAL) return;
            int data = local + LOCAL_BYTES + zip.getShort(local + 26) + zip.getShort(local + 28);
            CRC32 crc = new CRC32();
            crc.update(bytes, data, size);
            zip.putInt(local + 14, (int) crc.getValue());
            zip.putInt(at + 16, (int) crc.getValue());
            at += CENTRAL_BYTES + zip.getShort(at + 28) + zip.getShort(at + 30) + zip.getShort(at + 32);
        }
    }
}
