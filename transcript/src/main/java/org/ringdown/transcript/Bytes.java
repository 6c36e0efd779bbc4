package org.ringdown.transcript;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string, equal by value. Not for secrets: it prints itself. */
public final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Wraps a copy.
     *
     * @param bytes the value
     * @return the byte string
     */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /** Wraps without a copy; the caller gives the array away. */
    static Bytes owned(byte[] bytes) {
        return new Bytes(bytes);
    }

    /**
     * The bytes.
     *
     * @return a fresh copy
     */
    public byte[] array() {
        return bytes.clone();
    }

    /** The bytes themselves, for reading inside this package only. */
    byte[] raw() {
        return bytes;
    }

    /**
     * How many bytes.
     *
     * @return the size in bytes
     */
    public int size() {
        return bytes.length;
    }

    /**
     * The bytes in lower-case hex.
     *
     * @return two digits a byte
     */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes b && Arrays.equals(bytes, b.bytes);
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
