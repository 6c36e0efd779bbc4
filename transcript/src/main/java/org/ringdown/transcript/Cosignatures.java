package org.ringdown.transcript;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Timestamped cosignatures of heads, C2SP tlog-cosignature: type 0x04 (Ed25519), which is a peer's delivery
 * receipt, and
 * type 0x06 (ML-DSA-44). The time is the cosigner's claim.
 */
public final class Cosignatures {
    private static final byte[] SUBTREE_LABEL = {'s', 'u', 'b', 't', 'r', 'e', 'e', '/', 'v', '1', '\n', 0};

    private Cosignatures() {}

    /**
     * Cosigns a head.
     *
     * @param head the head
     * @param signer a key of type COSIGNATURE or MLDSA44
     * @param unixSeconds the time to state, not negative
     * @return the signature line
     */
    public static NoteSignature cosign(Head head, NoteSigner signer, long unixSeconds) {
        VerifierKey key = signer.verifierKey();
        if (unixSeconds < 0) throw new IllegalArgumentException("a time before 1970: " + unixSeconds);
        byte[] message = switch (key.type()) {
            case COSIGNATURE -> ed25519Message(head.text(), unixSeconds);
            case MLDSA44 -> mldsaMessage(key.name(), head, unixSeconds);
            case ED25519 -> throw new IllegalArgumentException("a plain signing key does not cosign: " + key.name());
        };
        byte[] raw = signer.sign(message);
        ByteBuffer blob =
                ByteBuffer.allocate(8 + raw.length).putLong(unixSeconds).put(raw);
        return new NoteSignature(key.name(), key.keyId(), Bytes.owned(blob.array()));
    }

    /**
     * Verifies a cosignature of the head in a note.
     *
     * @param note a signed head
     * @param key a key of type COSIGNATURE or MLDSA44, already enrolled
     * @return when the cosigner's clock says it signed, in Unix seconds; 0 may mean that it states no time
     * @throws TranscriptException KEY_TYPE, the codes of {@link Head#parse}, SIGNATURE_MISSING,
     *     SIGNATURE_LENGTH, TIMESTAMP, or
     *     as {@link Ed25519#verify}; ALGORITHM_UNAVAILABLE where no provider has ML-DSA-44
     */
    public static long verify(SignedNote note, VerifierKey key) throws TranscriptException {
        if (key.type() == SignatureType.ED25519) {
            throw new TranscriptException(
                    TranscriptCode.KEY_TYPE, "a plain signing key verifies no cosignature: " + key.name());
        }
        Head head = Head.parse(note.text());
        byte[] blob = Notes.signatureBy(note, key);
        long unixSeconds = ByteBuffer.wrap(blob).getLong();
        if (unixSeconds < 0) {
            throw new TranscriptException(
                    TranscriptCode.TIMESTAMP, Long.toUnsignedString(unixSeconds) + " is above 2^63 - 1");
        }
        byte[] raw = Arrays.copyOfRange(blob, 8, blob.length);
        switch (key.type()) {
            case COSIGNATURE -> Ed25519.verify(key.key(), ed25519Message(note.text(), unixSeconds), raw);
            case MLDSA44 -> MlDsa44.verify(key.key(), mldsaMessage(key.name(), head, unixSeconds), raw);
            case ED25519 -> throw new IllegalStateException("refused above");
        }
        return unixSeconds;
    }

    private static byte[] ed25519Message(String noteText, long unixSeconds) {
        return Texts.utf8("cosignature/v1\ntime " + unixSeconds + "\n" + noteText);
    }

    private static byte[] mldsaMessage(String cosigner, Head head, long unixSeconds) {
        byte[] name = Texts.utf8(cosigner);
        byte[] origin = Texts.utf8(head.origin());
        return ByteBuffer.allocate(SUBTREE_LABEL.length + 1 + name.length + 8 + 1 + origin.length + 8 + 8 + Hash.SIZE)
                .put(SUBTREE_LABEL)
                .put((byte) name.length)
                .put(name)
                .putLong(unixSeconds)
                .put((byte) origin.length)
                .put(origin)
                .putLong(0)
                .putLong(head.size())
                .put(head.root().raw())
                .array();
    }
}
