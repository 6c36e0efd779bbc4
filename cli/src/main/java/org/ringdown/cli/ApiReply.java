package org.ringdown.cli;

import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;

/**
 * What a node answered.
 *
 * @param status the HTTP status
 * @param body the JSON object
 */
record ApiReply(int status, Json.Obj body) {
    boolean ok() {
        return status >= 200 && status < 300;
    }

    String text(String name) {
        return text(body, name);
    }

    long whole(String name) {
        return whole(body, name);
    }

    List<Json.Obj> list(String name) {
        return list(body, name);
    }

    static String text(Json.Obj of, String name) {
        return of.get(name).orElse(Json.NULL) instanceof Json.Str text ? text.text() : "";
    }

    static long whole(Json.Obj of, String name) {
        return of.get(name).orElse(Json.NULL) instanceof Json.Whole number ? number.value() : 0;
    }

    static Optional<Json.Obj> object(Json.Obj of, String name) {
        return of.get(name).orElse(Json.NULL) instanceof Json.Obj inner ? Optional.of(inner) : Optional.empty();
    }

    static List<Json.Obj> list(Json.Obj of, String name) {
        if (!(of.get(name).orElse(Json.NULL) instanceof Json.Arr array)) return List.of();
        return array.items().stream()
                .filter(item -> item instanceof Json.Obj)
                .map(item -> (Json.Obj) item)
                .toList();
    }

    /** The refusal as a sentence: title, what to do, and each field's fault. */
    String refusal() {
        StringBuilder text = new StringBuilder(text("title"))
                .append(" (")
                .append(text("code"))
                .append("). ");
        text.append(text("detail"));
        for (Json.Obj error : list("errors")) {
            text.append(" ").append(text(error, "field")).append(": ").append(text(error, "problem"));
            text.append(" ").append(text(error, "mend"));
        }
        return Output.safe(text.toString());
    }
}
