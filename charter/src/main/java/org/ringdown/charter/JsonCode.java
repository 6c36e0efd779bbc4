package org.ringdown.charter;

/** Why JSON was refused. Numbers are stable: insert new codes at the end of their group, never reuse one. */
public enum JsonCode {
    /** The document has more bytes than the bound allows. Send less. */
    TOO_LARGE(1),
    /** The bytes are not UTF-8. */
    NOT_UTF8(2),
    /** Not JSON by RFC 8259. */
    MALFORMED(3),
    /** Something other than white space follows the value. */
    TRAILING(4),
    /** An object has one name twice. */
    DUPLICATE_NAME(5),
    /** A string or name has a lone surrogate or a noncharacter; a broken escape may also be {@link #MALFORMED}. */
    BAD_TEXT(6),
    /** Objects and arrays are nested deeper than the bound. */
    TOO_DEEP(7),
    /** More values than the bound. */
    TOO_MANY(8),
    /** A string or name is longer than the bound. */
    STRING_TOO_LONG(9),
    /** A number is too long, beyond 2^53 - 1, or not finite. */
    NUMBER_OUT_OF_RANGE(10),
    /** A field that must be there is not. */
    MISSING_FIELD(20),
    /** A field has another JSON type than it must have. */
    WRONG_TYPE(21),
    /** A field that this reader does not know. */
    UNKNOWN_FIELD(22),
    /** A field of the right type with a value that is not allowed. */
    BAD_VALUE(23);

    private final int number;

    JsonCode(int number) {
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
