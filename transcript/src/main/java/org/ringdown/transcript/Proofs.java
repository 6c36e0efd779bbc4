package org.ringdown.transcript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Inclusion and consistency proofs of RFC 6962 section 2.1 / RFC 9162 section 2.1: made from stored nodes,
 * checked against
 * a root that is already trusted. A check throws or returns; it knows the exact length of a good proof
 * before it hashes.
 */
public final class Proofs {
    private Proofs() {}

    /**
     * The root over the first leaves of a log.
     *
     * @param size how many leaves, from 0
     * @param source the complete subtrees of at least that many leaves
     * @return the Merkle tree hash
     */
    public static Hash root(long size, NodeSource source) {
        if (size < 0) throw new IllegalArgumentException("a log's size is not negative: " + size);
        return size == 0 ? Rfc6962.EMPTY_ROOT : subtree(0, size, source);
    }

    /**
     * Proves that a leaf is in the tree of a size. Requires 0 &lt;= index &lt; size.
     *
     * @param index the leaf
     * @param size the tree
     * @param source the complete subtrees of at least that many leaves
     * @return the proof, lowest sibling first
     */
    public static List<Hash> inclusion(long index, long size, NodeSource source) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a log of " + size);
        }
        List<Hash> fromTop = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = begin + split(end - begin);
            if (index < middle) {
                fromTop.add(subtree(middle, end, source));
                end = middle;
            } else {
                fromTop.add(subtree(begin, middle, source));
                begin = middle;
            }
        }
        return lowestFirst(fromTop);
    }

    /**
     * Proves that the tree of one size begins the tree of another. Requires 0 &lt;= from &lt;= to.
     *
     * @param from the older size
     * @param to the newer size
     * @param source the complete subtrees of at least the newer size
     * @return the proof, lowest first; empty if the sizes are equal or the older is 0
     */
    public static List<Hash> consistency(long from, long to, NodeSource source) {
        if (from < 0 || from > to) throw new IllegalArgumentException("no proof from size " + from + " to " + to);
        if (from == 0 || from == to) return List.of();
        List<Hash> fromTop = new ArrayList<>();
        long begin = 0;
        long end = to;
        while (end != from) {
            long middle = begin + split(end - begin);
            if (from <= middle) {
                fromTop.add(subtree(middle, end, source));
                end = middle;
            } else {
                fromTop.add(subtree(begin, middle, source));
                begin = middle;
            }
        }
        // the old tree's own last subtree; the checker has it already if it is the whole old tree
        if (begin > 0) fromTop.add(subtree(begin, end, source));
        return lowestFirst(fromTop);
    }

    /**
     * Checks an inclusion proof.
     *
     * @param leafHash the hash of the leaf
     * @param index where it should stand
     * @param size the size of the tree
     * @param proof the hashes, lowest first
     * @param root the root of the tree, from a head that was verified
     * @throws TranscriptException PROOF_INDEX, PROOF_LENGTH or PROOF_ROOT, looked for in this order
     */
    public static void verifyInclusion(Hash leafHash, long index, long size, List<Hash> proof, Hash root)
            throws TranscriptException {
        if (index < 0 || index >= size) {
            throw new TranscriptException(TranscriptCode.PROOF_INDEX, "index " + index + " in a tree of " + size);
        }
        int inner = innerLength(index, size);
        checkLength(inner + Long.bitCount(index >>> inner), proof);
        Hash hash = climbInner(leafHash, index, proof.subList(0, inner));
        checkRoot(root, climbBorder(hash, proof.subList(inner, proof.size())));
    }

    /**
     * Checks a consistency proof.
     *
     * @param from the older size
     * @param to the newer size
     * @param proof the hashes, lowest first
     * @param rootFrom the older root
     * @param rootTo the newer root
     * @throws TranscriptException PROOF_SIZE, PROOF_LENGTH or PROOF_ROOT, looked for in this order
     */
    public static void verifyConsistency(long from, long to, List<Hash> proof, Hash rootFrom, Hash rootTo)
            throws TranscriptException {
        if (from < 0 || from > to) {
            throw new TranscriptException(TranscriptCode.PROOF_SIZE, "from size " + from + " to size " + to);
        }
        if (from == 0 || from == to) {
            checkLength(0, proof);
            if (from == 0) checkRoot(rootFrom, Rfc6962.EMPTY_ROOT);
            if (to == 0 || from == to) checkRoot(rootTo, rootFrom);
            return;
        }
        // begin at the root of the old tree's last complete subtree: 2^shift leaves, the mask-th of its level
        int shift = Long.numberOfTrailingZeros(from);
        long mask = (from - 1) >>> shift;
        boolean wholeOldTree = mask == 0 && from == 1L << shift;
        int inner = innerLength(from - 1, to) - shift;
        int border = Long.bitCount((from - 1) >>> (inner + shift));
        checkLength((wholeOldTree ? 0 : 1) + inner + border, proof);
        Hash seed = wholeOldTree ? rootFrom : proof.getFirst();
        List<Hash> rest = wholeOldTree ? proof : proof.subList(1, proof.size());
        List<Hash> innerPart = rest.subList(0, inner);
        List<Hash> borderPart = rest.subList(inner, rest.size());
        checkRoot(rootFrom, climbBorder(climbOld(seed, mask, innerPart), borderPart));
        checkRoot(rootTo, climbBorder(climbInner(seed, mask, innerPart), borderPart));
    }

    /** How many steps up from a leaf have a sibling on either side; above them siblings stand on the left only. */
    private static int innerLength(long index, long size) {
        return Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
    }

    private static Hash climbInner(Hash seed, long index, List<Hash> proof) {
        Hash hash = seed;
        for (int i = 0; i < proof.size(); i++) {
            boolean right = (index >>> i & 1) == 1;
            hash = right ? Rfc6962.node(proof.get(i), hash) : Rfc6962.node(hash, proof.get(i));
        }
        return hash;
    }

    /** As {@link #climbInner}, in the old tree, which does not have the siblings on the right. */
    private static Hash climbOld(Hash seed, long index, List<Hash> proof) {
        Hash hash = seed;
        for (int i = 0; i < proof.size(); i++) {
            if ((index >>> i & 1) == 1) hash = Rfc6962.node(proof.get(i), hash);
        }
        return hash;
    }

    private static Hash climbBorder(Hash seed, List<Hash> proof) {
        Hash hash = seed;
        for (Hash left : proof) hash = Rfc6962.node(left, hash);
        return hash;
    }

    private static void checkLength(int wanted, List<Hash> proof) throws TranscriptException {
        if (proof.size() != wanted) {
            throw new TranscriptException(
                    TranscriptCode.PROOF_LENGTH, proof.size() + " hashes where " + wanted + " are needed");
        }
    }

    private static void checkRoot(Hash wanted, Hash computed) throws TranscriptException {
        if (!wanted.equals(computed)) {
            throw new TranscriptException(
                    TranscriptCode.PROOF_ROOT, "the root is " + wanted + ", the proof leads to " + computed);
        }
    }

    /** The largest power of two below n. Requires n &gt; 1. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** The root over leaves [begin, end), where begin is a multiple of the next power of two. */
    private static Hash subtree(long begin, long end, NodeSource source) {
        long count = end - begin;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return source.node(level, begin >>> level);
        }
        long middle = begin + split(count);
        return Rfc6962.node(subtree(begin, middle, source), subtree(middle, end, source));
    }

    private static List<Hash> lowestFirst(List<Hash> fromTop) {
        Collections.reverse(fromTop);
        return List.copyOf(fromTop);
    }
}
