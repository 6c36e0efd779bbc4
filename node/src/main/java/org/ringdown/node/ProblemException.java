package org.ringdown.node;

import java.util.List;
import org.ringdown.charter.Json;

/** A request is refused with one of the listed problems. */
final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String detail;
    private final transient List<Field> errors;
    private final int retryAfterS;

    /** One member or parameter that is wrong: where, what was seen, what to do. */
    record Field(String field, String problem, String mend) {
        Json.Obj json() {
            return Json.obj()
                    .put("field", field)
                    .put("problem", problem)
                    .put("mend", mend)
                    .build();
        }
    }

    ProblemException(Problem problem) {
        this(problem, problem.next(), List.of(), 0);
    }

    ProblemException(Problem problem, String detail) {
        this(problem, detail, List.of(), 0);
    }

    ProblemException(Problem problem, List<Field> errors) {
        this(problem, problem.next(), errors, 0);
    }

    private ProblemException(Problem problem, String detail, List<Field> errors, int retryAfterS) {
        super(problem.code() + ": " + detail);
        this.problem = problem;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfterS = retryAfterS;
    }

    /** A refusal that names one parameter. */
    static ProblemException parameter(String name, String seen, String mend) {
        return new ProblemException(Problem.PARAMETER_INVALID, List.of(new Field(name, seen, mend)));
    }

    /** A refusal that is over after a while. */
    static ProblemException later(Problem problem, int retryAfterS) {
        return new ProblemException(problem, problem.next(), List.of(), retryAfterS);
    }

    /** The same refusal under a more exact code. */
    ProblemException as(Problem exact) {
        return new ProblemException(exact, exact.next(), errors, retryAfterS);
    }

    /** The members or parameters that are wrong. */
    List<Field> errors() {
        return errors;
    }

    Problem problem() {
        return problem;
    }

    /** Seconds for the Retry-After header; 0 for none. */
    int retryAfterS() {
        return retryAfterS;
    }

    /** The body of the answer. */
    Json.Obj json() {
        Json.ObjBuilder json = Json.obj()
                .put("type", "urn:ringdown:problem:" + problem.code())
                .put("code", problem.code())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", detail);
        if (errors.isEmpty()) return json.build();
        return json.put("errors", Json.of(errors.stream().map(Field::json).toList()))
                .build();
    }
}
