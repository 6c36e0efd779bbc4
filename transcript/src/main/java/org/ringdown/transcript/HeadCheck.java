package org.ringdown.transcript;

/** Checks of a signed head that proofs and fsck share. */
final class HeadCheck {
    private HeadCheck() {}

    /** Reads the head of a note and verifies that the log's own key signed it under the log's name. */
    static Head byLog(SignedNote note, VerifierKey log) throws TranscriptException {
        Head head = Head.parse(note.text());
        if (!head.origin().equals(log.name())) {
            throw new TranscriptException(
                    TranscriptCode.ORIGIN_MISMATCH,
                    "a head of " + Texts.quote(head.origin()) + ", a key of " + Texts.quote(log.name()));
        }
        switch (log.type()) {
            case ED25519 -> Notes.verify(note, log);
            case MLDSA44, COSIGNATURE -> Cosignatures.verify(note, log);
        }
        return head;
    }

    static boolean hasLineBy(SignedNote note, VerifierKey key) {
        return note.signatures().stream().anyMatch(signature -> signature.isBy(key));
    }
}
