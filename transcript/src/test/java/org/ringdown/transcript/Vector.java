package org.ringdown.transcript;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One test vector: a flat JSON object of strings, in a file named by its fault. Written and read here without a library. */
record Vector(String group, String name, Map<String, String> fields) {
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\": \"((?:[^\"\\\\]++|\\\\.)*+)\"");

    static Vector of(String group, String name, String... keysAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) fields.put(keysAndValues[i], keysAndValues[i + 1]);
        return new Vector(group, name, fields);
    }

    String get(String field) {
        String value = fields.get(field);
        if (value == null) throw new AssertionError(group + "/" + name + " has no field " + field);
        return value;
    }

    String path() {
        return group + "/" + name + ".json";
    }

    String toJson() {
        StringBuilder out = new StringBuilder("{");
        fields.forEach((key, value) -> out.append(out.length() > 1 ? "," : "")
                .append("\n  \"")
                .append(key)
                .append("\": \"")
                .append(escape(value))
                .append('"'));
        return out.append("\n}\n").toString();
    }

    static Vector parse(String path, String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher matcher = FIELD.matcher(json);
        while (matcher.find()) fields.put(matcher.group(1), unescape(matcher.group(2)));
        int slash = path.indexOf('/');
        return new Vector(path.substring(0, slash), path.substring(slash + 1).replace(".json", ""), fields);
    }

    private static String escape(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n') out.append("\\n");
            else if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20 || c > 0x7e) out.append("\\u%04x".formatted((int) c));
            else out.append(c);
        }
        return out.toString();
    }

    private static String unescape(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = value.charAt(++i);
            if (escaped == 'n') out.append('\n');
            else if (escaped == 'u') {
                out.append((char) Integer.parseInt(value.substring(i + 1, i + 5), 16));
                i += 4;
            } else out.append(escaped);
        }
        return out.toString();
    }
}
