package org.ringdown.transcript;

/**
 * Plain Ed25519 signatures of notes, type 0x01 of C2SP signed-note: how a log signs its heads and a
 * root its papers.
 */
public final class Notes {
    private Notes() {}

    /**
     * Signs a text. Requires a signer of type {@link SignatureType#ED25519}.
     *
     * @param text the note's text, ending in a newline
     * @param signer the key
     * @return the signature line
     */
    public static NoteSignature sign(String text, NoteSigner signer) {
        VerifierKey key = signer.verifierKey();
        if (key.type() != SignatureType.ED25519) {
            throw new IllegalArgumentException("a " + key.type() + " key does not sign plain notes: " + key.name());
        }
        if (!text.endsWith("\n")) throw new IllegalArgumentException("a note's text ends in a newline");
        return new NoteSignature(key.name(), key.keyId(), Bytes.owned(signer.sign(Texts.utf8(text))));
    }

    /**
     * Verifies that a key signed the note. Signatures by other keys are not looked at.
     *
     * @param note the note
     * @param key a key of type {@link SignatureType#ED25519}, already enrolled
     * @throws TranscriptException KEY_TYPE, SIGNATURE_MISSING, SIGNATURE_LENGTH, or as {@link Ed25519#verify}
     */
    public static void verify(SignedNote note, VerifierKey key) throws TranscriptException {
        if (key.type() != SignatureType.ED25519) {
            throw new TranscriptException(
                    TranscriptCode.KEY_TYPE, "a " + key.type() + " key verifies no plain note: " + key.name());
        }
        byte[] signature = signatureBy(note, key);
        Ed25519.verify(key.key(), Texts.utf8(note.text()), signature);
    }

    /** The payload of the one line by this key, of the type's length; not to be changed. */
    static byte[] signatureBy(SignedNote note, VerifierKey key) throws TranscriptException {
        int keyId = key.keyId();
        for (NoteSignature signature : note.signatures()) {
            if (signature.keyId() == keyId && signature.name().equals(key.name())) {
                byte[] blob = signature.blob().raw();
                if (blob.length == key.type().blobSize()) return blob;
                throw new TranscriptException(
                        TranscriptCode.SIGNATURE_LENGTH,
                        "a " + key.type() + " signature of " + blob.length + " bytes by " + key.name());
            }
        }
        throw new TranscriptException(
                TranscriptCode.SIGNATURE_MISSING, "none by " + Texts.quote(key.name()) + " with this key's id");
    }
}
