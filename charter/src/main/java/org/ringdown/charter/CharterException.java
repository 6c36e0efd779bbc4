package org.ringdown.charter;

import java.util.List;
import org.ringdown.transcript.TranscriptException;

/** A charter, key or act of two was refused. The message says what was seen and what to do. */
public final class CharterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CharterCode code;
    private final transient List<JsonProblem> problems;

    /**
     * Makes a refusal.
     *
     * @param code why
     * @param message what was seen, and what to do
     */
    public CharterException(CharterCode code, String message) {
        super(message);
        this.code = code;
        this.problems = List.of();
    }

    CharterException(CharterCode code, String message, TranscriptException cause) {
        super(message + " (" + cause.getMessage() + ")", cause);
        this.code = code;
        this.problems = List.of();
    }

    CharterException(JsonException cause) {
        super(cause.getMessage(), cause);
        this.code = CharterCode.CONTENT;
        this.problems = cause.problems();
    }

    /**
     * Returns why.
     *
     * @return the code
     */
    public CharterCode code() {
        return code;
    }

    /**
     * Returns what is wrong with each field.
     *
     * @return the problems of a {@link CharterCode#CONTENT}, else an empty list
     */
    public List<JsonProblem> problems() {
        return problems == null ? List.of() : problems;
    }
}
