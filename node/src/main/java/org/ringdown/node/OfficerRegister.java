package org.ringdown.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.charter.Role;

/** The content of {@code officers.json}: who may sign in, and the hashes of links that are open. Immutable. */
record OfficerRegister(List<Row> rows) {
    private static final String VERSION = "ringdown/officers/v1";
    private static final JsonBounds BOUNDS = new JsonBounds(1 << 20, 8, 16_384, 4_096, 32);

    /** An officer and the open links. */
    record Row(Officer officer, List<Link> links) {
        Row {
            links = List.copyOf(links);
        }
    }

    /** SHA-256 (hex) of a token that was handed out, and when it is void. */
    record Link(String tokenHash, long expiresMs) {}

    OfficerRegister {
        rows = List.copyOf(rows);
    }

    static OfficerRegister parse(byte[] file) throws JsonException {
        JsonFields top = JsonFields.of(JsonReader.parseObject(file, BOUNDS));
        if (!top.string("v", 64).equals(VERSION)) {
            top.refuse("v", JsonCode.BAD_VALUE, "this is not a register of officers that this version knows", "");
        }
        List<List<Row>> rows = top.objects("officers", Limit.OFFICERS.count(), OfficerRegister::row);
        top.refuseUnknown();
        top.check();
        return new OfficerRegister(rows.stream().flatMap(List::stream).toList());
    }

    private static List<Row> row(JsonFields fields) {
        String id = fields.string("id", 32);
        String name = fields.string("name", 160);
        Role role = fields.choice("role", Roles.words());
        String desk = fields.string("desk", 128);
        List<Link> links = fields.objects("links", Limit.LINKS_PER_OFFICER.count(), OfficerRegister::link);
        try {
            return List.of(new Row(new Officer(id, name, role, desk), links));
        } catch (IllegalArgumentException e) {
            fields.refuse("", JsonCode.BAD_VALUE, e.getMessage() == null ? "not an officer" : e.getMessage(), "");
            return List.of();
        }
    }

    private static Link link(JsonFields fields) {
        return new Link(fields.hex("tokenHash", 64), fields.whole("expiresMs", 0, Json.WHOLE_MAX));
    }

    byte[] bytes() {
        List<Json> officers = new ArrayList<>();
        for (Row row : rows) {
            officers.add(Json.obj()
                    .put("id", row.officer().id())
                    .put("name", row.officer().name())
                    .put("role", Roles.word(row.officer().role()))
                    .put("desk", row.officer().desk())
                    .put(
                            "links",
                            Json.of(row.links().stream()
                                    .map(OfficerRegister::json)
                                    .toList()))
                    .build());
        }
        Json file =
                Json.obj().put("v", VERSION).put("officers", Json.of(officers)).build();
        return JsonWriter.pretty(file).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Json json(Link link) {
        return Json.obj()
                .put("tokenHash", link.tokenHash())
                .put("expiresMs", link.expiresMs())
                .build();
    }

    /** The rows by officer id, in their order. */
    Map<String, Row> byId() {
        Map<String, Row> byId = new LinkedHashMap<>();
        for (Row row : rows) byId.put(row.officer().id(), row);
        return byId;
    }
}
