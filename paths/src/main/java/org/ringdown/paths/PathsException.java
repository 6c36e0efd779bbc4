package org.ringdown.paths;

/** A path could not be set up; the message says what the person should do next. */
public final class PathsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong. Append only. */
    public enum Code {
        /** The listen address is taken by another program. */
        ADDRESS_IN_USE,
        /** The listen address is not one of this machine's, or may not be used. */
        ADDRESS_REFUSED,
        /** The key file is missing, unreadable or open to others. */
        KEY_FILE,
        /** The key file's content is not a certificate and its private key. */
        KEY_CONTENT
    }

    /** What is wrong. */
    private final Code code;

    /**
     * Makes one.
     *
     * @param code what is wrong
     * @param message the values seen, and what to do next
     */
    public PathsException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * Makes one with its cause.
     *
     * @param code what is wrong
     * @param message the values seen, and what to do next
     * @param cause what was caught
     */
    public PathsException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * What is wrong.
     *
     * @return the code
     */
    public Code code() {
        return code;
    }
}
