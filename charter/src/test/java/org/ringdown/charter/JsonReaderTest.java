package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class JsonReaderTest {
    private static final JsonBounds BOUNDS = new JsonBounds(2_000, 8, 100, 500, 32);

    private static Json parse(String text) throws JsonException {
        return JsonReader.parse(text.getBytes(StandardCharsets.UTF_8), BOUNDS);
    }

    private static JsonCode refused(byte[] bytes) {
        return assertThrows(JsonException.class, () -> JsonReader.parse(bytes, BOUNDS))
                .code();
    }

    private static JsonCode refused(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void object_allKindsOfValues_keepsOrderAndValues() throws Exception {
        Json.Obj expected = Json.obj()
                .put("z", 1)
                .put("a", "\u00e9\ud83d\ude00\"\\\n")
                .put("b", true)
                .put("n", Json.NULL)
                .put("r", new Json.Real(-1.5e-7))
                .put(
                        "l",
                        Json.of(List.of(Json.of(-9007199254740991L), Json.obj().build())))
                .build();
        String text = "{\"z\":1,\"a\":\"\u00e9\\ud83d\\ude00\\\"\\\\\\n\",\"b\":true,\"n\":null,\"r\":-15E-8,"
                + "\"l\":[-9007199254740991,{}]}";
        Json.Obj read = (Json.Obj) parse(text);
        assertEquals(expected, read);
        assertEquals(
                List.of("z", "a", "b", "n", "r", "l"), List.copyOf(read.fields().keySet()));
    }

    @Test
    void bytes_notUtf8_refused() {
        for (int[] bad : new int[][] {
            {'"', 0x80, '"'},
            {'"', 0xC0, 0x80, '"'},
            {'"', 0xED, 0xA0, 0x80, '"'},
            {'"', 0xF4, 0x90, 0x80, 0x80, '"'},
            {'"', 0xC3},
            {0xFF, 0xFE, '1', 0}
        }) {
            byte[] bytes = new byte[bad.length];
            for (int i = 0; i < bad.length; i++) bytes[i] = (byte) bad[i];
            assertEquals(JsonCode.NOT_UTF8, refused(bytes));
        }
    }

    @Test
    void replacementCharacter_writtenByAuthor_kept() throws Exception {
        assertEquals(Json.of("\uFFFD"), parse("\"\uFFFD\""));
    }

    @Test
    void text_otherEncodingOrByteOrderMark_refused() {
        assertEquals(JsonCode.MALFORMED, refused("\uFEFF{}"));
        assertEquals(JsonCode.MALFORMED, refused("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)));
        assertEquals(JsonCode.MALFORMED, refused("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void name_twiceHoweverWritten_refused() {
        assertEquals(JsonCode.DUPLICATE_NAME, refused("{\"a\":1,\"b\":2,\"a\":1}"));
        assertEquals(JsonCode.DUPLICATE_NAME, refused("[{\"ab\":1,\"\\u0061b\":1}]"));
        assertEquals(JsonCode.DUPLICATE_NAME, refused("{\"a\":null,\"a\":null}"));
    }

    @Test
    void string_loneSurrogateOrNoncharacter_refused() {
        for (String bad :
                List.of("\\ud800", "\\udc00", "\\ud800x", "\\ud83d\\ud83d", "\\ufffe", "\uFDD0", "\\ud83f\\udfff")) {
            JsonCode code = refused("\"" + bad + "\"");
            assertTrue(code == JsonCode.BAD_TEXT || code == JsonCode.MALFORMED, bad);
            code = refused("{\"" + bad + "\":1}");
            assertTrue(code == JsonCode.BAD_TEXT || code == JsonCode.MALFORMED, bad);
        }
    }

    @Test
    void grammar_broken_refused() {
        for (String bad : List.of(
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "'a'",
                "01",
                "+1",
                ".5",
                "1.",
                "-",
                "NaN",
                "Infinity",
                "tru",
                "truex",
                "//x\n1",
                "/* */1",
                "\"\t\"",
                "\"\u0000\"",
                "\"\\x\"",
                "\"a",
                "[1 2]",
                "{\"a\":1,}",
                "\u00a01",
                "]",
                "}",
                ",",
                "0x10",
                "1e",
                "[,1]")) {
            assertEquals(JsonCode.MALFORMED, refused(bad), bad);
        }
    }

    @Test
    void document_somethingFollows_refused() {
        assertEquals(JsonCode.TRAILING, refused("{} {}"));
        assertEquals(JsonCode.TRAILING, refused("1 2"));
        assertEquals(JsonCode.MALFORMED, refused("{}}"));
        assertEquals(JsonCode.MALFORMED, refused("{}x"));
        assertEquals(JsonCode.MALFORMED, refused("{}\u0000"));
    }

    @Test
    void number_beyondIJson_refused() throws Exception {
        assertEquals(Json.of(Json.WHOLE_MAX), parse("9007199254740991"));
        assertEquals(JsonCode.NUMBER_OUT_OF_RANGE, refused("9007199254740992"));
        assertEquals(JsonCode.NUMBER_OUT_OF_RANGE, refused("-9007199254740992"));
        assertEquals(JsonCode.NUMBER_OUT_OF_RANGE, refused("99999999999999999999999999"));
        assertEquals(JsonCode.NUMBER_OUT_OF_RANGE, refused("1e400"));
        assertEquals(JsonCode.NUMBER_OUT_OF_RANGE, refused("0." + "1".repeat(40)));
        assertEquals(JsonCode.NUMBER_OUT_OF_RANGE, refused("1".repeat(1_500)));
    }

    @Test
    void bound_reached_passesAndOneMoreIsRefused() throws Exception {
        parse("[".repeat(8) + "]".repeat(8));
        assertEquals(JsonCode.TOO_DEEP, refused("[".repeat(9) + "]".repeat(9)));
        assertEquals(JsonCode.TOO_DEEP, refused("[".repeat(1_900)));
        parse("[" + "1,".repeat(98) + "1]");
        assertEquals(JsonCode.TOO_MANY, refused("[" + "1,".repeat(99) + "1]"));
        parse("\"" + "x".repeat(500) + "\"");
        assertEquals(JsonCode.STRING_TOO_LONG, refused("\"" + "x".repeat(501) + "\""));
        assertEquals(JsonCode.STRING_TOO_LONG, refused("{\"" + "x".repeat(501) + "\":1}"));
        parse(" ".repeat(1_999) + "1");
        assertEquals(JsonCode.TOO_LARGE, refused(" ".repeat(2_000) + "1"));
    }

    @Test
    void refusal_withOffset_namesTheByte() {
        byte[] bytes = "{\"\u00e9\u00e9\u00e9\": tru}".getBytes(StandardCharsets.UTF_8);
        JsonException e = assertThrows(JsonException.class, () -> JsonReader.parse(bytes, BOUNDS));
        assertTrue(e.offset() >= 10 && e.offset() <= bytes.length, e.getMessage());
    }

    @Test
    void everyPrefix_ofADocument_refusedWithoutAnyOtherException() {
        String text = "{\"a\":[1,-2.5e3,\"x\\u00e9\\n\",true,false,null],\"b\":{\"c\":\"\u00e9\ud83d\ude00\"}}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < bytes.length; end++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, end);
            assertThrows(JsonException.class, () -> JsonReader.parse(cut, BOUNDS));
        }
    }

    @Test
    void randomTrees_writtenAndRead_areEqualAndStable() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260101L);
        JsonBounds wide = new JsonBounds(1_000_000, 20, 100_000, 10_000, 32);
        for (int i = 0; i < 3_000; i++) {
            Json tree = tree(random, 4);
            for (String text : List.of(JsonWriter.compact(tree), JsonWriter.pretty(tree))) {
                Json read = JsonReader.parse(text.getBytes(StandardCharsets.UTF_8), wide);
                assertEquals(tree, read);
                assertEquals(JsonWriter.compact(tree), JsonWriter.compact(read));
            }
            assertEquals(-1, JsonWriter.compact(tree).indexOf('\n'));
        }
    }

    private static Json tree(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Json.of(random.nextLong(-Json.WHOLE_MAX, Json.WHOLE_MAX + 1));
            case 1 -> new Json.Real(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
            case 2 -> Json.of(random.nextBoolean());
            case 3 -> Json.NULL;
            case 4 -> Json.of(text(random));
            case 5 -> {
                Json.ObjBuilder object = Json.obj();
                int count = random.nextInt(4);
                for (int i = 0; i < count; i++) object.put(i + text(random), tree(random, depth - 1));
                yield object.build();
            }
            default -> {
                List<Json> items = new ArrayList<>();
                int count = random.nextInt(4);
                for (int i = 0; i < count; i++) items.add(tree(random, depth - 1));
                yield Json.of(items);
            }
        };
    }

    private static String text(RandomGenerator random) {
        StringBuilder out = new StringBuilder();
        int count = random.nextInt(12);
        while (out.length() < count) {
            int point = random.nextInt(3) == 0 ? random.nextInt(0x110000) : random.nextInt(0x100);
            String one = Character.toString(point);
            if (JsonText.firstBad(one) < 0) out.append(one);
        }
        return out.toString();
    }
}
