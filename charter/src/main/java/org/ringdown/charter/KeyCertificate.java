package org.ringdown.charter;

import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.SignedNote;

/**
 * A root's word that a key serves its party on one line for one use, from one place of the party's log on. Read and
 * well-formed; {@link KeyRing#with(KeyCertificate)} verifies it.
 *
 * @param id the key
 * @param from the first entry that a head may cover last: a head of this size or less is refused for the key
 * @param note the signed note
 */
public record KeyCertificate(KeyId id, Place from, SignedNote note) {
    /** The first line of a certificate's text. */
    public static final String KIND = "ringdown/key/v1";

    /**
     * Makes a certificate.
     *
     * @param id the key; must be fit to be enrolled
     * @param from the index of the entry that will carry it, or a place before that
     * @param root the party's root key
     * @return the certificate
     * @throws CharterException as {@link #parse}, KEY_SHAPE or WEAK_KEY
     */
    public static KeyCertificate sign(KeyId id, Place from, NoteSigner root) throws CharterException {
        id.use().form().checkEnrolment(id.key());
        return of(Papers.sign(KIND, id.json().put("from", from.json("index")).build(), root));
    }

    /**
     * Reads a certificate. Verifies nothing.
     *
     * @param file its bytes
     * @return the certificate
     * @throws CharterException TOO_LARGE, NOT_A_NOTE, WRONG_KIND, CONTENT, NOT_CANONICAL or WRONG_NAME
     */
    public static KeyCertificate parse(byte[] file) throws CharterException {
        return of(Papers.note(file, CharterLimits.PAPER_BYTES_MAX));
    }

    private static KeyCertificate of(SignedNote note) throws CharterException {
        JsonFields f = JsonFields.of(Papers.json(KIND, note.text(), JsonBounds.SMALL));
        KeyId id = KeyId.read(f);
        String name = f.string("name", 120);
        Place from = Place.read(f.object("from"), "index");
        f.refuseUnknown();
        try {
            f.check();
        } catch (JsonException e) {
            throw new CharterException(e);
        }
        id.checkName(name);
        return new KeyCertificate(id, from, note);
    }

    /**
     * Writes the certificate.
     *
     * @return the signed note
     */
    public String format() {
        return note.format();
    }
}
