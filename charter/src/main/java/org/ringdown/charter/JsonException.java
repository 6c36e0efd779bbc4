package org.ringdown.charter;

import java.util.List;
import java.util.stream.Collectors;

/** JSON was refused. Carries every problem that was found, the first of them first. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<JsonProblem> problems;
    private final int offset;

    /**
     * Makes the refusal of a document that could not be read.
     *
     * @param code why
     * @param problem what was seen
     * @param offset the byte at or before which it was seen; -1 where there is none
     */
    public JsonException(JsonCode code, String problem, int offset) {
        super(problem + (offset < 0 ? "" : " (near byte " + offset + ")"));
        this.problems = List.of(new JsonProblem(code, "", problem, ""));
        this.offset = offset;
    }

    /**
     * Makes the refusal of a document whose fields are wrong.
     *
     * @param problems at least one
     */
    public JsonException(List<JsonProblem> problems) {
        super(problems.stream().map(JsonProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
        this.offset = -1;
    }

    /**
     * Returns the first problem's code.
     *
     * @return the code
     */
    public JsonCode code() {
        return problems.getFirst().code();
    }

    /**
     * Returns all problems.
     *
     * @return at least one
     */
    public List<JsonProblem> problems() {
        return problems;
    }

    /**
     * Returns where reading stopped.
     *
     * @return the byte at or before which the problem was seen, or -1
     */
    public int offset() {
        return offset;
    }
}
