package org.ringdown.cli;

/** A command can't do what was asked; says what happened and what to do next. */
public final class CliException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How the process ends. */
    private final Exit exit;

    /** Why, as a word for scripts. */
    private final String code;

    /**
     * Makes one.
     *
     * @param exit how the process ends
     * @param message what happened, and what to do next
     */
    public CliException(Exit exit, String message) {
        this(exit, exit.word(), message);
    }

    /**
     * Makes one that scripts can tell from others.
     *
     * @param exit how the process ends
     * @param code why, as a word in capitals
     * @param message what happened, and what to do next
     */
    public CliException(Exit exit, String code, String message) {
        super(message);
        this.exit = exit;
        this.code = code;
    }

    /**
     * Makes one with its cause, which is shown only where RINGDOWN_DEBUG is set.
     *
     * @param exit how the process ends
     * @param message what happened, and what to do next
     * @param cause what was caught
     */
    public CliException(Exit exit, String message, Throwable cause) {
        this(exit, exit.word(), message, cause);
    }

    /**
     * Makes one that scripts can tell from others, with its cause.
     *
     * @param exit how the process ends
     * @param code why, as a word in capitals
     * @param message what happened, and what to do next
     * @param cause what was caught
     */
    public CliException(Exit exit, String code, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
        this.code = code;
    }

    /**
     * How the process ends.
     *
     * @return the exit
     */
    public Exit exit() {
        return exit;
    }

    /**
     * Why.
     *
     * @return a word in capitals
     */
    public String code() {
        return code;
    }
}
