package org.ringdown.node;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;
import org.ringdown.transcript.Hash;

/** By which a retry is known again: the same members with the same values, in whatever order and spacing. */
final class Digests {
    private Digests() {}

    static String of(Json request) {
        return Hash.sha256(JsonWriter.compact(sorted(request)).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    private static Json sorted(Json value) {
        return switch (value) {
            case Json.Obj object -> {
                Json.ObjBuilder sorted = Json.obj();
                new TreeMap<>(object.fields()).forEach((name, field) -> sorted.put(name, sorted(field)));
                yield sorted.build();
            }
            case Json.Arr array ->
                Json.of(array.items().stream().map(Digests::sorted).toList());
            case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
        };
    }
}
