package org.ringdown.cli;

/** How a command ends; the numbers are fixed for scripts. */
public enum Exit {
    /** Done; where there was something to judge, the verdict is positive. */
    OK(0),
    /** Done, and the verdict is negative. */
    NEGATIVE(1),
    /** The input is wrong: an option, a file, a name. */
    INPUT(2),
    /** This machine lacks something: a file, a permission, a free port, room. */
    ENVIRONMENT(3),
    /** The node does not answer. */
    UNREACHABLE(4),
    /** A fault of Ringdown itself. */
    BUG(5);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /**
     * The process's exit code.
     *
     * @return 0 to 5
     */
    public int code() {
        return code;
    }
}
