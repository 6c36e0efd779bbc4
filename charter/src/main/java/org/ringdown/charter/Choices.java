package org.ringdown.charter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Function;

/** Closed sets of words for {@link JsonFields}. */
final class Choices {
    private Choices() {}

    static <E extends Enum<E>> SequencedMap<String, E> of(Class<E> type, Function<E, String> word) {
        SequencedMap<String, E> words = new LinkedHashMap<>();
        for (E value : type.getEnumConstants()) words.put(word.apply(value), value);
        return words;
    }

    /** The names in lower case, underscores as spaces. */
    static <E extends Enum<E>> SequencedMap<String, E> lower(Class<E> type) {
        return of(type, Choices::word);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Reads a list of distinct words; at least one. */
    static <T> List<T> list(JsonFields f, String name, SequencedMap<String, T> words) {
        List<T> values = new ArrayList<>();
        List<String> texts = f.strings(name, words.size(), 64);
        for (int i = 0; i < texts.size(); i++) {
            T value = words.get(texts.get(i));
            if (value == null || values.contains(value)) {
                String seen = "\"" + texts.get(i) + "\" stands twice or is not one of " + words.keySet();
                f.refuse(name + "[" + i + "]", JsonCode.BAD_VALUE, seen, "");
            } else {
                values.add(value);
            }
        }
        if (f.has(name) && texts.isEmpty()) f.refuse(name, JsonCode.BAD_VALUE, "name at least one", "");
        return values;
    }
}
