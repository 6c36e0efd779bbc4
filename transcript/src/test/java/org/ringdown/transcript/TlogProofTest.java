package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringdown.transcript.Refusals.assertRefused;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proof files: written, read, verified, and refused with another leaf, log or witness. */
final class TlogProofTest {
    private static final String ORIGIN = "0123456789abcdef0123456789abcdef/northland/1-9f3c02ab";
    private static final Ed25519Signer LOG = Ed25519Signer.of(ORIGIN, SignatureType.ED25519, NotesTest.seed(1));
    private static final Ed25519Signer HOLDER =
            Ed25519Signer.of("x/southland/holder", SignatureType.COSIGNATURE, NotesTest.seed(2));
    private static final SmallLog SMALL = SmallLog.of(11);

    private final Head head = SMALL.head(ORIGIN);
    private final SignedNote checkpoint = SignedNote.of(head.text(), Notes.sign(head.text(), LOG))
            .withSignature(Cosignatures.cosign(head, HOLDER, 1_800_000_000L));
    private final TlogProof proof =
            new TlogProof(Optional.of(Bytes.of(new byte[] {1, 2})), 4, Proofs.inclusion(4, 11, SMALL), checkpoint);

    @Test
    void verify_writtenAndRead_showsHeadAndWitness() throws TranscriptException {
        TlogProof read = TlogProof.parse(proof.format());
        assertEquals(proof, read);
        TlogProof.Verified shown = read.verify(SMALL.leafHash(4), LOG.verifierKey(), List.of(HOLDER.verifierKey()));
        assertEquals(head, shown.head());
        assertEquals(List.of(new TlogProof.Witnessed(HOLDER.verifierKey(), 1_800_000_000L)), shown.witnessed());
    }

    @Test
    void verify_logOfOneEntry_needsNoHash() throws TranscriptException {
        SmallLog one = SmallLog.of(1);
        String text = one.head(ORIGIN).text();
        TlogProof single = new TlogProof(Optional.empty(), 0, List.of(), SignedNote.of(text, Notes.sign(text, LOG)));
        assertEquals(single, TlogProof.parse(single.format()));
        assertEquals(
                List.of(),
                single.verify(one.leafHash(0), LOG.verifierKey(), List.of()).witnessed());
    }

    @Test
    void verify_unknownWitness_isLeftOut() throws TranscriptException {
        VerifierKey stranger = Ed25519Signer.of("w/3", SignatureType.COSIGNATURE, NotesTest.seed(3))
                .verifierKey();
        assertEquals(
                List.of(),
                proof.verify(SMALL.leafHash(4), LOG.verifierKey(), List.of(stranger))
                        .witnessed());
    }

    @Test
    void verify_otherLeafOrLog_isRefused() {
        assertRefused(TranscriptCode.PROOF_ROOT, () -> proof.verify(SMALL.leafHash(5), LOG.verifierKey(), List.of()));
        VerifierKey other = Ed25519Signer.of("x/southland/1-0", SignatureType.ED25519, NotesTest.seed(1))
                .verifierKey();
        assertRefused(TranscriptCode.ORIGIN_MISMATCH, () -> proof.verify(SMALL.leafHash(4), other, List.of()));
    }
}
