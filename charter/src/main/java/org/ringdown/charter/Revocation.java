package org.ringdown.charter;

import java.util.Optional;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.SignedNote;

/**
 * A root's word that a key is no longer its party's, with the last head or receipt that the party made with it. What goes
 * beyond is disputed by its signer, never void. Works wherever it is verified, by whichever path it came. Read and
 * well-formed; {@link KeyRing#with(Revocation)} verifies it.
 *
 * @param id the key
 * @param last the size of the last head that it signed (LOG, PQ) or of the last of the peer's heads that it receipted
 *     (HOLDER, EARLY); empty where it made none, and for every other use
 * @param note the signed note
 */
public record Revocation(KeyId id, Optional<Last> last, SignedNote note) {
    /** The first line of a revocation's text. */
    public static final String KIND = "ringdown/revocation/v1";

    /**
     * The last head that a key stands by.
     *
     * @param party whose log it is a head of
     * @param head the head's epoch and size
     */
    public record Last(String party, Place head) {}

    /**
     * Makes a revocation.
     *
     * @param id the key
     * @param last the last head that it stands by
     * @param root the party's root key
     * @return the revocation
     * @throws CharterException as {@link #parse}
     */
    public static Revocation sign(KeyId id, Optional<Last> last, NoteSigner root) throws CharterException {
        Json.ObjBuilder json = id.json();
        last.ifPresent(l -> json.put(
                "last",
                Json.obj()
                        .put(
                                "origin",
                                Names.origin(id.line(), l.party(), l.head().epoch()))
                        .put("size", l.head().number())
                        .build()));
        return of(Papers.sign(KIND, json.build(), root));
    }

    /**
     * Reads a revocation. Verifies nothing.
     *
     * @param file its bytes
     * @return the revocation
     * @throws CharterException TOO_LARGE, NOT_A_NOTE, WRONG_KIND, CONTENT, NOT_CANONICAL or WRONG_NAME
     */
    public static Revocation parse(byte[] file) throws CharterException {
        return of(Papers.note(file, CharterLimits.PAPER_BYTES_MAX));
    }

    private static Revocation of(SignedNote note) throws CharterException {
        JsonFields f = JsonFields.of(Papers.json(KIND, note.text(), JsonBounds.SMALL));
        KeyId id = KeyId.read(f);
        String name = f.string("name", 120);
        Optional<Last> last = f.optionalObject("last").flatMap(l -> readLast(l, id));
        f.refuseUnknown();
        try {
            f.check();
        } catch (JsonException e) {
            throw new CharterException(e);
        }
        id.checkName(name);
        return new Revocation(id, last, note);
    }

    private static Optional<Last> readLast(JsonFields f, KeyId id) {
        String text = f.string("origin", 120);
        long size = f.whole("size", 0, Json.WHOLE_MAX);
        Optional<Names.Origin> origin = Names.parseOrigin(text).filter(o -> isSigned(id, o));
        if (origin.isPresent()) return origin.map(o -> new Last(o.party(), new Place(o.epoch(), size)));
        if (!text.isEmpty()) {
            f.refuse("origin", JsonCode.BAD_VALUE, "this key signs or receipts no head of that origin", "");
        }
        return Optional.empty();
    }

    /** Whether a key of this use makes anything about heads of this origin. */
    private static boolean isSigned(KeyId id, Names.Origin origin) {
        if (!origin.lineId().equals(id.line())) return false;
        boolean own = origin.party().equals(id.party());
        return switch (id.use()) {
            case LOG, PQ -> own;
            case HOLDER, EARLY -> !own;
            case ROOT, UNRECORDED, COURIER, WORDS, TLS, PEOPLE -> false;
        };
    }

    /** Whether the key stands by its word about a head: one not beyond the last. */
    boolean standsBy(Place head) {
        return last.filter(l -> head.equals(l.head()) || head.isBefore(l.head()))
                .isPresent();
    }

    /** A total order over what revocations of one key stand by, so that both nodes keep the same one. */
    boolean standsByLessThan(Revocation other) {
        if (last.isEmpty() || other.last.isEmpty()) return last.isEmpty() && other.last.isPresent();
        Place head = last.get().head();
        Place otherHead = other.last.get().head();
        if (head.isBefore(otherHead)) return true;
        return !otherHead.isBefore(head) && head.epoch().compareTo(otherHead.epoch()) < 0;
    }

    /**
     * Writes the revocation.
     *
     * @return the signed note
     */
    public String format() {
        return note.format();
    }
}
