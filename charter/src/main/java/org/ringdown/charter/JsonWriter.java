package org.ringdown.charter;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes I-JSON in one fixed form, so that equal trees with equal field order give equal bytes. Escaped are the quote,
 * the backslash and what is below U+0020 (with the short forms where JSON has one, else with four lower-case hex digits),
 * and U+2028 and U+2029, so that a line stays one line for every reader. Everything else, invisible and direction-changing characters too, stays as it
 * is: data is data.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(1_024);
    private final boolean pretty;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /**
     * Writes on one line without any white space, and without a newline at the end.
     *
     * @param value the value
     * @return the text
     */
    public static String compact(Json value) {
        JsonWriter writer = new JsonWriter(false);
        writer.value(value, 0);
        return writer.out.toString();
    }

    /**
     * Writes with an indent of two spaces, {@code ": "} after names, and a newline at the end. Empty objects and arrays
     * are {@code {}} and {@code []}.
     *
     * @param value the value
     * @return the text
     */
    public static String pretty(Json value) {
        JsonWriter writer = new JsonWriter(true);
        writer.value(value, 0);
        return writer.out.append('\n').toString();
    }

    private void value(Json value, int depth) {
        switch (value) {
            case Json.Obj object -> object(object, depth);
            case Json.Arr array -> array(array.items(), depth);
            case Json.Str string -> string(string.text());
            case Json.Whole number -> out.append(number.value());
            case Json.Real number -> out.append(number.value());
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null _ -> out.append("null");
        }
    }

    private void object(Json.Obj object, int depth) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> fields = object.fields().entrySet().iterator();
        boolean any = fields.hasNext();
        while (fields.hasNext()) {
            Map.Entry<String, Json> field = fields.next();
            line(depth + 1);
            string(field.getKey());
            out.append(pretty ? ": " : ":");
            value(field.getValue(), depth + 1);
            if (fields.hasNext()) out.append(',');
        }
        if (any) line(depth);
        out.append('}');
    }

    private void array(List<Json> items, int depth) {
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) out.append(',');
            line(depth + 1);
            value(items.get(i), depth + 1);
        }
        if (!items.isEmpty()) line(depth);
        out.append(']');
    }

    private void line(int depth) {
        if (pretty) out.append('\n').repeat("  ", depth);
    }

    private void string(String text) {
        if (isPlain(text)) {
            out.append('"').append(text).append('"');
            return;
        }
        if (JsonText.firstBad(text) >= 0) {
            throw new IllegalArgumentException("a string has a lone surrogate or a noncharacter");
        }
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\' && c != '\u2028' && c != '\u2029') continue;
            out.append(text, from, i);
            escape(c);
            from = i + 1;
        }
        out.append(text, from, text.length()).append('"');
    }

    /** Printable ASCII without quote and backslash: nearly every string there is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') return false;
        }
        return true;
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) out.append(HEX.charAt((c >> shift) & 0xF));
            }
        }
    }
}
