package org.ringdown.charter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.VerifierKey;

/**
 * The agreement under which a line stands: terms that both parties' root keys signed, verified. Immutable, equal by its
 * text. Spec: {@code spec/charter.md}.
 */
public final class Charter {
    private final SignedNote note;
    private final CharterTerms terms;
    private final Hash digest;

    private Charter(SignedNote note, CharterTerms terms) {
        this.note = note;
        this.terms = terms;
        this.digest = Texts.sha256(note.text());
    }

    /**
     * Reads a charter file that all parties have signed.
     *
     * @param file its bytes
     * @return the charter
     * @throws CharterException as {@link #of}; TOO_LARGE or NOT_A_NOTE
     */
    public static Charter parse(byte[] file) throws CharterException {
        return of(Papers.note(file, CharterLimits.CHARTER_BYTES_MAX));
    }

    /**
     * Verifies a signed note as a charter. Signatures by keys that the charter does not name are kept and not looked at.
     *
     * @param note the note
     * @return the charter
     * @throws CharterException TOO_LARGE, WRONG_KIND, CONTENT, NOT_CANONICAL, WRONG_PARTIES, UNSIGNED or BAD_SIGNATURE
     */
    public static Charter of(SignedNote note) throws CharterException {
        CharterTerms terms = CharterTerms.parse(note.text());
        for (Party party : terms.parties()) {
            if (note.signatures().stream()
                    .noneMatch(s -> s.name().equals(party.root().name()))) {
                throw new CharterException(
                        CharterCode.UNSIGNED,
                        party.id() + " has not signed. Have it signed with ringdown charter sign");
            }
            Papers.verify(note, party.root());
        }
        return new Charter(note, terms);
    }

    /**
     * Verifies a signed note as the change of this charter: version, line and digest follow on, the parties keep their
     * ids, and where a root key changes, the old one has signed too.
     *
     * @param next the note
     * @return the new charter
     * @throws CharterException as {@link #of}; WRONG_PREDECESSOR, WRONG_PARTIES or UNSIGNED
     */
    public Charter successor(SignedNote next) throws CharterException {
        checkFollows(CharterTerms.parse(next.text()));
        Charter charter = of(next);
        for (Party party : terms.parties()) {
            if (next.signatures().stream().noneMatch(s -> s.isBy(party.root()))) {
                throw new CharterException(
                        CharterCode.UNSIGNED, "the root key of " + party.id() + " that stands now has not signed");
            }
            Papers.verify(next, party.root());
        }
        return charter;
    }

    /**
     * Checks that terms would follow on from this charter.
     *
     * @param next the terms
     * @throws CharterException WRONG_PREDECESSOR or WRONG_PARTIES
     */
    public void checkFollows(CharterTerms next) throws CharterException {
        CharterTerms.Succession wanted = new CharterTerms.Succession(lineId(), digest);
        if (next.version() != terms.version() + 1
                || next.succession().filter(wanted::equals).isEmpty()) {
            throw new CharterException(
                    CharterCode.WRONG_PREDECESSOR,
                    "this is no change of the charter that stands, version " + terms.version() + " with digest "
                            + digest.hex() + ". Propose it again from that one");
        }
        if (!ids(next).equals(ids(terms))) {
            throw new CharterException(
                    CharterCode.WRONG_PARTIES, "a change keeps the parties " + ids(terms) + ", not " + ids(next));
        }
    }

    private static Set<String> ids(CharterTerms terms) {
        return terms.parties().stream().map(Party::id).collect(Collectors.toSet());
    }

    /**
     * Returns the line's id.
     *
     * @return 32 hex digits: the front of the founding charter's digest
     */
    public String lineId() {
        return terms.succession()
                .map(CharterTerms.Succession::line)
                .orElseGet(() -> digest.hex().substring(0, 32));
    }

    /**
     * Returns the SHA-256 of the note text.
     *
     * @return the digest that statements carry
     */
    public Hash digest() {
        return digest;
    }

    /**
     * Returns the words that two people compare by voice.
     *
     * @return {@value Words#COUNT} words from the digest
     */
    public List<String> words() {
        return Words.of(digest);
    }

    /**
     * Returns the signed note.
     *
     * @return the note as it was read
     */
    public SignedNote note() {
        return note;
    }

    /**
     * Returns what the charter says.
     *
     * @return the terms
     */
    public CharterTerms terms() {
        return terms;
    }

    /**
     * Finds a party.
     *
     * @param id its id
     * @return the party
     * @throws CharterException UNKNOWN_PARTY
     */
    public Party party(String id) throws CharterException {
        for (Party party : terms.parties()) {
            if (party.id().equals(id)) return party;
        }
        throw new CharterException(
                CharterCode.UNKNOWN_PARTY, "\"" + VisibleText.of(id) + "\" is not a party of line " + lineId());
    }

    /**
     * Finds the other party.
     *
     * @param id the id of one party
     * @return the other one
     * @throws CharterException UNKNOWN_PARTY
     */
    public Party peerOf(String id) throws CharterException {
        Party own = party(id);
        return terms.parties().getFirst().equals(own)
                ? terms.parties().getLast()
                : terms.parties().getFirst();
    }

    /**
     * Returns a party's root key.
     *
     * @param party its id
     * @return the key
     * @throws CharterException UNKNOWN_PARTY
     */
    public VerifierKey root(String party) throws CharterException {
        return party(party).root();
    }

    /**
     * Returns what the charter demands and a node cannot do. A node refuses a charter where this is not empty.
     *
     * @param can what the node can do
     * @return the rest of the demands
     */
    public Set<Capability> unsupported(Set<Capability> can) {
        EnumSet<Capability> rest = EnumSet.noneOf(Capability.class);
        rest.addAll(terms.demands());
        rest.removeAll(can);
        return rest;
    }

    /**
     * Refuses a charter that demands more than a node can do.
     *
     * @param can what the node can do
     * @throws CharterException UNSUPPORTED, naming each demand
     */
    public void checkSupported(Set<Capability> can) throws CharterException {
        List<String> rest = new ArrayList<>();
        for (Capability demand : unsupported(can)) rest.add(demand.words());
        if (rest.isEmpty()) return;
        throw new CharterException(
                CharterCode.UNSUPPORTED,
                "the charter demands what this version cannot do: " + String.join(", ", rest)
                        + ". Update this node, or agree a charter without it");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Charter c && digest.equals(c.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "charter " + digest.hex() + " of line " + lineId();
    }
}
