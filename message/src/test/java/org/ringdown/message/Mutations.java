package org.ringdown.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Small changes of a leaf's bytes, those foremost that another reader might let pass. */
final class Mutations {
    private static final byte[] TELLING =
            "{}[]\":,\\0-1 9.eEuntrbf/\n\tAz\u0000\u007f\u00c3\u00a9".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[][] PIECES = {
        ascii("\\u00"),
        ascii("\\ud83d"),
        ascii("\"\","),
        ascii(",\"text\":\"\""),
        ascii("null"),
        ascii("00"),
        ascii("-0"),
        {(byte) 0xc0, (byte) 0xaf},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xef, (byte) 0xbf, (byte) 0xbe},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80}
    };

    private Mutations() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] of(byte[] leaf, SplittableRandom random) {
        byte[] out = leaf;
        for (int i = random.nextInt(3); i >= 0; i--) out = once(out, random);
        return out;
    }

    private static byte[] once(byte[] leaf, SplittableRandom random) {
        int at = random.nextInt(leaf.length);
        int run = Math.min(1 + random.nextInt(12), leaf.length - at);
        int other = random.nextInt(leaf.length - run + 1);
        return switch (random.nextInt(6)) {
            case 0 -> spliced(leaf, at, 1, new byte[] {TELLING[random.nextInt(TELLING.length)]});
            case 1 -> spliced(leaf, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 2 -> spliced(leaf, at, 0, PIECES[random.nextInt(PIECES.length)]);
            case 3 -> spliced(leaf, at, run, new byte[0]);
            case 4 -> spliced(leaf, other, 0, Arrays.copyOfRange(leaf, at, at + run));
            default -> spliced(leaf, at, run, Arrays.copyOfRange(leaf, other, other + run));
        };
    }

    private static byte[] spliced(byte[] leaf, int at, int gone, byte[] come) {
        byte[] out = new byte[leaf.length - gone + come.length];
        System.arraycopy(leaf, 0, out, 0, at);
        System.arraycopy(come, 0, out, at, come.length);
        System.arraycopy(leaf, at + gone, out, at + come.length, leaf.length - at - gone);
        return out;
    }
}
