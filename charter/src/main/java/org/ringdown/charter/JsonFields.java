package org.ringdown.charter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * A cursor over one object that takes typed fields and collects every problem with its path, so that a person sees all
 * of them at once. A getter that finds a problem notes it and returns a harmless stand-in; nothing that was read may be
 * used before {@link #check()} has passed. Nested cursors share the list. For one thread.
 */
public final class JsonFields {
    private final Json.Obj object;
    private final String path;
    private final JsonProblems problems;
    private final Set<String> known = new HashSet<>();
    private final List<JsonFields> nested = new ArrayList<>();

    private JsonFields(Json.Obj object, String path, JsonProblems problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /**
     * Starts at the outermost object of a document.
     *
     * @param object the object
     * @return the cursor
     */
    public static JsonFields of(Json.Obj object) {
        return new JsonFields(object, "", new JsonProblems());
    }

    /**
     * Notes a problem of a field.
     *
     * @param name the field; empty for this object itself
     * @param code why
     * @param problem what was seen
     * @param mend what to do about it; may be empty
     */
    public void refuse(String name, JsonCode code, String problem, String mend) {
        problems.add(code, at(name), problem, mend);
    }

    /**
     * Ends reading.
     *
     * @throws JsonException with all problems noted so far, where there are any
     */
    public void check() throws JsonException {
        problems.check();
    }

    /** Notes every field that no getter asked for, here and in all nested cursors. */
    public void refuseUnknown() {
        for (String name : object.fields().keySet()) {
            if (!known.contains(name)) {
                refuse(name, JsonCode.UNKNOWN_FIELD, "this field is not known here", "Remove it or correct its name.");
            }
        }
        nested.forEach(JsonFields::refuseUnknown);
    }

    /**
     * Says whether the object has a field, without reading it.
     *
     * @param name the field
     * @return whether it is there
     */
    public boolean has(String name) {
        return object.get(name).isPresent();
    }

    /**
     * Takes a field of any type.
     *
     * @param name the field
     * @return its value, or empty where it is missing
     */
    public Optional<Json> optional(String name) {
        known.add(name);
        return object.get(name);
    }

    /**
     * Takes a string that must be there.
     *
     * @param name the field
     * @param unitsMax its greatest length in UTF-16 units
     * @return the text
     */
    public String string(String name, int unitsMax) {
        return required(name, optionalString(name, unitsMax)).orElse("");
    }

    /**
     * Takes a string that may be missing.
     *
     * @param name the field
     * @param unitsMax its greatest length in UTF-16 units
     * @return the text, or empty
     */
    public Optional<String> optionalString(String name, int unitsMax) {
        return optional(name).flatMap(value -> text(name, value, unitsMax));
    }

    /**
     * Takes a whole number that must be there.
     *
     * @param name the field
     * @param min the least value allowed
     * @param max the greatest value allowed
     * @return the number
     */
    public long whole(String name, long min, long max) {
        return required(name, optionalWhole(name, min, max)).orElse(min);
    }

    /**
     * Takes a whole number that may be missing.
     *
     * @param name the field
     * @param min the least value allowed
     * @param max the greatest value allowed
     * @return the number, or empty
     */
    public Optional<Long> optionalWhole(String name, long min, long max) {
        Optional<Json> value = optional(name);
        if (value.isEmpty()) return Optional.empty();
        if (!(value.get() instanceof Json.Whole number)) return problems.wrongType(at(name), "a whole number");
        if (number.value() >= min && number.value() <= max) return Optional.of(number.value());
        refuse(name, JsonCode.BAD_VALUE, number.value() + " is not between " + min + " and " + max, "");
        return Optional.empty();
    }

    /**
     * Takes a boolean that must be there.
     *
     * @param name the field
     * @return the truth
     */
    public boolean bool(String name) {
        return required(name, optionalBool(name)).orElse(false);
    }

    /**
     * Takes a boolean that may be missing.
     *
     * @param name the field
     * @return the truth, or empty
     */
    public Optional<Boolean> optionalBool(String name) {
        Optional<Json> value = optional(name);
        if (value.isEmpty()) return Optional.empty();
        if (value.get() instanceof Json.Bool bool) return Optional.of(bool.value());
        return problems.wrongType(at(name), "true or false");
    }

    /**
     * Takes lower-case hex digits that must be there.
     *
     * @param name the field
     * @param digits how many
     * @return the digits
     */
    public String hex(String name, int digits) {
        Optional<String> text = required(name, optionalString(name, digits));
        if (text.isPresent() && !Texts.isHex(text.get(), digits)) {
            refuse(name, JsonCode.BAD_VALUE, "\"" + text.get() + "\" is not " + digits + " lower-case hex digits", "");
        }
        return text.orElse("");
    }

    /**
     * Takes bytes in standard base64 with padding, which must be there.
     *
     * @param name the field
     * @param bytesMin the least count of bytes
     * @param bytesMax the greatest count of bytes
     * @return the bytes
     */
    public byte[] base64(String name, int bytesMin, int bytesMax) {
        String text = string(name, (bytesMax + 2) / 3 * 4);
        Optional<byte[]> bytes = Texts.base64(text);
        if (bytes.isPresent() && bytes.get().length >= bytesMin && bytes.get().length <= bytesMax) return bytes.get();
        String count = bytesMin == bytesMax ? "" + bytesMin : bytesMin + " to " + bytesMax;
        refuse(name, JsonCode.BAD_VALUE, "not " + count + " bytes in base64", "");
        return new byte[bytesMin];
    }

    /**
     * Takes one of a closed set of words that must be there.
     *
     * @param <T> what the words stand for
     * @param name the field
     * @param words each word and its meaning; at least one
     * @return the meaning of the word
     */
    public <T> T choice(String name, SequencedMap<String, T> words) {
        Optional<String> text = required(name, optionalString(name, 64));
        T meaning = words.get(text.orElse(""));
        if (meaning != null) return meaning;
        if (text.isPresent()) {
            refuse(name, JsonCode.BAD_VALUE, "\"" + text.get() + "\" is not one of " + words.keySet(), "");
        }
        return words.sequencedValues().getFirst();
    }

    /**
     * Takes an object that must be there.
     *
     * @param name the field
     * @return a cursor over it; over an empty object where it is missing
     */
    public JsonFields object(String name) {
        Optional<JsonFields> fields = required(name, optionalObject(name));
        return fields.orElseGet(() -> new JsonFields(Json.obj().build(), at(name), new JsonProblems()));
    }

    /**
     * Takes an object that may be missing.
     *
     * @param name the field
     * @return a cursor over it, or empty
     */
    public Optional<JsonFields> optionalObject(String name) {
        Optional<Json> value = optional(name);
        if (value.isEmpty()) return Optional.empty();
        if (value.get() instanceof Json.Obj inner) return Optional.of(nest(inner, at(name)));
        return problems.wrongType(at(name), "an object");
    }

    /**
     * Takes a list of objects that must be there.
     *
     * @param <T> what one object becomes
     * @param name the field
     * @param itemsMax the most items allowed
     * @param reader makes one item from a cursor
     * @return the items, in order
     */
    public <T> List<T> objects(String name, int itemsMax, Function<JsonFields, T> reader) {
        List<T> items = new ArrayList<>();
        List<Json> array = array(name, itemsMax);
        for (int i = 0; i < array.size(); i++) {
            String item = name + "[" + i + "]";
            if (array.get(i) instanceof Json.Obj inner) items.add(reader.apply(nest(inner, at(item))));
            else problems.wrongType(at(item), "an object");
        }
        return items;
    }

    /**
     * Takes a list of strings that must be there.
     *
     * @param name the field
     * @param itemsMax the most items allowed
     * @param unitsMax the greatest length of one string in UTF-16 units
     * @return the strings, in order
     */
    public List<String> strings(String name, int itemsMax, int unitsMax) {
        List<String> items = new ArrayList<>();
        List<Json> array = array(name, itemsMax);
        for (int i = 0; i < array.size(); i++) {
            text(name + "[" + i + "]", array.get(i), unitsMax).ifPresent(items::add);
        }
        return items;
    }

    private List<Json> array(String name, int itemsMax) {
        return problems.array(at(name), optional(name), itemsMax);
    }

    private Optional<String> text(String name, Json value, int unitsMax) {
        return problems.text(at(name), value, unitsMax);
    }

    private <T> Optional<T> required(String name, Optional<T> value) {
        if (value.isEmpty() && object.get(name).isEmpty()) problems.missing(at(name));
        return value;
    }

    private JsonFields nest(Json.Obj inner, String innerPath) {
        JsonFields fields = new JsonFields(inner, innerPath, problems);
        nested.add(fields);
        return fields;
    }

    private String at(String name) {
        if (path.isEmpty() || name.isEmpty()) return path + name;
        return path + "." + name;
    }
}
