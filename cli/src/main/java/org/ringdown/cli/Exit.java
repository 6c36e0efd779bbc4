package org.ringdown.cli;

/** How a command ends; the numbers are fixed for scripts. */
public enum Exit {
    /** Done; where there was something to judge, the verdict is positive. */
    OK(0, "OK"),
    /** Done, and the verdict is negative. */
    NEGATIVE(1, "NEGATIVE"),
    /** The input is wrong: an option, a file, a name. */
    INPUT(2, "BAD_INPUT"),
    /** This machine lacks something: a file, a permission, a free port, room. */
    ENVIRONMENT(3, "ENVIRONMENT"),
    /** The node does not answer. */
    UNREACHABLE(4, "NODE_UNREACHABLE"),
    /** A fault of Ringdown itself. */
    BUG(5, "BUG");

    private final int code;
    private final String word;

    Exit(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /**
     * The word for it in JSON, where nothing says more.
     *
     * @return a word in capitals
     */
    public String word() {
        return word;
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
