package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonFieldsTest {
    private static JsonFields fields(String text) throws JsonException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return JsonFields.of(JsonReader.parseObject(utf8, JsonBounds.SMALL));
    }

    @Test
    void everyField_wrong_allProblemsAreNamedWithTheirPath() throws Exception {
        JsonFields f = fields("{\"n\":\"x\",\"s\":1,\"h\":\"0G\",\"k\":\"AA\",\"in\":{\"extra\":1},"
                + "\"list\":[{\"a\":\"ok\"},{\"a\":7},3],\"big\":11}");
        f.whole("n", 0, 9);
        f.string("s", 5);
        f.hex("h", 2);
        f.base64("k", 1, 1);
        f.object("in").string("x", 3);
        f.objects("list", 3, item -> item.string("a", 5));
        f.whole("big", 0, 10);
        f.bool("gone");
        f.refuseUnknown();
        JsonException e = assertThrows(JsonException.class, f::check);
        List<String> seen =
                e.problems().stream().map(p -> p.path() + " " + p.code()).toList();
        assertEquals(
                List.of(
                        "n WRONG_TYPE",
                        "s WRONG_TYPE",
                        "h BAD_VALUE",
                        "k BAD_VALUE",
                        "in.x MISSING_FIELD",
                        "list[1].a WRONG_TYPE",
                        "list[2] WRONG_TYPE",
                        "big BAD_VALUE",
                        "gone MISSING_FIELD",
                        "in.extra UNKNOWN_FIELD"),
                seen);
    }

    @Test
    void fields_allRight_checkPasses() throws Exception {
        JsonFields f = fields("{\"n\":7,\"k\":\"AQ==\",\"l\":[\"a\",\"b\"]}");
        assertEquals(7, f.whole("n", 0, 9));
        assertEquals(1, f.base64("k", 1, 1)[0]);
        assertEquals(List.of("a", "b"), f.strings("l", 2, 1));
        f.refuseUnknown();
        f.check();
    }

    @Test
    void list_oneItemTooMany_refused() throws Exception {
        JsonFields f = fields("{\"l\":[\"a\",\"b\"]}");
        f.strings("l", 1, 1);
        assertEquals(
                JsonCode.TOO_MANY, assertThrows(JsonException.class, f::check).code());
    }

    @Test
    void emptyText_whereDigitsOrAWordMustStand_refused() throws Exception {
        JsonFields f = fields("{\"h\":\"\",\"c\":\"\"}");
        f.hex("h", 32);
        f.choice("c", new java.util.LinkedHashMap<>(java.util.Map.of("ONE", 1)));
        JsonException e = assertThrows(JsonException.class, f::check);
        assertEquals(List.of("h", "c"), e.problems().stream().map(p -> p.path()).toList());
    }
}
