package org.ringdown.cli.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** RFC 6962 hashing, written once more from its text, so that the checker shares no code with what it checks. */
final class MerkleOracle {
    private MerkleOracle() {}

    static byte[] leaf(byte[] bytes) {
        return sha256(new byte[] {0}, bytes, new byte[0]);
    }

    /** The tree hash of the first {@code size} leaves. */
    static byte[] root(List<byte[]> leaves, int size) {
        if (size == 0) return sha256(new byte[0], new byte[0], new byte[0]);
        return subtree(leaves, 0, size);
    }

    private static byte[] subtree(List<byte[]> leaves, int from, int to) {
        if (to - from == 1) return leaf(leaves.get(from));
        int half = Integer.highestOneBit(to - from - 1);
        return sha256(new byte[] {1}, subtree(leaves, from, from + half), subtree(leaves, from + half, to));
    }

    static String text(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    private static byte[] sha256(byte[] first, byte[] second, byte[] third) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(first);
            sha.update(second);
            return sha.digest(third);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
