package org.ringdown.node;

import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes that must not be shown: compared in constant time, printed as their count only. */
final class SecretBytes {
    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller neither keeps nor changes it. */
    static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** Hands out a copy of the secret; the caller wipes it after use. */
    byte[] exposeDangerously() {
        return bytes.clone();
    }

    /** Overwrites the secret; it is of no use afterwards. */
    void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes s && MessageDigest.isEqual(bytes, s.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "secret of " + bytes.length + " bytes";
    }
}
