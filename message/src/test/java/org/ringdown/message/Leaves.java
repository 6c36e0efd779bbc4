package org.ringdown.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;
import org.ringdown.transcript.Hash;

/** The sample leaf that tests and vectors change in one place each. */
final class Leaves {
    static final String LINE = "5b0c7d1e6a534d0e9d5c0f4c2b6d8a11";
    static final String CHARTER = "c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2";
    static final String NORTH = "1-9f3c02ab";
    static final String SOUTH = "1-47d1e0c5";

    private Leaves() {}

    /** Line 1 with every field. */
    static Json.Obj statement() {
        Json.Obj reference = Json.obj()
                .put("party", "southland")
                .put("epoch", SOUTH)
                .put("index", 17)
                .put("rel", "answers")
                .build();
        return Json.obj()
                .put("v", "ringdown/entry/v1")
                .put("line", LINE)
                .put("charter", CHARTER)
                .put("epoch", NORTH)
                .put("party", "northland")
                .put("type", "FREE TEXT")
                .put("precedence", "PRIORITY")
                .put("id", "0f9d2b6e-41")
                .put("test", Json.of(false))
                .put("salt", "8d1f0c63e2a94b57b0a6d1c8f3e24975")
                .put("desk", "watch")
                .put("addressees", Json.strings(List.of("air")))
                .put("language", "en")
                .put("subject", "Exercise area Kestrel")
                .put("references", Json.of(List.of(reference)))
                .put("replyBy", "2026-11-25T18:00:00Z")
                .put("shown", Json.obj().put("epoch", SOUTH).put("size", 18).build())
                .put(
                        "body",
                        Json.obj().put("text", "Live firing ended at 1630.").build())
                .build();
    }

    /** Line 2 with every field. */
    static Json.Obj seal() {
        return Json.obj()
                .put("index", 41)
                .put(
                        "held",
                        Json.obj()
                                .put("epoch", SOUTH)
                                .put("size", 19)
                                .put("root", root().base64())
                                .build())
                .put(
                        "clock",
                        Json.obj()
                                .put("wallMs", 1_795_624_200_000L)
                                .put("offsetMs", -180)
                                .build())
                .build();
    }

    static Hash root() {
        return Hash.sha256("southland's tree".getBytes(StandardCharsets.UTF_8));
    }

    static String text(Json.Obj statement, Json.Obj seal) {
        return JsonWriter.compact(statement) + "\n" + JsonWriter.compact(seal) + "\n";
    }

    static String good() {
        return text(statement(), seal());
    }

    static Json.Obj with(Json.Obj object, String name, Json value) {
        Json.ObjBuilder out = Json.obj();
        object.fields().forEach((key, old) -> out.put(key, key.equals(name) ? value : old));
        if (object.get(name).isEmpty()) out.put(name, value);
        return out.build();
    }

    static Json.Obj without(Json.Obj object, String name) {
        Json.ObjBuilder out = Json.obj();
        object.fields().forEach((key, old) -> {
            if (!key.equals(name)) out.put(key, old);
        });
        return out.build();
    }

    /** The sample with another type and body. */
    static String saying(String type, Json.Obj body) {
        return text(with(with(statement(), "type", Json.of(type)), "body", body), seal());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
