package org.ringdown.message;

/** A leaf that can't be read as one of ours; carries the stable reason that an UNREADABLE entry names. */
public final class MessageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a leaf is unreadable. Append only; the names stand in records. */
    public enum Reason {
        /** Not exactly two lines, each ended by a newline. */
        NOT_TWO_LINES("not-two-lines"),
        /** A line is not strict I-JSON. */
        MALFORMED_JSON("malformed-json"),
        /** A field is missing, of another type, or out of its bounds. */
        BAD_FIELD("bad-field"),
        /** The type or precedence is not known to this version. */
        UNKNOWN_TYPE("unknown-type"),
        /** Its line id, party, epoch or index is not its log's. */
        MISPLACED("misplaced"),
        /** Its statement id was used before. */
        REPEATED("repeated");

        private final String wire;

        Reason(String wire) {
            this.wire = wire;
        }

        /**
         * The name in a record.
         *
         * @return the wire name
         */
        public String wire() {
            return wire;
        }
    }

    /** Why. */
    private final Reason reason;

    /**
     * Makes one.
     *
     * @param reason the stable reason
     * @param message what was seen
     */
    public MessageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Why the leaf can't be read.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
