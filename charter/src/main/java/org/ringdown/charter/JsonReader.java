package org.ringdown.charter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads strict I-JSON (RFC 7493): well-formed UTF-8 without a byte order mark, one value and white space, no name twice
 * in an object, no lone surrogate or noncharacter however it is written, whole numbers within 2^53 - 1, and everything
 * within {@link JsonBounds}. The same bytes get the same verdict from every instance: no table is shared between
 * documents. Doubled names are found here rather than by the parser, so that they have a code of their own.
 */
public final class JsonReader {
    // The parser's own bounds stand above JsonBounds, which are checked here and have codes of their own.
    private static final TokenStreamFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonBounds bounds;
    private final String text;
    private final JsonParser parser;
    private int values;

    private JsonReader(JsonBounds bounds, String text, JsonParser parser) {
        this.bounds = bounds;
        this.text = text;
        this.parser = parser;
    }

    /**
     * Reads one document.
     *
     * @param utf8 the document's bytes
     * @param bounds what it may cost
     * @return the value
     * @throws JsonException with the first problem
     */
    public static Json parse(byte[] utf8, JsonBounds bounds) throws JsonException {
        if (utf8.length > bounds.bytesMax()) {
            String seen = utf8.length + " bytes of JSON, at most " + bounds.bytesMax() + " are read";
            throw new JsonException(JsonCode.TOO_LARGE, seen, -1);
        }
        String text = decode(utf8);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonReader(bounds, text, parser).document();
        } catch (StreamConstraintsException e) {
            throw new JsonException(JsonCode.STRING_TOO_LONG, e.getOriginalMessage(), -1);
        } catch (JacksonException e) {
            int offset = e.getLocation() == null
                    ? -1
                    : byteOffset(text, e.getLocation().getCharOffset());
            throw new JsonException(JsonCode.MALFORMED, "not JSON: " + e.getOriginalMessage(), offset);
        }
    }

    /**
     * Reads one document that must be an object.
     *
     * @param utf8 the document's bytes
     * @param bounds what it may cost
     * @return the object
     * @throws JsonException with the first problem
     */
    public static Json.Obj parseObject(byte[] utf8, JsonBounds bounds) throws JsonException {
        if (parse(utf8, bounds) instanceof Json.Obj object) return object;
        throw new JsonException(JsonCode.WRONG_TYPE, "the document must be an object", 0);
    }

    private static String decode(byte[] utf8) throws JsonException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) return text;
        ByteBuffer in = ByteBuffer.wrap(utf8);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            throw new JsonException(JsonCode.NOT_UTF8, "the bytes are not UTF-8", in.position());
        }
    }

    private static int byteOffset(String text, long charOffset) {
        int end = Math.clamp(charOffset, 0, text.length());
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private Json document() throws JsonException {
        if (parser.nextToken() == null) throw refuse(JsonCode.MALFORMED, "there is no JSON value");
        Json value = value(0);
        if (parser.nextToken() != null) throw refuse(JsonCode.TRAILING, "more follows the JSON value");
        return value;
    }

    private Json value(int depth) throws JsonException {
        if (++values > bounds.valuesMax()) {
            throw refuse(JsonCode.TOO_MANY, "more than " + bounds.valuesMax() + " values");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> new Json.Str(checked(parser.getString()));
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> real();
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> Json.NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw refuse(JsonCode.MALFORMED, "a JSON value was expected");
        };
    }

    private Json object(int depth) throws JsonException {
        checkDepth(depth);
        SequencedMap<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = checked(parser.currentName());
            parser.nextToken();
            if (fields.putIfAbsent(name, value(depth)) != null) {
                throw refuse(JsonCode.DUPLICATE_NAME, "the name \"" + name + "\" stands twice in one object");
            }
        }
        return new Json.Obj(fields);
    }

    private Json array(int depth) throws JsonException {
        checkDepth(depth);
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(depth));
        return new Json.Arr(items);
    }

    private void checkDepth(int depth) throws JsonException {
        if (depth > bounds.depthMax()) {
            throw refuse(JsonCode.TOO_DEEP, "nested deeper than " + bounds.depthMax());
        }
    }

    private String checked(String value) throws JsonException {
        if (value.length() > bounds.stringMax()) {
            String seen = "a string of " + value.length() + " units, at most " + bounds.stringMax() + " are read";
            throw refuse(JsonCode.STRING_TOO_LONG, seen);
        }
        if (JsonText.firstBad(value) >= 0) {
            throw refuse(JsonCode.BAD_TEXT, "a string has a lone surrogate or a noncharacter");
        }
        return value;
    }

    private Json whole() throws JsonException {
        String digits = number();
        if (digits.length() > 17) throw outOfRange(digits);
        long value = Long.parseLong(digits);
        if (Math.abs(value) > Json.WHOLE_MAX) throw outOfRange(digits);
        return new Json.Whole(value);
    }

    private Json real() throws JsonException {
        String digits = number();
        double value = Double.parseDouble(digits);
        if (!Double.isFinite(value)) throw outOfRange(digits);
        return new Json.Real(value);
    }

    private String number() throws JsonException {
        String digits = parser.getString();
        if (digits.length() > bounds.numberMax()) {
            throw refuse(JsonCode.NUMBER_OUT_OF_RANGE, "a number of " + digits.length() + " characters");
        }
        return digits;
    }

    private JsonException outOfRange(String digits) {
        return refuse(JsonCode.NUMBER_OUT_OF_RANGE, "the number " + digits + " is beyond what I-JSON keeps exactly");
    }

    private JsonException refuse(JsonCode code, String problem) {
        return new JsonException(
                code, problem, byteOffset(text, parser.currentLocation().getCharOffset()));
    }
}
