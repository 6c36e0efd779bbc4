package org.ringdown.charter;

/** Every bound of this module in one table. Beyond a bound the whole paper is refused and nothing of it is used. */
public final class CharterLimits {
    /** Bytes of a charter file, signatures included: {@link CharterCode#TOO_LARGE}. */
    public static final int CHARTER_BYTES_MAX = 32 * 1024;

    /** Bytes of a charter's text as a JSON string, so that it fits into one entry: {@link CharterCode#TOO_LARGE}. */
    public static final int CHARTER_ESCAPED_MAX = 48 * 1024;

    /** Bytes of a card, certificate or revocation: {@link CharterCode#TOO_LARGE}. */
    public static final int PAPER_BYTES_MAX = 12 * 1024;

    /** UTF-16 units of a party's or desk's id. */
    public static final int ID_MAX = 32;

    /** UTF-16 units of a name, title or form of address. */
    public static final int NAME_MAX = 200;

    /** UTF-16 units of a purpose, a definition or a rule in words. */
    public static final int TEXT_MAX = 4_000;

    /** UTF-16 units of a telephone number or of a host and port. */
    public static final int REACH_MAX = 280;

    /** Languages of a charter, a party or a desk, and so translations of one text. */
    public static final int LANGUAGES_MAX = 8;

    /** Desks of one party. */
    public static final int DESKS_MAX = 16;

    /** Shifts in the hours of one desk. */
    public static final int SHIFTS_MAX = 14;

    /** Telephone numbers, and addresses, of one party. */
    public static final int REACHES_MAX = 8;

    /** Forms of address. */
    public static final int ADDRESS_FORMS_MAX = 32;

    /** Notice types with a rule. */
    public static final int NOTICES_MAX = 64;

    /** Escalation steps of one precedence. */
    public static final int STEPS_MAX = 8;

    /** Keys, and separately revocations, that a ring keeps for one party: {@link CharterCode#TOO_LARGE}. */
    public static final int KEYS_MAX = 256;

    /** Steps of charter changes in one log over all its epochs; later ones do nothing: {@link ActVerdict#TOO_MANY}. */
    public static final int ACTS_MAX = 1_024;

    /** A year in milliseconds: the longest span that a charter may name. */
    public static final long SPAN_MS_MAX = 366L * 24 * 3_600_000;

    private CharterLimits() {}
}
