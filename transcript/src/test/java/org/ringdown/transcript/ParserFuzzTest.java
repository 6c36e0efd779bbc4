package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fuzz target for each parser and verifier. A run of the tests replays the corpus; to search for new inputs:
 * {@code JAZZER_FUZZ=1 mvn -pl transcript -am test -Dtest='ParserFuzzTest#signedNote' -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>The laws: nothing but a {@link TranscriptException} is thrown, and what is accepted is written back byte for byte.
 */
final class ParserFuzzTest {
    private static final SmallLog LOG = SmallLog.of(40);

    /** A parser whose result is written back. */
    private interface RoundTrip {
        byte[] run(byte[] input) throws TranscriptException;
    }

    private static void check(byte[] input, RoundTrip parser) {
        byte[] back;
        try {
            back = parser.run(input);
        } catch (TranscriptException refusal) {
            assertEquals(refusal.code().name(), refusal.getMessage().split(" ", 2)[0]);
            return;
        }
        assertArrayEquals(input, back);
    }

    @FuzzTest(maxDuration = "20s")
    void signedNote(byte @Nullable [] data) {
        check(bytes(data), input -> Texts.utf8(SignedNote.parse(input).format()));
    }

    @FuzzTest(maxDuration = "20s")
    void head(byte @Nullable [] data) {
        check(
                bytes(data),
                input -> Texts.utf8(Head.parse(Texts.decodeUtf8(input)).text()));
    }

    @FuzzTest(maxDuration = "20s")
    void verifierKey(byte @Nullable [] data) {
        check(
                bytes(data),
                input -> Texts.utf8(VerifierKey.parse(Texts.decodeUtf8(input)).toString()));
    }

    @FuzzTest(maxDuration = "20s")
    void tlogProof(byte @Nullable [] data) {
        check(bytes(data), input -> Texts.utf8(TlogProof.parse(input).format()));
    }

    @FuzzTest(maxDuration = "20s")
    void forkProof(byte @Nullable [] data) {
        check(
                bytes(data),
                input -> Texts.utf8(ForkProof.parse(Texts.decodeUtf8(input)).format()));
    }

    /** No proof makes two histories of one. */
    @FuzzTest(maxDuration = "20s")
    void forkProofOfOneHistory(FuzzedDataProvider data) {
        int first = data.consumeInt(0, LOG.leaves.size());
        int second = data.consumeInt(0, LOG.leaves.size());
        int smaller = Math.min(first, second);
        int larger = Math.max(first, second);
        ForkProof proof = switch (data.consumeInt(0, 2)) {
            case 0 -> new ForkProof.OneSize();
            case 1 -> new ForkProof.Beginning(hash(data), proof(data, Proofs.consistency(smaller, larger, LOG)));
            default -> places(data, first, second);
        };
        assertThrows(TranscriptException.class, () -> proof.check(head(first), head(second)));
    }

    private static ForkProof places(FuzzedDataProvider data, int first, int second) {
        int index = data.consumeInt(0, LOG.leaves.size() - 1);
        return new ForkProof.OneIndex(index, place(data, index, first), place(data, index, second));
    }

    private static ForkProof.Place place(FuzzedDataProvider data, int index, int size) {
        Hash leaf = data.consumeBoolean() ? LOG.leafHash(index) : hash(data);
        return new ForkProof.Place(leaf, proof(data, index < size ? Proofs.inclusion(index, size, LOG) : List.of()));
    }

    private static Head head(int size) {
        return new Head("log", size, Proofs.root(size, LOG));
    }

    /** Whatever is accepted against a true root is a true statement. */
    @FuzzTest(maxDuration = "20s")
    void inclusion(FuzzedDataProvider data) {
        int size = data.consumeInt(1, LOG.leaves.size());
        int index = data.consumeInt(-1, size);
        Hash leaf = LOG.leafHash(data.consumeInt(0, LOG.leaves.size() - 1));
        List<Hash> proof = proof(data, Proofs.inclusion(data.consumeInt(0, size - 1), size, LOG));
        try {
            Proofs.verifyInclusion(leaf, index, size, proof, Proofs.root(size, LOG));
        } catch (TranscriptException refusal) {
            return;
        }
        assertEquals(LOG.leafHash(index), leaf);
        assertEquals(Proofs.inclusion(index, size, LOG), proof);
    }

    /** A new root that a good old root leads to is the true one. */
    @FuzzTest(maxDuration = "20s")
    void consistency(FuzzedDataProvider data) {
        int to = data.consumeInt(1, LOG.leaves.size());
        int from = data.consumeInt(-1, to + 1);
        int said = data.consumeInt(0, to);
        Hash rootTo = data.consumeBoolean() ? Proofs.root(to, LOG) : hash(data);
        Hash rootFrom = Proofs.root(Math.clamp(from, 0, to), LOG);
        List<Hash> proof = proof(data, Proofs.consistency(said, to, LOG));
        try {
            Proofs.verifyConsistency(from, to, proof, rootFrom, rootTo);
        } catch (TranscriptException refusal) {
            return;
        }
        if (rootTo.equals(Proofs.root(to, LOG))) assertEquals(Proofs.consistency(from, to, LOG), proof);
        else assertEquals(0, from, "only an empty log is the beginning of every log");
    }

    /** A true proof with hashes taken away, put in or exchanged. */
    private static List<Hash> proof(FuzzedDataProvider data, List<Hash> honest) {
        List<Hash> proof = new ArrayList<>(honest);
        for (int changes = data.consumeInt(0, 3); changes > 0; changes--) {
            int at = data.consumeInt(0, proof.size());
            if (data.consumeBoolean() || at == proof.size()) proof.add(at, hash(data));
            else if (data.consumeBoolean()) proof.remove(at);
            else proof.set(at, hash(data));
        }
        return proof;
    }

    private static Hash hash(FuzzedDataProvider data) {
        int level = data.consumeInt(0, 5);
        return data.consumeBoolean() ? LOG.node(level, 0) : Hash.sha256(data.consumeBytes(4));
    }

    private static byte[] bytes(byte @Nullable [] data) {
        return data == null ? new byte[0] : data;
    }
}
