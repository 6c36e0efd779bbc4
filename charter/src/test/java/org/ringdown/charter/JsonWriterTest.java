package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonWriterTest {
    @Test
    void string_allEscapes_fixedForm() {
        String text = "\"\\/\b\t\n\f\r\u0000\u001f\u007f\u0085\u200b\u202e\u2028\u2029\u00e9\ud83d\ude00";
        String expected =
                "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u0085\u200b\u202e\\u2028\\u2029\u00e9\ud83d\ude00\"";
        assertEquals(expected, JsonWriter.compact(Json.of(text)));
    }

    @Test
    void pretty_nestedAndEmpty_twoSpacesAndFinalNewline() {
        Json.Obj tree = Json.obj()
                .put("a", Json.of(List.of(Json.of(1), Json.obj().put("b", "c").build())))
                .put("d", Json.obj().build())
                .put("e", Json.of(List.of()))
                .build();
        String expected = """
                {
                  "a": [
                    1,
                    {
                      "b": "c"
                    }
                  ],
                  "d": {},
                  "e": []
                }
                """;
        assertEquals(expected, JsonWriter.pretty(tree));
        assertEquals("{\"a\":[1,{\"b\":\"c\"}],\"d\":{},\"e\":[]}", JsonWriter.compact(tree));
    }

    @Test
    void string_loneSurrogate_neverWritten() {
        assertThrows(IllegalArgumentException.class, () -> JsonWriter.compact(Json.of("\ud800")));
    }
}
