package org.ringdown.charter;

import java.util.List;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.SignedNote;

/**
 * What a party hands to the other before there is a charter: itself, signed by the root key that it names. The signature
 * shows that the card is whole, not whose it is: compare {@link #words} by voice.
 *
 * @param party the party
 * @param note the signed note
 */
public record PartyCard(Party party, SignedNote note) {
    /** The first line of a card's text. */
    public static final String KIND = "ringdown/card/v1";

    /**
     * Makes a card.
     *
     * @param party the party
     * @param root its root key
     * @return the card
     * @throws CharterException as {@link #parse}: what could not be read back is not written
     */
    public static PartyCard sign(Party party, NoteSigner root) throws CharterException {
        return of(Papers.sign(KIND, party.json(), root));
    }

    /**
     * Reads a card.
     *
     * @param file its bytes
     * @return the card
     * @throws CharterException TOO_LARGE, NOT_A_NOTE, WRONG_KIND, CONTENT, NOT_CANONICAL, FOREIGN_ROOT or BAD_SIGNATURE
     */
    public static PartyCard parse(byte[] file) throws CharterException {
        return of(Papers.note(file, CharterLimits.PAPER_BYTES_MAX));
    }

    private static PartyCard of(SignedNote note) throws CharterException {
        JsonFields f = JsonFields.of(Papers.json(KIND, note.text(), JsonBounds.SMALL));
        Party party = Party.read(f);
        f.refuseUnknown();
        try {
            f.check();
        } catch (JsonException e) {
            throw new CharterException(e);
        }
        Papers.verify(note, party.root());
        return new PartyCard(party, note);
    }

    /**
     * Returns the words that two people compare by voice.
     *
     * @return {@value Words#COUNT} words from the SHA-256 of the text
     */
    public List<String> words() {
        return Words.of(Texts.sha256(note.text()));
    }

    /**
     * Writes the card.
     *
     * @return the signed note
     */
    public String format() {
        return note.format();
    }
}
