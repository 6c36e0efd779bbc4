package org.ringdown.transcript;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a growing log: one hash for each complete subtree, at most 63. It is all that appending
 * and the root
 * need. Mutable, for one thread; {@link #copy} before trying something that may be thrown away.
 *
 * <p>Cost: an append makes one node hash on average and log2(size) at worst; a root at most log2(size).
 */
public final class CompactRange {
    private static final int LEVELS = 63;

    /** Level n holds the root of the complete subtree of 2^n leaves exactly where bit n of the size is set. */
    private final Hash[] byLevel;

    /** For {@link #append} alone: what only reads may be asked by several threads, as long as none appends. */
    private final MessageDigest digest = Sha256.digest();

    private long size;

    private CompactRange(long size, Hash[] byLevel) {
        this.size = size;
        this.byLevel = byLevel;
    }

    /**
     * The edge of an empty log.
     *
     * @return a range of size 0
     */
    public static CompactRange empty() {
        Hash[] levels = new Hash[LEVELS];
        Arrays.fill(levels, Rfc6962.EMPTY_ROOT);
        return new CompactRange(0, levels);
    }

    /**
     * Restores an edge from what {@link #hashes} gave.
     *
     * @param size the number of leaves, from 0
     * @param hashes one for each set bit of the size, the largest subtree first
     * @return the range
     * @throws IllegalArgumentException if the number of hashes does not fit the size
     */
    public static CompactRange of(long size, List<Hash> hashes) {
        if (size < 0 || hashes.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("size " + size + " does not go with " + hashes.size() + " hashes");
        }
        CompactRange range = empty();
        range.size = size;
        int next = 0;
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (range.has(level)) range.byLevel[level] = hashes.get(next++);
        }
        return range;
    }

    /**
     * How many leaves the log has.
     *
     * @return the size
     */
    public long size() {
        return size;
    }

    /**
     * Appends a leaf.
     *
     * @param leafHash the hash of the leaf, {@link Rfc6962#leaf}
     */
    public void append(Hash leafHash) {
        append(leafHash, (level, index, hash) -> {});
    }

    /**
     * Appends a leaf and tells which subtrees it completes.
     *
     * @param leafHash the hash of the leaf, {@link Rfc6962#leaf}
     * @param sink takes the leaf hash and each completed subtree, lowest first
     */
    public void append(Hash leafHash, NodeSink sink) {
        if (size == Long.MAX_VALUE) throw new IllegalStateException("a log of 2^63 - 1 entries takes no more");
        Hash hash = leafHash;
        int level = 0;
        sink.node(0, size, hash);
        while (has(level)) {
            hash = Rfc6962.node(digest, byLevel[level], hash);
            level++;
            sink.node(level, size >>> level, hash);
        }
        byLevel[level] = hash;
        size++;
    }

    /**
     * The root over all leaves.
     *
     * @return the Merkle tree hash; {@link Rfc6962#EMPTY_ROOT} for an empty log
     */
    public Hash root() {
        if (size == 0) return Rfc6962.EMPTY_ROOT;
        int level = Long.numberOfTrailingZeros(size);
        Hash root = byLevel[level];
        for (level++; level < LEVELS; level++) {
            if (has(level)) root = Rfc6962.node(byLevel[level], root);
        }
        return root;
    }

    /**
     * The edge, to be stored and given to {@link #of}.
     *
     * @return one hash for each set bit of the size, the largest subtree first
     */
    public List<Hash> hashes() {
        List<Hash> hashes = new ArrayList<>(Long.bitCount(size));
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (has(level)) hashes.add(byLevel[level]);
        }
        return List.copyOf(hashes);
    }

    /**
     * A range that grows on its own from here.
     *
     * @return an independent copy
     */
    public CompactRange copy() {
        return new CompactRange(size, byLevel.clone());
    }

    private boolean has(int level) {
        return (size >>> level & 1) == 1;
    }
}
