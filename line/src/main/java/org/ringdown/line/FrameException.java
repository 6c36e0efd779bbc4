package org.ringdown.line;

/** A frame that breaks the wire's rules; the session ends with its code, the line goes on. */
public final class FrameException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. Append only; the names go over the wire in BYE. */
    public enum Code {
        /** The frame is empty or its type is not known. */
        UNKNOWN_FRAME,
        /** A field is missing, malformed or out of bounds. */
        MALFORMED_FRAME,
        /** The frame ends before its contents do, or goes on behind them. */
        TRUNCATED_FRAME,
        /** A frame came before HELLO, or HELLO came twice. */
        OUT_OF_ORDER,
        /** HELLO names another line. */
        WRONG_LINE,
        /** HELLO names another party than the one that the session's key belongs to. */
        WRONG_PARTY,
        /** A signature does not verify, or its key is not certified for this. */
        BAD_SIGNATURE,
        /** The session broke a bound. */
        TOO_MUCH
    }

    /** Why. */
    private final Code code;

    /**
     * Makes one.
     *
     * @param code why
     * @param message the values seen
     */
    public FrameException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * Why the frame is refused.
     *
     * @return the code
     */
    public Code code() {
        return code;
    }
}
