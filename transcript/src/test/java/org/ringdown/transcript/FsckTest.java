package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A small log with a head at every third entry, then one fault at a time. */
final class FsckTest {
    private static final String ORIGIN = "0123456789abcdef0123456789abcdef/northland/1-9f3c02ab";
    private static final Ed25519Signer LOG = Ed25519Signer.of(ORIGIN, SignatureType.ED25519, NotesTest.seed(1));
    private static final Ed25519Signer HOLDER =
            Ed25519Signer.of("x/southland/holder", SignatureType.COSIGNATURE, NotesTest.seed(2));
    private static final int SIZE = 20;

    private final SmallLog stored = SmallLog.of(SIZE);
    private final List<byte[]> entries = new ArrayList<>(stored.leaves);
    private final List<SignedNote> heads = new ArrayList<>();

    FsckTest() {
        for (int size = 0; size <= SIZE; size += 3)
            heads.add(head(SmallLog.of(size).head(ORIGIN)));
    }

    private static SignedNote head(Head head) {
        return SignedNote.of(head.text(), Notes.sign(head.text(), LOG))
                .withSignature(Cosignatures.cosign(head, HOLDER, 1_800_000_000L + head.size()));
    }

    private FsckResult run() {
        return run(Optional.of(stored));
    }

    private FsckResult run(Optional<NodeSource> nodes) {
        return Fsck.run(LOG.verifierKey(), List.of(HOLDER.verifierKey()), nodes, entries.iterator(), heads.iterator());
    }

    @Test
    void run_untouchedLog_isSoundAndCountsTheUncovered() {
        assertEquals(new FsckResult.Sound(SIZE, stored.range.root(), 7, 2), run());
    }

    @Test
    void run_noHeads_isSoundButAllUncovered() {
        heads.clear();
        assertEquals(new FsckResult.Sound(SIZE, stored.range.root(), 0, SIZE), run(Optional.empty()));
    }

    @Test
    void run_anyEntryChanged_isNamed() {
        for (int index = 0; index < SIZE - 2; index++) {
            byte[] right = entries.get(index);
            byte[] wrong = right.clone();
            wrong[0] ^= 1;
            entries.set(index, wrong);
            FsckResult.BadEntry bad = assertInstanceOf(FsckResult.BadEntry.class, run());
            assertEquals(new FsckResult.BadEntry(index, Rfc6962.leaf(right), Rfc6962.leaf(wrong)), bad);
            entries.set(index, right);
        }
    }

    @Test
    void run_entryChangedAndNoStoredTree_namesTheRange() {
        entries.set(7, new byte[] {1});
        FsckResult.BadRoot bad = assertInstanceOf(FsckResult.BadRoot.class, run(Optional.empty()));
        assertEquals(9, bad.head().size());
        assertEquals(6, bad.first());
    }

    @Test
    void run_storedNodeWrongAndEntriesGood_namesTheNode() {
        NodeSource flipped =
                (level, index) -> level == 1 && index == 3 ? Rfc6962.EMPTY_ROOT : stored.node(level, index);
        FsckResult.BadNode bad = assertInstanceOf(FsckResult.BadNode.class, run(Optional.of(flipped)));
        assertEquals(new FsckResult.BadNode(1, 3, Rfc6962.EMPTY_ROOT, stored.node(1, 3)), bad);
    }

    @Test
    void run_entriesCutOff_saysHowManyAreThere() {
        entries.subList(10, SIZE).clear();
        FsckResult.MissingEntries bad = assertInstanceOf(FsckResult.MissingEntries.class, run());
        assertEquals(12, bad.head().size());
        assertEquals(10, bad.present());
    }

    @Test
    void run_headFaults_areNamedByPlaceAndReason() {
        SignedNote good = heads.get(2);
        assertBadHead(new SignedNote("x\n", good.signatures()), TranscriptCode.HEAD_SHAPE);
        assertBadHead(head(SmallLog.of(6).head("x/other/1-00000000")), TranscriptCode.ORIGIN_MISMATCH);
        assertBadHead(head(SmallLog.of(2).head(ORIGIN)), TranscriptCode.HEAD_ORDER);
        Head other = SmallLog.of(7).head(ORIGIN);
        assertBadHead(new SignedNote(other.text(), good.signatures()), TranscriptCode.SIGNATURE_INVALID);
        NoteSignature foreign = Cosignatures.cosign(other, HOLDER, 5);
        assertBadHead(good.withSignature(foreign), TranscriptCode.SIGNATURE_INVALID);
    }

    private void assertBadHead(SignedNote note, TranscriptCode code) {
        heads.set(2, note);
        FsckResult.BadHead bad = assertInstanceOf(FsckResult.BadHead.class, run());
        assertEquals(2, bad.position());
        assertEquals(code, bad.refusal().code());
    }

    @Test
    void run_twoHeadsOfOneSize_theForkedOneIsBadRoot() {
        heads.add(
                3, head(new Head(ORIGIN, 6, MerkleTest.flip(SmallLog.of(6).range.root()))));
        FsckResult.BadRoot bad = assertInstanceOf(FsckResult.BadRoot.class, run());
        assertEquals(6, bad.head().size());
    }
}
