package org.ringdown.charter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ringdown.transcript.NoteSignature;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;

/**
 * A charter on its way round for signature: the text and the root signatures collected so far, none to begin with. Every
 * signature in it was verified. Immutable.
 */
public final class CharterFile {
    private final String text;
    private final CharterTerms terms;
    private final Optional<SignedNote> note;

    private CharterFile(String text, CharterTerms terms, Optional<SignedNote> note) {
        this.text = text;
        this.terms = terms;
        this.note = note;
    }

    /**
     * Starts a file that nobody has signed.
     *
     * @param terms the terms
     * @return the file
     * @throws CharterException as {@link CharterTerms#parse}: what could not be read back is not written
     */
    public static CharterFile create(CharterTerms terms) throws CharterException {
        String text = terms.text();
        return new CharterFile(text, CharterTerms.parse(text), Optional.empty());
    }

    /**
     * Reads a file, signed by nobody, some or all parties.
     *
     * @param file its bytes
     * @return the file
     * @throws CharterException as {@link CharterTerms#parse}; NOT_A_NOTE or BAD_SIGNATURE
     */
    public static CharterFile parse(byte[] file) throws CharterException {
        if (file.length > CharterLimits.CHARTER_BYTES_MAX) {
            throw Papers.tooLarge(file.length, CharterLimits.CHARTER_BYTES_MAX);
        }
        String whole = new String(file, StandardCharsets.UTF_8);
        if (whole.endsWith("}\n\n") && Arrays.equals(whole.getBytes(StandardCharsets.UTF_8), file)) {
            String text = whole.substring(0, whole.length() - 1);
            return new CharterFile(text, CharterTerms.parse(text), Optional.empty());
        }
        SignedNote note = Papers.note(file, CharterLimits.CHARTER_BYTES_MAX);
        CharterTerms terms = CharterTerms.parse(note.text());
        Optional<SignedNote> kept = Optional.empty();
        for (Party party : terms.parties()) {
            for (NoteSignature signature : note.signatures()) {
                if (!signature.name().equals(party.root().name())) continue;
                Papers.verify(note, party.root());
                kept = Optional.of(add(note.text(), kept, signature));
            }
        }
        return new CharterFile(note.text(), terms, kept);
    }

    private static SignedNote add(String text, Optional<SignedNote> note, NoteSignature signature) {
        return note.map(n -> n.withSignature(signature)).orElseGet(() -> SignedNote.of(text, signature));
    }

    /**
     * Adds a party's signature.
     *
     * @param root the root key of one of the parties
     * @return the file with it
     * @throws CharterException FOREIGN_ROOT
     */
    public CharterFile sign(NoteSigner root) throws CharterException {
        for (Party party : terms.parties()) {
            if (party.root().equals(root.verifierKey())) {
                return new CharterFile(text, terms, Optional.of(add(text, note, Notes.sign(text, root))));
            }
        }
        throw new CharterException(
                CharterCode.FOREIGN_ROOT,
                "this charter names no party with the root key "
                        + root.verifierKey().name() + ". Give the root key file of the party that signs");
    }

    /**
     * Takes over the signatures of another copy.
     *
     * @param other a copy of the same text
     * @return the file with the signatures of both
     * @throws CharterException TEXT_DIFFERS
     */
    public CharterFile merge(CharterFile other) throws CharterException {
        if (!text.equals(other.text)) {
            throw new CharterException(
                    CharterCode.TEXT_DIFFERS, "the two files are not one charter. Compare their words by voice");
        }
        Optional<SignedNote> all = note;
        List<NoteSignature> theirs = other.note.map(SignedNote::signatures).orElse(List.of());
        for (NoteSignature signature : theirs) all = Optional.of(add(text, all, signature));
        return new CharterFile(text, terms, all);
    }

    /**
     * Says who has not signed.
     *
     * @return party ids, none once the charter stands
     */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Party party : terms.parties()) {
            boolean signed = note.stream().flatMap(n -> n.signatures().stream()).anyMatch(s -> s.isBy(party.root()));
            if (!signed) missing.add(party.id());
        }
        return missing;
    }

    /**
     * Returns the charter, once both parties have signed.
     *
     * @return the charter
     * @throws CharterException UNSIGNED, and for a changed charter as {@link Charter#parse(byte[])}
     */
    public Charter charter() throws CharterException {
        if (!missing().isEmpty() || note.isEmpty()) {
            throw new CharterException(
                    CharterCode.UNSIGNED, "not signed by " + missing() + ". Have it signed with ringdown charter sign");
        }
        return Charter.of(note.get());
    }

    /**
     * Writes the file.
     *
     * @return the text, an empty line, and the signatures so far
     */
    public String format() {
        return note.map(SignedNote::format).orElse(text + "\n");
    }

    /**
     * Returns what the charter says.
     *
     * @return the terms
     */
    public CharterTerms terms() {
        return terms;
    }
}
