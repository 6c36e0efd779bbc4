package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ringdown.transcript.Refusals.assertRefused;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Signed notes, heads and cosignatures: the public examples, our own round trips, and the API's refusals. */
final class NotesTest {
    private static final String SPEC_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String SPEC_NOTE = "This is an example message.\n\n\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private static final String ORIGIN = "0123456789abcdef0123456789abcdef/northland/1-9f3c02ab";

    private final Ed25519Signer log = Ed25519Signer.of(ORIGIN, SignatureType.ED25519, seed(1));
    private final Ed25519Signer holder = Ed25519Signer.of("x/southland/holder", SignatureType.COSIGNATURE, seed(2));
    private final Head head = SmallLog.of(5).head(ORIGIN);

    static byte[] seed(long number) {
        return Ed25519.generate(new Random(number));
    }

    @Test
    void verify_theSpecsOwnExample_isGood() throws TranscriptException {
        VerifierKey key = VerifierKey.parse(SPEC_VKEY);
        SignedNote note = SignedNote.parse(SPEC_NOTE);
        Notes.verify(note, key);
        key.checkEnrolment();
        assertEquals(SPEC_VKEY, key.toString());
        assertEquals(SPEC_NOTE, note.format());
    }

    @Test
    void signedHead_writtenAndRead_verifies() throws TranscriptException {
        SignedNote note = SignedNote.of(head.text(), Notes.sign(head.text(), log));
        note = note.withSignature(Cosignatures.cosign(head, holder, 1_800_000_000L));
        SignedNote read = SignedNote.parse(note.format());
        assertEquals(note, read);
        assertEquals(head, Head.parse(read.text()));
        Notes.verify(read, log.verifierKey());
        assertEquals(1_800_000_000L, Cosignatures.verify(read, holder.verifierKey()));
    }

    @Test
    void withSignature_bySameKey_replaces() throws TranscriptException {
        SignedNote note = SignedNote.of(head.text(), Notes.sign(head.text(), log))
                .withSignature(Cosignatures.cosign(head, holder, 1))
                .withSignature(Cosignatures.cosign(head, holder, 2));
        assertEquals(2, note.signatures().size());
        assertEquals(2, Cosignatures.verify(note, holder.verifierKey()));
    }

    @Test
    void verify_keyOfTheOtherType_isRefused() {
        SignedNote note = SignedNote.of(head.text(), Notes.sign(head.text(), log));
        assertRefused(TranscriptCode.KEY_TYPE, () -> Notes.verify(note, holder.verifierKey()));
        assertRefused(TranscriptCode.KEY_TYPE, () -> Cosignatures.verify(note, log.verifierKey()));
        assertRefused(TranscriptCode.SIGNATURE_MISSING, () -> Cosignatures.verify(note, holder.verifierKey()));
    }

    @Test
    void verify_anyByteOfTheTextChanged_isRefused() {
        SignedNote note = SignedNote.of("stop\n", Notes.sign("stop\n", log));
        SignedNote other = new SignedNote("stoP\n", note.signatures());
        assertRefused(TranscriptCode.SIGNATURE_INVALID, () -> Notes.verify(other, log.verifierKey()));
    }
}
