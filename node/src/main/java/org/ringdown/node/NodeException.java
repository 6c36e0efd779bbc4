package org.ringdown.node;

/** The node could not do what its operator asked. The message says what was seen and what to do next. */
public final class NodeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final NodeCode code;

    /**
     * Makes one.
     *
     * @param code why
     * @param message what was seen, with its values, and what to do next
     */
    public NodeException(NodeCode code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * Makes one with its cause.
     *
     * @param code why
     * @param message what was seen, with its values, and what to do next
     * @param cause what was caught
     */
    public NodeException(NodeCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Returns why.
     *
     * @return the code
     */
    public NodeCode code() {
        return code;
    }
}
