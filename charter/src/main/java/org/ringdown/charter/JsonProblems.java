package org.ringdown.charter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The problems that the cursors over one document have found, and the wording of the usual ones. For one thread. */
final class JsonProblems {
    private final List<JsonProblem> found = new ArrayList<>();

    void add(JsonCode code, String path, String problem, String mend) {
        found.add(new JsonProblem(code, path, problem, mend));
    }

    void missing(String path) {
        add(JsonCode.MISSING_FIELD, path, "this field is missing", "Add it.");
    }

    <T> Optional<T> wrongType(String path, String expected) {
        add(JsonCode.WRONG_TYPE, path, "this must be " + expected, "");
        return Optional.empty();
    }

    Optional<String> text(String path, Json value, int unitsMax) {
        if (!(value instanceof Json.Str string)) return wrongType(path, "a string");
        int length = string.text().length();
        if (length <= unitsMax) return Optional.of(string.text());
        add(JsonCode.STRING_TOO_LONG, path, length + " characters, at most " + unitsMax + " are allowed", "");
        return Optional.empty();
    }

    List<Json> array(String path, Optional<Json> value, int itemsMax) {
        if (value.isEmpty()) {
            missing(path);
        } else if (!(value.get() instanceof Json.Arr array)) {
            wrongType(path, "a list");
        } else if (array.items().size() > itemsMax) {
            add(JsonCode.TOO_MANY, path, array.items().size() + " items, at most " + itemsMax + " are allowed", "");
        } else {
            return array.items();
        }
        return List.of();
    }

    void check() throws JsonException {
        if (!found.isEmpty()) throw new JsonException(found);
    }
}
