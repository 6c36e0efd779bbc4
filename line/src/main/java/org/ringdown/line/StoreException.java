package org.ringdown.line;

/** The store could not do what was asked; carries what the writer must do about it. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, and so what follows. */
    public enum Kind {
        /** No room left: nothing of the commit is kept; ordinary entries stop, STOP goes into the reserve. */
        FULL,
        /** A write or fsync failed, outcome unknown: the handle is dead; reopen and recover from disk. */
        BROKEN,
        /** Bytes read back do not hash to what the tree says: quarantine and repair from the peer. */
        CORRUPT,
        /** The store was made by a newer version, or is not one of ours. */
        FOREIGN
    }

    /** What went wrong. */
    private final Kind kind;

    /**
     * Makes one.
     *
     * @param kind what went wrong
     * @param message what, where, and what to do next
     */
    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * Makes one with its cause.
     *
     * @param kind what went wrong
     * @param message what, where, and what to do next
     * @param cause what the adapter caught
     */
    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * What went wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}
