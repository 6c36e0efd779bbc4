package org.ringdown.transcript;

import java.util.Base64;

/** Standard base64 with padding, read strictly: one byte string has one spelling. */
final class Base64Text {
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
}
