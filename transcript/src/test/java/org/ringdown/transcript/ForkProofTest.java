package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringdown.transcript.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two histories of all small sizes are proven to be two, and one is never proven to be two. */
final class ForkProofTest {
    private static final int LARGEST = 12;
    private static final String ORIGIN = "log";

    /** A log that goes its own way from an index on. */
    private static SmallLog branch(int from, int size) {
        SmallLog log = SmallLog.of(from);
        for (int i = from; i < size; i++) log.append(("other " + i).getBytes(StandardCharsets.UTF_8));
        return log;
    }

    private static Head head(SmallLog log, int size) {
        return new Head(ORIGIN, size, Proofs.root(size, log));
    }

    private static ForkProof again(ForkProof proof) throws TranscriptException {
        ForkProof read = ForkProof.parse(proof.format());
        assertEquals(proof, read);
        return read;
    }

    @Test
    void beginning_everyForkOfSmallSizes_isProven_inEitherOrder() throws TranscriptException {
        SmallLog log = SmallLog.of(LARGEST);
        for (int from = 0; from < LARGEST; from++) {
            SmallLog other = branch(from, LARGEST);
            for (int small = from + 1; small <= LARGEST; small++) {
                for (int large = small; large <= LARGEST; large++) {
                    ForkProof proof = again(ForkProof.beginning(small, large, log));
                    proof.check(head(other, small), head(log, large));
                    proof.check(head(log, large), head(other, small));
                }
            }
        }
    }

    @Test
    void beginning_ofOneHistory_isNoFork() {
        SmallLog log = SmallLog.of(LARGEST);
        for (int small = 0; small <= LARGEST; small++) {
            for (int large = small; large <= LARGEST; large++) {
                ForkProof proof = ForkProof.beginning(small, large, log);
                Head one = head(log, small);
                Head other = head(log, large);
                assertRefused(TranscriptCode.NO_FORK, () -> proof.check(one, other));
            }
        }
    }

    @Test
    void oneIndex_twoLeaves_areAFork_andOneLeafIsNone() throws TranscriptException {
        SmallLog log = SmallLog.of(9);
        SmallLog other = branch(4, 7);
        for (int index = 0; index < 7; index++) {
            ForkProof proof = again(new ForkProof.OneIndex(
                    index,
                    new ForkProof.Place(log.leafHash(index), Proofs.inclusion(index, 9, log)),
                    new ForkProof.Place(other.leafHash(index), Proofs.inclusion(index, 7, other))));
            Head one = head(log, 9);
            Head two = head(other, 7);
            if (index < 4) assertRefused(TranscriptCode.NO_FORK, () -> proof.check(one, two));
            else proof.check(one, two);
            assertRefused(TranscriptCode.PROOF_LENGTH, () -> proof.check(two, one));
        }
    }

    @Test
    void check_headsOfTwoLogs_orOtherSizes_isRefused() {
        SmallLog log = SmallLog.of(LARGEST);
        Head whole = head(log, LARGEST);
        Head stranger = new Head("another log", LARGEST, Rfc6962.leaf(new byte[0]));
        ForkProof proof = new ForkProof.OneSize();
        assertRefused(TranscriptCode.ORIGIN_MISMATCH, () -> proof.check(whole, stranger));
        assertRefused(TranscriptCode.PROOF_SIZE, () -> proof.check(whole, head(log, 3)));
        ForkProof beginning = ForkProof.beginning(3, LARGEST, log);
        assertRefused(TranscriptCode.PROOF_SIZE, () -> beginning.check(whole, head(branch(0, LARGEST), LARGEST)));
        assertRefused(TranscriptCode.PROOF_ROOT, () -> beginning.check(head(log, 3), head(branch(0, 13), LARGEST)));
    }

    @Test
    void parse_anythingElse_isRefused() {
        String hash = Rfc6962.leaf(new byte[0]).base64();
        for (String text : List.of(
                "",
                "\n",
                "one size",
                "one size\n\n",
                "one size\n" + hash + "\n",
                "beginning\n",
                "index 1\nleaf " + hash + "\n",
                "index 1\n" + hash + "\nleaf " + hash + "\n",
                "index\nleaf " + hash + "\nleaf " + hash + "\n",
                "index -1\nleaf " + hash + "\nleaf " + hash + "\n",
                "index 1\nleaf " + hash + "\nleaf " + hash)) {
            assertRefused(TranscriptCode.PROOF_SHAPE, () -> ForkProof.parse(text));
        }
        assertRefused(TranscriptCode.HASH_SHAPE, () -> ForkProof.parse("beginning\nAAAA\n"));
        assertRefused(TranscriptCode.TOO_LARGE, () -> ForkProof.parse("beginning\n" + (hash + "\n").repeat(66)));
        assertRefused(TranscriptCode.TOO_LARGE, () -> ForkProof.parse("x".repeat(8_193)));
    }
}
