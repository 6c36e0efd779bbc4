package org.ringdown.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonProblem;
import org.ringdown.charter.JsonReader;

/** Reads what a request carries, bounded before anything is parsed. */
final class Requests {
    private Requests() {}

    /** Refuses by its declared length a body that is too large, before anything else is looked at. */
    static void checkLength(Context ctx, Limit bytes) throws ProblemException, IOException {
        if (ctx.req().getContentLengthLong() > bytes.amount()) throw tooLarge(ctx);
    }

    /** Reads a body that must be one JSON object. */
    static Json.Obj object(Context ctx, Limit bytes, Limit values) throws ProblemException, IOException {
        String type = Optional.ofNullable(ctx.req().getContentType()).orElse("");
        String bare = type.split(";", 2)[0].strip();
        if (!bare.equalsIgnoreCase("application/json")) throw new ProblemException(Problem.MEDIA_TYPE_UNSUPPORTED);
        byte[] body = ctx.req().getInputStream().readNBytes(bytes.count() + 1);
        if (body.length > bytes.count()) throw tooLarge(ctx);
        JsonBounds bounds = new JsonBounds(bytes.count(), Limit.BODY_DEPTH.count(), values.count(), bytes.count(), 32);
        try {
            if (JsonReader.parse(body, bounds) instanceof Json.Obj object) return object;
            throw new ProblemException(Problem.MALFORMED_JSON, "The body must be a JSON object.");
        } catch (JsonException e) {
            String mend = String.valueOf(e.getMessage()) + ". Mend the body there; nothing was said.";
            throw new ProblemException(Problem.MALFORMED_JSON, mend);
        }
    }

    /** Ends the reading of fields: refuses with every problem at once, under the code that comes first. */
    static void check(JsonFields fields) throws ProblemException {
        fields.refuseUnknown();
        try {
            fields.check();
        } catch (JsonException e) {
            throw refuse(e.problems());
        }
    }

    private static ProblemException refuse(List<JsonProblem> problems) {
        Problem first = Problem.FIELD_INVALID;
        List<ProblemException.Field> errors = new ArrayList<>();
        for (JsonProblem problem : problems) {
            Problem one = problemOf(problem.code());
            if (one.number() < first.number()) first = one;
            String mend = problem.mend().isEmpty() ? "Change it to what openapi.yaml allows." : problem.mend();
            errors.add(new ProblemException.Field(pointer(problem.path()), problem.problem(), mend));
        }
        return new ProblemException(first, errors);
    }

    private static Problem problemOf(JsonCode code) {
        return switch (code) {
            case UNKNOWN_FIELD -> Problem.UNKNOWN_FIELD;
            case MISSING_FIELD -> Problem.FIELD_MISSING;
            case TOO_LARGE,
                    NOT_UTF8,
                    MALFORMED,
                    TRAILING,
                    DUPLICATE_NAME,
                    BAD_TEXT,
                    TOO_DEEP,
                    TOO_MANY,
                    STRING_TOO_LONG,
                    NUMBER_OUT_OF_RANGE,
                    WRONG_TYPE,
                    BAD_VALUE -> Problem.FIELD_INVALID;
        };
    }

    /** Turns {@code references[2].rel} into {@code /references/2/rel}. */
    static String pointer(String path) {
        return path.isEmpty()
                ? ""
                : "/" + path.replace('.', '/').replace("[", "/").replace("]", "");
    }

    /** A whole number of the query. */
    static long whole(Context ctx, String name, long min, long max, long otherwise) throws ProblemException {
        String text = ctx.queryParam(name);
        if (text == null) return otherwise;
        boolean digits = text.matches("[0-9]{1,16}");
        long value = digits ? Long.parseLong(text) : -1;
        if (digits && value >= min && value <= max) return value;
        String mend = "Give a whole number from " + min + " to " + max + ".";
        throw ProblemException.parameter(name, "\"" + clip(text) + "\" is not one", mend);
    }

    /** Keeps what is quoted back short. */
    static String clip(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    /** Lets the rest go by, within a bound: a sender who is still sending would lose the answer with the connection. */
    private static ProblemException tooLarge(Context ctx) throws IOException {
        long left = 2 * Limit.BATCH_BODY_BYTES.amount();
        byte[] some = new byte[8_192];
        InputStream rest = ctx.req().getInputStream();
        for (int n = rest.read(some); n >= 0 && left > 0; n = rest.read(some)) left -= n;
        return new ProblemException(Problem.BODY_TOO_LARGE);
    }
}
