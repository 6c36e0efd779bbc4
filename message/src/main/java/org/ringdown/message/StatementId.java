package org.ringdown.message;

/** The form of a statement id, which is also the form of an Idempotency-Key. */
public final class StatementId {

    /** The longest one. */
    public static final int CHARS_MAX = 64;

    static final int CHARS_MIN = 8;

    private StatementId() {}

    /**
     * Whether a text can be a statement id.
     *
     * @param id the text
     * @return true for 8 to 64 characters of A-Z a-z 0-9 . _ : -
     */
    public static boolean isValid(String id) {
        if (id.length() < CHARS_MIN || id.length() > CHARS_MAX) return false;
        for (int i = 0; i < id.length(); i++) if (!allows(id.charAt(i))) return false;
        return true;
    }

    static boolean allows(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '-';
    }
}
