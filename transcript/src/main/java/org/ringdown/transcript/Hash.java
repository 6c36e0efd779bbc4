package org.ringdown.transcript;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value: 32 bytes, immutable, equal by value. */
public final class Hash {
    /** Bytes of a hash. */
    public static final int SIZE = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Wraps a copy of 32 bytes.
     *
     * @param bytes the value
     * @return the hash
     * @throws IllegalArgumentException if there are not exactly 32 bytes
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE) throw new IllegalArgumentException("a hash is 32 bytes, not " + bytes.length);
        return new Hash(bytes.clone());
    }

    /** Wraps without a copy; the caller gives the 32 bytes away. */
    static Hash owned(byte[] bytes) {
        return new Hash(bytes);
    }

    /**
     * Hashes the parts one after the other, with nothing between them.
     *
     * @param parts the bytes
     * @return their SHA-256
     */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = Sha256.digest();
        for (byte[] part : parts) digest.update(part);
        return new Hash(digest.digest());
    }

    /**
     * Reads the base64 form.
     *
     * @param text 44 characters of canonical standard base64
     * @return the hash
     * @throws TranscriptException BASE64 or HASH_SHAPE
     */
    public static Hash fromBase64(String text) throws TranscriptException {
        if (text.length() != 44) throw shape("44 characters of base64", text);
        byte[] bytes = Base64Text.decode(text);
        if (bytes.length != SIZE) throw shape("32 bytes", text);
        return new Hash(bytes);
    }

    /**
     * Reads the hex form.
     *
     * @param text 64 lower-case hex digits
     * @return the hash
     * @throws TranscriptException HASH_SHAPE
     */
    public static Hash fromHex(String text) throws TranscriptException {
        boolean lowerHex = text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (text.length() != 64 || !lowerHex) throw shape("64 lower-case hex digits", text);
        return new Hash(HexFormat.of().parseHex(text));
    }

    private static TranscriptException shape(String wanted, String seen) {
        return new TranscriptException(TranscriptCode.HASH_SHAPE, "a hash is " + wanted + ", not " + Texts.quote(seen));
    }

    /**
     * The value.
     *
     * @return a fresh copy of the 32 bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes themselves, for reading inside this package only. */
    byte[] raw() {
        return bytes;
    }

    /**
     * The value in standard base64.
     *
     * @return 44 characters
     */
    public String base64() {
        return Base64Text.encode(bytes);
    }

    /**
     * The value in lower-case hex.
     *
     * @return 64 digits
     */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Whether some ASCII bytes are the base64 form of this hash; makes no text to compare.
     *
     * @param ascii holds them; not changed
     * @param from where they begin
     * @param to the place behind the last one
     * @return true where they are exactly {@link #base64}
     */
    public boolean isBase64(byte[] ascii, int from, int to) {
        return Base64Text.isOf(bytes, ascii, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash h && Arrays.equals(bytes, h.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
