package org.ringdown.message;

/** Takes single characters beyond ASCII from UTF-8, those that I-JSON lets stand in a string and no others. */
final class Utf8Skim {
    private Utf8Skim() {}

    /**
     * The character whose first byte is at a place.
     *
     * @return the code point, above U+007F; -1 where the bytes are no such character in its one spelling
     */
    static int character(byte[] in, int at, int end) {
        int first = in[at] & 0xff;
        if (first >= 0xc2 && first <= 0xdf) return checked(in, at, end, first & 0x1f, 1);
        if (first >= 0xe0 && first <= 0xef) return checked(in, at, end, first & 0x0f, 2);
        if (first >= 0xf0 && first <= 0xf4) return checked(in, at, end, first & 0x07, 3);
        return -1;
    }

    private static int checked(byte[] in, int at, int end, int high, int more) {
        if (at + more >= end) return -1;
        int character = high;
        for (int i = 1; i <= more; i++) {
            if ((in[at + i] & 0xc0) != 0x80) return -1;
            character = character << 6 | (in[at + i] & 0x3f);
        }
        return bytesOf(character) == more + 1 && isGood(character) ? character : -1;
    }

    /** How many bytes a code point has in UTF-8. */
    static int bytesOf(int character) {
        if (character < 0x80) return 1;
        if (character < 0x800) return 2;
        return character < 0x10000 ? 3 : 4;
    }

    /** Neither a surrogate nor a noncharacter, nor beyond Unicode. */
    static boolean isGood(int character) {
        boolean surrogate = character >= 0xd800 && character <= 0xdfff;
        boolean none = (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
        return !surrogate && !none && character <= Character.MAX_CODE_POINT;
    }
}
