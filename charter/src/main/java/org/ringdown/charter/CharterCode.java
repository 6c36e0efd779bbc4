package org.ringdown.charter;

/**
 * Why a charter, a key or an act of two was refused. Numbers are stable: insert new codes at the end of their group, never
 * reuse one. Where several faults are present, the one that stands first here is reported.
 */
public enum CharterCode {
    /** More bytes than {@link CharterLimits} allows. */
    TOO_LARGE(1),
    /** Not a signed note, or not UTF-8. Ask for the file again; a mail program may have changed it. */
    NOT_A_NOTE(2),
    /** The first line names another kind of note. */
    WRONG_KIND(3),
    /** The JSON or its fields are wrong; {@link CharterException#problems()} has each of them. */
    CONTENT(4),
    /** The JSON is not laid out in the one form, two spaces deep. */
    NOT_CANONICAL(5),
    /** A charter binds exactly two parties with different ids. */
    WRONG_PARTIES(6),
    /** A root key is named wrongly. */
    ROOT_NAME(7),
    /** A needed signature is missing. */
    UNSIGNED(8),
    /** A signature under the right name does not verify. */
    BAD_SIGNATURE(9),
    /** Signed, but by a root that is not the party's. */
    FOREIGN_ROOT(10),
    /** Two files that should carry one text do not. */
    TEXT_DIFFERS(11),
    /** The charter demands what this version cannot do. */
    UNSUPPORTED(12),
    /** The charter names another predecessor, or none. */
    WRONG_PREDECESSOR(13),
    /** A certificate or revocation for another line. */
    WRONG_LINE(20),
    /** A party that the charter does not name. */
    UNKNOWN_PARTY(21),
    /** A key's name is not the one that its line, party and use give it. */
    WRONG_NAME(22),
    /** The key's bytes have the wrong length or form. */
    KEY_SHAPE(23),
    /** The key is not canonical, of low order, or not of prime order. Make a new one. */
    WEAK_KEY(24),
    /** The key already serves another use, name or party. Make a new one. */
    KEY_REUSED(25),
    /** No certificate for this key is known. */
    NOT_ENROLLED(26),
    /** The key signed a head that its certificate does not reach down to. */
    BELOW_FIRST_INDEX(27);

    private final int number;

    CharterCode(int number) {
        this.number = number;
    }

    /**
     * Returns the stable number.
     *
     * @return the number
     */
    public int number() {
        return number;
    }
}
