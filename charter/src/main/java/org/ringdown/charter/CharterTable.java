package org.ringdown.charter;

import java.util.Map;

/**
 * A charter in a layout that belongs to no language: numbered lines of the form {@code 3.1.2  name  value}, with the names
 * that the signed JSON uses. Where a text is there in the reader's language, only that one is shown; else all are, each
 * behind its language tag.
 */
final class CharterTable {
    private final StringBuilder out = new StringBuilder();
    private final String language;

    private CharterTable(String language) {
        this.language = language;
    }

    static String of(CharterTerms terms, String language) {
        CharterTable table = new CharterTable(language);
        table.object(CharterJson.write(terms), "");
        table.out.append('\n');
        table.row("", "words", String.join(" ", Words.of(terms.digest())));
        table.row("", "digest", terms.digest().hex());
        return table.out.toString();
    }

    private void object(Json.Obj object, String number) {
        int i = 0;
        for (Map.Entry<String, Json> field : object.fields().entrySet()) {
            i++;
            value(field.getValue(), number.isEmpty() ? "" + i : number + "." + i, field.getKey());
        }
    }

    private void value(Json value, String number, String name) {
        switch (value) {
            case Json.Obj object -> {
                row(number, name, "");
                object(object, number);
            }
            case Json.Arr array -> array(array, number, name);
            case Json.Str string -> row(number, name, string.text());
            case Json.Whole whole -> row(number, name, whole(name, whole.value()));
            case Json.Real real -> row(number, name, "" + real.value());
            case Json.Bool bool -> row(number, name, bool.value() ? "+" : "-");
            case Json.Null _ -> row(number, name, "");
        }
    }

    private void array(Json.Arr array, String number, String name) {
        boolean found = array.items().stream().anyMatch(this::isInLanguage);
        row(number, name, "");
        int i = 0;
        for (Json item : array.items()) {
            i++;
            if (found && !isInLanguage(item)) continue;
            if (item instanceof Json.Obj text && isText(text)) {
                row(number + "." + i, string(text, "language"), string(text, "text"));
            } else {
                value(item, number + "." + i, "");
            }
        }
    }

    private boolean isInLanguage(Json item) {
        return item instanceof Json.Obj text
                && isText(text)
                && string(text, "language").equals(language);
    }

    private static boolean isText(Json.Obj object) {
        return object.fields().size() == 2
                && object.get("language").isPresent()
                && object.get("text").isPresent();
    }

    private static String string(Json.Obj object, String name) {
        return object.get(name).orElse(Json.NULL) instanceof Json.Str text ? text.text() : "";
    }

    private static String whole(String name, long value) {
        if (name.equals("expiresMs")) return Spans.instant(value);
        return name.endsWith("Ms") || name.equals("answer") ? Spans.figures(value) : "" + value;
    }

    private void row(String number, String name, String value) {
        String indent = "  ".repeat((int) number.chars().filter(c -> c == '.').count());
        String line = indent + (number.isEmpty() ? "" : number + "  ") + name + (value.isEmpty() ? "" : "  " + value);
        out.append(VisibleText.of(line).stripTrailing()).append('\n');
    }
}
