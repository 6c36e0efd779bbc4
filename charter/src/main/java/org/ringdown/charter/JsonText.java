package org.ringdown.charter;

/** What I-JSON lets stand in a string: Unicode scalar values that are not noncharacters. */
final class JsonText {
    private JsonText() {}

    /** Returns the index of the first lone surrogate or noncharacter, or -1. */
    static int firstBad(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0xD800) continue;
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) return i;
                if ((text.codePointAt(i) & 0xFFFE) == 0xFFFE) return i;
                i++;
            } else if (Character.isLowSurrogate(c) || isNoncharacter(c)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNoncharacter(char c) {
        return c >= 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    }
}
