package org.ringdown.cli.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;

/** Short ways into JSON that the node answered with; an absent field is an empty text, -1, an empty list or object. */
final class Fields {
    private static final JsonBounds BOUNDS = new JsonBounds(16 << 20, 24, 1_000_000, 262_144, 32);

    private Fields() {}

    static Json.Obj parse(byte[] text) throws DemoException {
        if (text.length == 0) return Json.obj().build();
        try {
            return JsonReader.parseObject(text, BOUNDS);
        } catch (JsonException e) {
            throw new DemoException("not the JSON that was promised: " + e.getMessage());
        }
    }

    static Json.Obj parse(String text) throws DemoException {
        return parse(text.strip().getBytes(StandardCharsets.UTF_8));
    }

    static String text(Json.Obj object, String name) {
        return object.get(name).orElse(Json.NULL) instanceof Json.Str text ? text.text() : "";
    }

    static long number(Json.Obj object, String name) {
        return object.get(name).orElse(Json.NULL) instanceof Json.Whole number ? number.value() : -1;
    }

    static boolean truth(Json.Obj object, String name) {
        return object.get(name).orElse(Json.NULL) instanceof Json.Bool truth && truth.value();
    }

    static Json.Obj object(Json.Obj object, String name) {
        return object.get(name).orElse(Json.NULL) instanceof Json.Obj inner
                ? inner
                : Json.obj().build();
    }

    static List<Json.Obj> list(Json.Obj object, String name) {
        if (!(object.get(name).orElse(Json.NULL) instanceof Json.Arr array)) return List.of();
        return array.items().stream()
                .filter(item -> item instanceof Json.Obj)
                .map(Json.Obj.class::cast)
                .toList();
    }

    /** Where an entry stands: {@code party/epoch/index}. */
    static String place(Json.Obj entry) {
        return text(entry, "party") + "/" + text(entry, "epoch") + "/" + number(entry, "index");
    }
}
