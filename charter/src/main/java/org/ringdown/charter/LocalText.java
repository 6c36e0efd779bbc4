package org.ringdown.charter;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A text in one language. A list of them is one text in several languages.
 *
 * @param language a language tag
 * @param text the text
 */
public record LocalText(String language, String text) {
    /**
     * Picks the text in a language, or the first where there is none.
     *
     * @param texts one text in several languages
     * @param language the language wanted
     * @return the text; empty only where the list is
     */
    public static String in(List<LocalText> texts, String language) {
        for (LocalText text : texts) {
            if (text.language().equals(language)) return text.text();
        }
        return texts.isEmpty() ? "" : texts.getFirst().text();
    }

    static Json.Arr json(List<LocalText> texts) {
        return Json.of(texts.stream()
                .map(t -> Json.obj()
                        .put("language", t.language)
                        .put("text", t.text)
                        .build())
                .toList());
    }

    static List<LocalText> read(JsonFields f, String name, int unitsMax) {
        List<LocalText> texts = f.objects(name, CharterLimits.LANGUAGES_MAX, item -> {
            LocalText text = new LocalText(item.string("language", 35), item.string("text", unitsMax));
            checkLanguage(item, "language", text.language);
            if (text.text.isBlank() && item.has("text")) {
                item.refuse("text", JsonCode.BAD_VALUE, "this text is empty", "Write one.");
            }
            return text;
        });
        List<String> languages = texts.stream().map(LocalText::language).toList();
        if (f.has(name) && texts.isEmpty()) f.refuse(name, JsonCode.BAD_VALUE, "this needs at least one language", "");
        if (languages.stream().distinct().count() != languages.size()) {
            f.refuse(name, JsonCode.BAD_VALUE, "one language stands twice", "");
        }
        return texts;
    }

    static List<String> readLanguages(JsonFields f, String name) {
        List<String> languages = f.strings(name, CharterLimits.LANGUAGES_MAX, 35);
        for (int i = 0; i < languages.size(); i++) checkLanguage(f, name + "[" + i + "]", languages.get(i));
        if (f.has(name) && languages.isEmpty()) f.refuse(name, JsonCode.BAD_VALUE, "name at least one language", "");
        return languages;
    }

    private static void checkLanguage(JsonFields f, String name, String language) {
        if (language.isEmpty() || Names.isLanguage(language)) return;
        f.refuse(name, JsonCode.BAD_VALUE, "\"" + language + "\" is not a language tag such as en or fr-CA", "");
    }

    static String all(List<LocalText> texts) {
        return texts.stream().map(t -> t.text + " (" + t.language + ")").collect(Collectors.joining("; "));
    }
}
