package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ringdown.transcript.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every tree of 0 to 70 leaves against the oracle: roots, inclusion, consistency, and every small fault in each. */
final class MerkleTest {
    private static final int SIZE_MAX = 70;
    private static final SmallLog LOG = SmallLog.of(SIZE_MAX);

    @Test
    void root_everySize_isTheOraclesRoot() {
        CompactRange range = CompactRange.empty();
        for (int size = 0; size <= SIZE_MAX; size++) {
            Hash wanted = oracleRoot(size);
            assertEquals(wanted, range.root(), "size " + size);
            assertEquals(wanted, Proofs.root(size, LOG), "size " + size);
            assertEquals(wanted, CompactRange.of(size, range.hashes()).root(), "size " + size);
            if (size < SIZE_MAX) range.append(LOG.leafHash(size));
        }
    }

    @Test
    void copy_appendedTo_leavesTheOriginal() {
        CompactRange range = CompactRange.of(LOG.range.size(), LOG.range.hashes());
        CompactRange copy = range.copy();
        copy.append(LOG.leafHash(0));
        assertEquals(SIZE_MAX, range.size());
        assertEquals(LOG.range.root(), range.root());
    }

    @Test
    void of_wrongNumberOfHashes_throws() {
        assertThrows(IllegalArgumentException.class, () -> CompactRange.of(3, List.of(Rfc6962.EMPTY_ROOT)));
        assertThrows(IllegalArgumentException.class, () -> CompactRange.of(-1, List.of()));
    }

    @Test
    void inclusion_everyLeafOfEverySize_isTheOraclesAndVerifies() throws TranscriptException {
        for (int size = 1; size <= SIZE_MAX; size++) {
            List<byte[]> leaves = LOG.leaves.subList(0, size);
            Hash root = oracleRoot(size);
            for (int index = 0; index < size; index++) {
                List<Hash> proof = Proofs.inclusion(index, size, LOG);
                assertSame(MerkleOracle.path(index, leaves), proof);
                Proofs.verifyInclusion(LOG.leafHash(index), index, size, proof, root);
            }
        }
    }

    @Test
    void consistency_everyPairOfSizes_isTheOraclesAndVerifies() throws TranscriptException {
        for (int to = 0; to <= SIZE_MAX; to++) {
            List<byte[]> leaves = LOG.leaves.subList(0, to);
            for (int from = 0; from <= to; from++) {
                List<Hash> proof = Proofs.consistency(from, to, LOG);
                assertSame(MerkleOracle.proof(from, leaves), proof);
                Proofs.verifyConsistency(from, to, proof, oracleRoot(from), oracleRoot(to));
            }
        }
    }

    @Test
    void verifyInclusion_everyOtherIndex_isRefused() {
        for (int size = 1; size <= 33; size++) {
            Hash root = oracleRoot(size);
            for (int index = 0; index < size; index++) refuseOtherIndexes(index, size, root);
        }
    }

    private static void refuseOtherIndexes(int index, int size, Hash root) {
        List<Hash> proof = Proofs.inclusion(index, size, LOG);
        Hash leaf = LOG.leafHash(index);
        for (int other = -1; other <= size; other++) {
            int wrong = other;
            if (wrong == index) continue;
            assertThrows(TranscriptException.class, () -> Proofs.verifyInclusion(leaf, wrong, size, proof, root));
        }
        assertRefused(TranscriptCode.PROOF_INDEX, () -> Proofs.verifyInclusion(leaf, -1, size, proof, root));
        assertRefused(TranscriptCode.PROOF_INDEX, () -> Proofs.verifyInclusion(leaf, size, size, proof, root));
    }

    @Test
    void verify_everyOneStepFault_isRefused() {
        for (int size = 1; size <= 33; size++) {
            for (int index = 0; index < size; index++) {
                refuseEachFault(index, size);
            }
        }
    }

    private static void refuseEachFault(int index, int size) {
        List<Hash> proof = Proofs.inclusion(index, size, LOG);
        Hash leaf = LOG.leafHash(index);
        Hash root = oracleRoot(size);
        for (int i = 0; i < proof.size(); i++) {
            List<Hash> flipped = new ArrayList<>(proof);
            flipped.set(i, flip(proof.get(i)));
            assertRefused(TranscriptCode.PROOF_ROOT, () -> Proofs.verifyInclusion(leaf, index, size, flipped, root));
            List<Hash> shorter = new ArrayList<>(proof);
            shorter.remove(i);
            assertRefused(TranscriptCode.PROOF_LENGTH, () -> Proofs.verifyInclusion(leaf, index, size, shorter, root));
        }
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(root);
        assertRefused(TranscriptCode.PROOF_LENGTH, () -> Proofs.verifyInclusion(leaf, index, size, longer, root));
        assertRefused(TranscriptCode.PROOF_ROOT, () -> Proofs.verifyInclusion(flip(leaf), index, size, proof, root));
        assertRefused(TranscriptCode.PROOF_ROOT, () -> Proofs.verifyInclusion(leaf, index, size, proof, flip(root)));
    }

    @Test
    void verifyConsistency_everyOneStepFault_isRefused() {
        for (int to = 1; to <= 33; to++) {
            for (int from = 1; from <= to; from++) refuseEachConsistencyFault(from, to);
        }
    }

    private static void refuseEachConsistencyFault(int from, int to) {
        List<Hash> proof = Proofs.consistency(from, to, LOG);
        Hash old = oracleRoot(from);
        Hash root = oracleRoot(to);
        for (int i = 0; i < proof.size(); i++) {
            List<Hash> flipped = new ArrayList<>(proof);
            flipped.set(i, flip(proof.get(i)));
            assertRefused(TranscriptCode.PROOF_ROOT, () -> Proofs.verifyConsistency(from, to, flipped, old, root));
            List<Hash> shorter = new ArrayList<>(proof);
            shorter.remove(i);
            assertRefused(TranscriptCode.PROOF_LENGTH, () -> Proofs.verifyConsistency(from, to, shorter, old, root));
        }
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(root);
        assertRefused(TranscriptCode.PROOF_LENGTH, () -> Proofs.verifyConsistency(from, to, longer, old, root));
        assertRefused(TranscriptCode.PROOF_ROOT, () -> Proofs.verifyConsistency(from, to, proof, flip(old), root));
        assertRefused(TranscriptCode.PROOF_ROOT, () -> Proofs.verifyConsistency(from, to, proof, old, flip(root)));
        for (int other = 1; other <= to; other++) {
            int wrong = other;
            if (wrong == from) continue;
            assertThrows(TranscriptException.class, () -> Proofs.verifyConsistency(wrong, to, proof, old, root));
        }
    }

    static Hash flip(Hash hash) {
        byte[] bytes = hash.bytes();
        bytes[7] ^= 1;
        return Hash.of(bytes);
    }

    private static Hash oracleRoot(int size) {
        return Hash.of(MerkleOracle.root(LOG.leaves.subList(0, size)));
    }

    private static void assertSame(List<byte[]> wanted, List<Hash> seen) {
        assertEquals(wanted.size(), seen.size());
        for (int i = 0; i < wanted.size(); i++)
            assertArrayEquals(wanted.get(i), seen.get(i).bytes());
    }
}
