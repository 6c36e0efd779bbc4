package org.ringdown.cli;

/** A command can't do what was asked; says what happened and what to do next. */
public final class CliException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How the process ends. */
    private final Exit exit;

    /**
     * Makes one.
     *
     * @param exit how the process ends
     * @param message what happened, and what to do next
     */
    public CliException(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    /**
     * Makes one with its cause, which is shown only where RINGDOWN_DEBUG is set.
     *
     * @param exit how the process ends
     * @param message what happened, and what to do next
     * @param cause what was caught
     */
    public CliException(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    /**
     * How the process ends.
     *
     * @return the exit
     */
    public Exit exit() {
        return exit;
    }
}
