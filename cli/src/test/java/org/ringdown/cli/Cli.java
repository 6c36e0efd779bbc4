package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;

/** Runs commands in this process, as a person types them. */
final class Cli {
    private static final JsonBounds BOUNDS = new JsonBounds(16 << 20, 24, 500_000, 1 << 20, 32);

    private Cli() {}

    /** What a command did. */
    record Result(int exit, String out, String err) {
        /** Its answer, which must be one JSON object. */
        Json.Obj json() {
            return parse(out);
        }

        /** The error on stderr, which must be one JSON object. */
        Json.Obj error() {
            return ApiReply.object(parse(err), "error").orElseThrow();
        }

        Result expect(Exit expected) {
            assertEquals(expected.code(), exit, () -> out + err);
            return this;
        }
    }

    static Result run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Result(exit, out.toString(), err.toString());
    }

    /** Runs a command that must succeed. */
    static Result ok(String... words) {
        return run(words).expect(Exit.OK);
    }

    static Json.Obj parse(String text) {
        try {
            return JsonReader.parseObject(text.strip().getBytes(StandardCharsets.UTF_8), BOUNDS);
        } catch (JsonException e) {
            throw new AssertionError("not one JSON object: " + text, e);
        }
    }

    static List<Json.Obj> objects(String lines) {
        return lines.lines().map(Cli::parse).toList();
    }
}
