package org.ringdown.node;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/** Writes answers: strict JSON, and problems in their own media type. */
final class Replies {
    private Replies() {}

    static void json(Context ctx, int status, Json json) {
        ctx.status(status).contentType("application/json").result(bytes(json));
    }

    static void problem(Context ctx, ProblemException e) {
        ctx.status(e.problem().status()).contentType("application/problem+json").result(bytes(e.json()));
        if (e.retryAfterS() > 0) ctx.header("Retry-After", Integer.toString(e.retryAfterS()));
        switch (e.problem()) {
            case BODY_TOO_LARGE, SHUTTING_DOWN -> ctx.header("Connection", "close");
            case NOT_SIGNED_IN -> ctx.header("WWW-Authenticate", "Bearer");
            // every other problem needs no header of its own
            default -> {}
        }
    }

    static byte[] bytes(Json json) {
        return JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8);
    }
}
