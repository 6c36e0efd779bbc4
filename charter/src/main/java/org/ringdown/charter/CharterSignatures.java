package org.ringdown.charter;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.transcript.NoteSignature;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;

/** The root signatures of PROPOSE, CONSENT and ADOPT: made, verified and put together. */
public final class CharterSignatures {
    private CharterSignatures() {}

    /**
     * Makes the note of a PROPOSE.
     *
     * @param terms a change of {@code current}
     * @param current the charter that stands
     * @param roots the proposer's root key, and its new one too where the change brings one
     * @return the note
     * @throws CharterException as {@link #checkProposal}
     */
    public static SignedNote propose(CharterTerms terms, Charter current, List<? extends NoteSigner> roots)
            throws CharterException {
        String text = terms.text();
        SignedNote note = SignedNote.of(text, Notes.sign(text, roots.getFirst()));
        for (NoteSigner root : roots) note = note.withSignature(Notes.sign(text, root));
        String name = roots.getFirst().verifierKey().name();
        for (Party party : current.terms().parties()) {
            if (party.root().name().equals(name)) checkProposal(note, current, party.id());
        }
        return note;
    }

    /**
     * Verifies the note of a PROPOSE.
     *
     * @param note the note
     * @param current the charter that it says it replaces
     * @param proposer the party whose log it stands in
     * @return what it proposes
     * @throws CharterException as {@link CharterTerms#parse} and {@link Charter#checkFollows}; FOREIGN_ROOT or
     *     BAD_SIGNATURE
     */
    public static CharterTerms checkProposal(SignedNote note, Charter current, String proposer)
            throws CharterException {
        CharterTerms terms = CharterTerms.parse(note.text());
        current.checkFollows(terms);
        checkRoots(note, terms, current, proposer);
        return terms;
    }

    /**
     * Makes the signatures of a CONSENT.
     *
     * @param proposal the note of the PROPOSE
     * @param roots the consenting party's root key, and its new one too where the change brings one
     * @return the signatures
     */
    public static List<NoteSignature> consent(SignedNote proposal, List<? extends NoteSigner> roots) {
        List<NoteSignature> signatures = new ArrayList<>();
        for (NoteSigner root : roots) signatures.add(Notes.sign(proposal.text(), root));
        return List.copyOf(signatures);
    }

    /**
     * Verifies the signatures of a CONSENT and puts the note of the ADOPT together.
     *
     * @param proposal the verified note of the PROPOSE
     * @param consent the signatures of the CONSENT
     * @param current the charter that is replaced
     * @return the note with all root signatures, which {@link Charter#successor} takes
     * @throws CharterException as {@link Charter#successor}
     */
    public static SignedNote adopt(SignedNote proposal, List<NoteSignature> consent, Charter current)
            throws CharterException {
        SignedNote note = proposal;
        for (NoteSignature signature : consent) note = note.withSignature(signature);
        return current.successor(note).note();
    }

    private static void checkRoots(SignedNote note, CharterTerms terms, Charter current, String id)
            throws CharterException {
        Papers.verify(note, current.root(id));
        for (Party party : terms.parties()) {
            if (party.id().equals(id)) Papers.verify(note, party.root());
        }
    }
}
