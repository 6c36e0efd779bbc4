package org.ringdown.transcript;

import java.security.MessageDigest;

/** The Merkle hashing of RFC 6962 section 2.1 (the same in RFC 9162): leaves and nodes never hash alike. */
public final class Rfc6962 {
    /** The root of a tree with no leaves: SHA-256 of nothing. */
    public static final Hash EMPTY_ROOT = Hash.sha256();

    static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Rfc6962() {}

    /**
     * Hashes a leaf.
     *
     * @param leaf the exact bytes of the entry
     * @return SHA-256 of a zero byte and the leaf
     */
    public static Hash leaf(byte[] leaf) {
        MessageDigest digest = Sha256.digest();
        digest.update(LEAF);
        digest.update(leaf);
        return Hash.owned(digest.digest());
    }

    /**
     * Hashes two subtrees into one.
     *
     * @param left the older half
     * @param right the newer half
     * @return SHA-256 of a one byte and both hashes
     */
    public static Hash node(Hash left, Hash right) {
        return node(Sha256.digest(), left, right);
    }

    /** The same with a digest that starts afresh, and does again afterwards. */
    static Hash node(MessageDigest digest, Hash left, Hash right) {
        digest.update(NODE);
        digest.update(left.raw());
        digest.update(right.raw());
        return Hash.owned(digest.digest());
    }
}
