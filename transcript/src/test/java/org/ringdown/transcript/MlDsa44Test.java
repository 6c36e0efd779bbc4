package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringdown.transcript.Refusals.assertRefused;

import org.junit.jupiter.api.Test;

/** The post-quantum cosignature, type 0x06, with the JDK's ML-DSA-44 and with Corretto's. */
final class MlDsa44Test {
    private static final MlDsa44Signer SIGNER = MlDsa44Signer.of("x/northland/pq", NotesTest.seed(6));
    private final Head head = SmallLog.of(5).head("x/northland/1-9f3c02ab");
    private final SignedNote note = SignedNote.of(head.text(), Cosignatures.cosign(head, SIGNER, 77));

    @Test
    void verify_ownCosignature_isGoodWithBothProvidersEitherWay() throws Throwable {
        assertEquals(77, Cosignatures.verify(SignedNote.parse(note.format()), SIGNER.verifierKey()));
        Providers.withCorretto(() -> {
            assertEquals(77, Cosignatures.verify(note, SIGNER.verifierKey()));
            SignedNote other = SignedNote.of(head.text(), Cosignatures.cosign(head, SIGNER, 78));
            assertEquals(78, Cosignatures.verify(other, SIGNER.verifierKey()));
        });
    }

    @Test
    void of_sameSeed_givesTheSameKey() throws Throwable {
        assertEquals(
                SIGNER.verifierKey(),
                MlDsa44Signer.of("x/northland/pq", NotesTest.seed(6)).verifierKey());
        Providers.withCorretto(() -> assertEquals(
                SIGNER.verifierKey(),
                MlDsa44Signer.of("x/northland/pq", NotesTest.seed(6)).verifierKey()));
    }

    @Test
    void verify_anyFieldOfTheMessageChanged_isRefused() throws Throwable {
        refuseAll();
        Providers.withCorretto(this::refuseAll);
    }

    private void refuseAll() {
        refuse(
                new Head("x/southland/1-9f3c02ab", head.size(), head.root()),
                note.signatures().getFirst());
        refuse(new Head(head.origin(), 6, head.root()), note.signatures().getFirst());
        refuse(
                new Head(head.origin(), 5, MerkleTest.flip(head.root())),
                note.signatures().getFirst());
        byte[] blob = note.signatures().getFirst().blob().array();
        for (int at : new int[] {7, 8, 1000, blob.length - 1}) {
            byte[] changed = blob.clone();
            changed[at] ^= 1;
            NoteSignature signature = new NoteSignature(
                    SIGNER.verifierKey().name(), SIGNER.verifierKey().keyId(), Bytes.of(changed));
            refuse(head, signature);
        }
    }

    private static void refuse(Head head, NoteSignature signature) {
        assertRefused(
                TranscriptCode.SIGNATURE_INVALID,
                () -> Cosignatures.verify(SignedNote.of(head.text(), signature), SIGNER.verifierKey()));
    }
}
