package org.ringdown.transcript;

import java.security.MessageDigest;
import java.util.Objects;

/**
 * Hashes leaf after leaf where they stand in larger blocks of bytes; the same hashes as {@link Rfc6962#leaf}, without a
 * fresh digest and a copy for each. Keeps nothing of one leaf for the next. Mutable, for one thread.
 */
public final class LeafHasher {
    private final MessageDigest digest = Sha256.digest();

    /** Makes one. */
    public LeafHasher() {}

    /**
     * Hashes a leaf.
     *
     * @param block holds the exact bytes of the entry; not changed, not kept
     * @param from where they begin
     * @param to the place behind the last one
     * @return SHA-256 of a zero byte and the leaf
     * @throws IndexOutOfBoundsException if the block has no such run
     */
    public Hash leaf(byte[] block, int from, int to) {
        Objects.checkFromToIndex(from, to, block.length);
        digest.update(Rfc6962.LEAF);
        digest.update(block, from, to - from);
        return Hash.owned(digest.digest());
    }
}
