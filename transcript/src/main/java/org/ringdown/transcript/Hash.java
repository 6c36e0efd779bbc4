package org.ringdown.transcript;

import java.util.Arrays;

/** A SHA-256 value: 32 bytes, immutable, equal by value. */
public final class Hash {
    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Wraps a copy of 32 bytes.
     *
     * @param bytes the value
     * @return the hash
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != 32) throw new IllegalArgumentException("a hash is 32 bytes, not " + bytes.length);
        return new Hash(bytes.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash h && Arrays.equals(bytes, h.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
