package org.ringdown.line;

import java.util.Optional;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;

/** Signs a changed note's text again, as a hostile holder of the key would. */
final class NoteSigning {
    private NoteSigning() {}

    /** The note with another signature, or empty where its text is none that can be signed. */
    static Optional<String> again(String note, NoteSigner signer) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) return Optional.empty();
        String text = note.substring(0, end + 1);
        try {
            return Optional.of(SignedNote.of(text, Notes.sign(text, signer)).format());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
