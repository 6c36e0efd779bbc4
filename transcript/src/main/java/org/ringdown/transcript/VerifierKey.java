package org.ringdown.transcript;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key with the name it signs under: a C2SP vkey. Its shape is checked, not its worth: a key that is
 * taken into
 * use must also pass {@link #checkEnrolment}.
 *
 * @param name the key name in signature lines
 * @param type what the key signs
 * @param key the raw public key, of the type's length
 */
public record VerifierKey(String name, SignatureType type, Bytes key) {
    /** Refuses a name or a length that the type cannot have; the caller's bug if it happens. */
    public VerifierKey {
        try {
            check(name, type, key);
        } catch (TranscriptException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Reads the text form.
     *
     * @param vkey name, plus, key id in 8 hex digits, plus, base64 of type byte and key
     * @return the key
     * @throws TranscriptException TOO_LARGE, KEY_SHAPE, NAME, BASE64, KEY_TYPE, KEY_LENGTH, KEY_ID or NOT_UTF8
     */
    public static VerifierKey parse(String vkey) throws TranscriptException {
        if (vkey.length() > TranscriptLimits.SIGNATURE_BYTES_MAX) {
            throw new TranscriptException(TranscriptCode.TOO_LARGE, "a key of " + vkey.length() + " characters");
        }
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3) throw shape("no two plus signs", vkey);
        if (!parts[1].matches("[0-9a-f]{8}")) throw shape("the id is not 8 lower-case hex digits", vkey);
        byte[] typed = Base64Text.decode(parts[2]);
        if (typed.length == 0) throw shape("no type byte", vkey);
        SignatureType type = SignatureType.of(typed[0] & 0xff);
        Bytes key = Bytes.owned(Arrays.copyOfRange(typed, 1, typed.length));
        check(parts[0], type, key);
        VerifierKey parsed = new VerifierKey(parts[0], type, key);
        if (parsed.keyId() != Integer.parseUnsignedInt(parts[1], 16)) {
            throw new TranscriptException(
                    TranscriptCode.KEY_ID, "written " + parts[1] + ", computed " + parsed.keyIdHex());
        }
        return parsed;
    }

    /**
     * The short id that signature lines carry: the first four bytes of SHA-256 over name, newline, type and key.
     *
     * @return the id, big-endian
     */
    public int keyId() {
        byte[] id = Hash.sha256(Texts.utf8(name), new byte[] {'\n', (byte) type.id()}, key.raw())
                .raw();
        return (id[0] & 0xff) << 24 | (id[1] & 0xff) << 16 | (id[2] & 0xff) << 8 | (id[3] & 0xff);
    }

    /**
     * Checks that the key may be taken into use: for Ed25519, {@link Ed25519#checkEnrolment}. Costs some
     * milliseconds; do it
     * once, when the key is first accepted.
     *
     * @throws TranscriptException KEY_NOT_CANONICAL, KEY_LOW_ORDER, KEY_NOT_ON_CURVE or KEY_MIXED_ORDER
     */
    public void checkEnrolment() throws TranscriptException {
        switch (type) {
            case ED25519, COSIGNATURE -> Ed25519.checkEnrolment(key);
            case MLDSA44 -> {
                // every string of the right length is an ML-DSA public key, and the constructor checked the length
            }
        }
    }

    /** Returns the vkey text, which {@link #parse} reads back. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + key.size()];
        typed[0] = (byte) type.id();
        System.arraycopy(key.raw(), 0, typed, 1, key.size());
        return name + "+" + keyIdHex() + "+" + Base64Text.encode(typed);
    }

    private String keyIdHex() {
        return HexFormat.of().toHexDigits(keyId());
    }

    private static void check(String name, SignatureType type, Bytes key) throws TranscriptException {
        Texts.checkName(name);
        if (key.size() != type.keySize()) {
            throw new TranscriptException(
                    TranscriptCode.KEY_LENGTH, type + " keys have " + type.keySize() + " bytes, not " + key.size());
        }
    }

    private static TranscriptException shape(String what, String seen) {
        return new TranscriptException(TranscriptCode.KEY_SHAPE, what + ": " + Texts.quote(seen));
    }
}
