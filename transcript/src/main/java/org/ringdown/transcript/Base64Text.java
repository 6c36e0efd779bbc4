package org.ringdown.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Standard base64 with padding, read strictly: one byte string has one spelling. */
final class Base64Text {
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    private Base64Text() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String text) throws TranscriptException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // the JDK forgives missing padding and stray low bits; a record does not
            if (encode(bytes).equals(text)) return bytes;
        } catch (IllegalArgumentException e) {
            throw new TranscriptException(TranscriptCode.BASE64, e.getMessage() + " in " + Texts.quote(text));
        }
        throw new TranscriptException(TranscriptCode.BASE64, "not the canonical spelling: " + Texts.quote(text));
    }

    /** Whether some ASCII bytes are the one spelling of a hash's 32 bytes. */
    static boolean isOf(byte[] hash, byte[] ascii, int from, int to) {
        if (to - from != 44 || ascii[to - 1] != '=') return false;
        int at = from;
        for (int i = 0; i < 30; i += 3) {
            int three = (hash[i] & 0xff) << 16 | (hash[i + 1] & 0xff) << 8 | (hash[i + 2] & 0xff);
            if (ascii[at] != ALPHABET[three >>> 18] || ascii[at + 1] != ALPHABET[three >>> 12 & 63]) return false;
            if (ascii[at + 2] != ALPHABET[three >>> 6 & 63] || ascii[at + 3] != ALPHABET[three & 63]) return false;
            at += 4;
        }
        int two = (hash[30] & 0xff) << 10 | (hash[31] & 0xff) << 2;
        return ascii[at] == ALPHABET[two >>> 12]
                && ascii[at + 1] == ALPHABET[two >>> 6 & 63]
                && ascii[at + 2] == ALPHABET[two & 63];
    }
}
