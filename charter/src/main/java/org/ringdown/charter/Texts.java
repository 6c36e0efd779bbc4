package org.ringdown.charter;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;

/** Small readers of text that several records share. */
final class Texts {
    private Texts() {}

    /** Says whether the text is exactly so many lower-case hex digits. */
    static boolean isHex(String text, int digits) {
        if (text.length() != digits) return false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) return false;
        }
        return true;
    }

    /** The SHA-256 of a text's UTF-8 bytes. */
    static Hash sha256(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Reads standard base64 with padding; empty where it is not, or where other text would give the same bytes. */
    static Optional<byte[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            boolean only = Base64.getEncoder().encodeToString(bytes).equals(text);
            return only ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
