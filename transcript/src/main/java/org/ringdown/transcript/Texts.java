package org.ringdown.transcript;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text rules that notes, names, heads and proofs share. */
final class Texts {
    private static final int QUOTE_CHARS_MAX = 80;

    private Texts() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String decodeUtf8(byte[] bytes) throws TranscriptException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : decodeStrictly(bytes);
    }

    /** Tells a replacement that stands in the bytes from one for bytes that are not UTF-8. */
    private static String decodeStrictly(byte[] bytes) throws TranscriptException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new TranscriptException(TranscriptCode.NOT_UTF8, e.getMessage() + ", " + bytes.length + " bytes");
        }
    }

    /** Encodes, refusing lone surrogates, which have no UTF-8. */
    static byte[] encodeUtf8(String text) throws TranscriptException {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at); // of a pair both, of a lone surrogate itself
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                throw new TranscriptException(TranscriptCode.NOT_UTF8, "lone surrogate in " + quote(text));
            }
            at += Character.charCount(character);
        }
        return utf8(text);
    }

    /** Refuses every control character below U+0020 but newline. */
    static void checkNoControls(String text) throws TranscriptException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n') {
                throw new TranscriptException(
                        TranscriptCode.CONTROL_CHARACTER, "U+%04X at character %d".formatted((int) c, i));
            }
        }
    }

    /** Refuses a key name that the note format forbids, or that is too long. */
    static void checkName(String name) throws TranscriptException {
        if (name.isEmpty()) throw new TranscriptException(TranscriptCode.NAME, "the name is empty");
        if (encodeUtf8(name).length > TranscriptLimits.NAME_BYTES_MAX) {
            throw new TranscriptException(TranscriptCode.NAME, "longer than 255 bytes: " + quote(name));
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i); // what is refused needs no pair of surrogates
            if (c >= 0x20 && c != '+' && !isSpace(c)) continue;
            throw new TranscriptException(TranscriptCode.NAME, "a space, plus or control character in " + quote(name));
        }
    }

    /** Unicode's White_Space property. */
    private static boolean isSpace(int c) {
        return c == 0x20
                || (c >= 0x09 && c <= 0x0d)
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    /** A number in plain decimal: no sign, no leading zero, below 2^63. Returns -1 for anything else. */
    static long decimal(String text) {
        int length = text.length();
        if (length == 0 || length > 19 || (length > 1 && text.charAt(0) == '0')) return -1;
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
            if (value < 0) return -1;
        }
        return value;
    }

    /** Quotes text from outside for a message: bounded, printable ASCII only. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), QUOTE_CHARS_MAX); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f && c != '"') out.append(c);
            else out.append("\\u%04x".formatted((int) c));
        }
        return out.append(text.length() > QUOTE_CHARS_MAX ? "...\"" : "\"").toString();
    }
}
