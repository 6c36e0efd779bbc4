package org.ringdown.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads TOML into the value type that the checks of fields understand. Doubled keys are refused by TOML itself. */
final class Toml {
    private static final TomlMapper MAPPER = new TomlMapper();

    private Toml() {}

    static Json.Obj parse(String text) throws JsonException {
        try {
            return object(MAPPER.readTree(text));
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new JsonException(JsonCode.MALFORMED, where + e.getOriginalMessage(), -1);
        }
    }

    private static Json.Obj object(JsonNode node) throws JsonException {
        Json.ObjBuilder object = Json.obj();
        for (Map.Entry<String, JsonNode> field : node.properties()) object.put(field.getKey(), value(field.getValue()));
        return object.build();
    }

    private static Json value(JsonNode node) throws JsonException {
        if (node.isObject()) return object(node);
        if (node.isBoolean()) return Json.of(node.booleanValue());
        if (node.isString()) return Json.of(node.stringValue());
        if (node.isIntegralNumber() && node.canConvertToLong() && Math.abs(node.longValue()) <= Json.WHOLE_MAX) {
            return Json.of(node.longValue());
        }
        if (!node.isArray()) {
            throw new JsonException(JsonCode.WRONG_TYPE, "no key takes the value " + node, -1);
        }
        List<Json> items = new ArrayList<>();
        for (JsonNode item : node) items.add(value(item));
        return Json.of(items);
    }
}
