package org.ringdown.message;

import static org.ringdown.message.Leaves.with;
import static org.ringdown.message.Leaves.without;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringdown.charter.Json;

/** The vectors of bodies: for each type a good one, and one for each fault. */
final class BodyVectors {
    private static final String NOTE = "a note's text\n\n— name AAAA\n";

    private BodyVectors() {}

    static void all(RecordVectors made) {
        Map<String, Json.Obj> bodies = good();
        bodies.forEach((type, body) ->
                made.good("good-body-" + slug(type), "A " + type + " entry.", Leaves.saying(type, body)));
        missing(made, bodies);
        bounds(made, bodies);
        made.leaf("body-text-blank", "Nothing is said.", Leaves.saying("FREE TEXT", text(" \t ")), "bad-field");
        made.leaf(
                "body-ack-level-unknown",
                "A level that is none.",
                Leaves.saying("ACK", Json.obj().put("level", "APPROVED").build()),
                "bad-field");
        made.leaf(
                "body-ack-level-empty",
                "An empty level.",
                Leaves.saying("ACK", Json.obj().put("level", "").build()),
                "bad-field");
        made.leaf(
                "body-ack-read-back-without-words",
                "READ BACK without the words.",
                Leaves.saying("ACK", Json.obj().put("level", "READ BACK").build()),
                "bad-field");
        made.leaf(
                "body-ack-relayed-to-nobody",
                "RELAYED TO without the role.",
                Leaves.saying("ACK", Json.obj().put("level", "RELAYED TO").build()),
                "bad-field");
        made.leaf(
                "body-digest-short",
                "A digest of 63 digits.",
                Leaves.saying(
                        "WITHDRAW",
                        Json.obj().put("digest", Leaves.CHARTER.substring(1)).build()),
                "bad-field");
        made.leaf(
                "body-digest-empty",
                "An empty digest.",
                Leaves.saying("WITHDRAW", Json.obj().put("digest", "").build()),
                "bad-field");
        made.leaf(
                "body-session-upper-case",
                "Hex is lower case.",
                Leaves.saying("RING", Json.obj().put("session", "0F".repeat(16)).build()),
                "bad-field");
        made.leaf(
                "body-no-receipt-by-epoch",
                "Not an epoch.",
                Leaves.saying("NO-RECEIPT-BY", with(body(bodies, "NO-RECEIPT-BY"), "epoch", Json.of("first"))),
                "bad-field");
        made.leaf(
                "body-count-zero",
                "A count of 0.",
                Leaves.saying("LINE STATUS", with(body(bodies, "LINE STATUS"), "count", Json.of(0))),
                "bad-field");
    }

    /** One good body for each type. */
    static Map<String, Json.Obj> good() {
        Map<String, Json.Obj> out = new LinkedHashMap<>();
        Json.Obj note = Json.obj().put("note", NOTE).build();
        Json.Obj session = Json.obj().put("session", "0f".repeat(16)).build();
        out.put("FREE TEXT", text("Live firing ended at 1630."));
        out.put(
                "ACK",
                Json.obj()
                        .put("level", "READ BACK")
                        .put("readBack", "Firing ended 1630.")
                        .build());
        out.put(
                "TEST",
                Json.obj()
                        .put("challenge", "How many moons has the third word?")
                        .put("session", "0f".repeat(16))
                        .build());
        out.put(
                "SERVICE",
                Json.obj()
                        .put("from", "0200")
                        .put("until", "0300")
                        .put("path", "cable 2")
                        .build());
        out.put(
                "LINE STATUS",
                Json.obj()
                        .put("path", "cable-2")
                        .put("state", "PATH-DOWN")
                        .put("cause", "nothing heard from the peer")
                        .put("count", 1)
                        .build());
        out.put(
                "STOP",
                Json.obj()
                        .put("what", "firing into grid 41")
                        .put("where", "Kestrel")
                        .build());
        out.put(
                "UNPLANNED EVENT",
                Json.obj()
                        .put("what", "an unarmed target drone is adrift")
                        .put("armed", "no")
                        .build());
        out.put("EPOCH", Json.obj().put("number", 1).put("reason", "founding").build());
        out.put(
                "FOUND",
                Json.obj()
                        .put("state", "NOT SENT")
                        .put("epoch", Leaves.NORTH)
                        .put("index", 40)
                        .put("leaf", "e30Ke30K")
                        .build());
        out.put(
                "HEARD",
                Json.obj().put("statement", "0f9d2b6e-41").put("note", NOTE).build());
        out.put(
                "UNRECORDED",
                Json.obj().put("statement", "0f9d2b6e-41").put("note", NOTE).build());
        for (String type : List.of("KEY", "REVOCATION", "CHARTER", "PROPOSE", "ADOPT")) out.put(type, note);
        out.put(
                "CONSENT",
                Json.obj()
                        .put("digest", Leaves.CHARTER)
                        .put("signature", "— northland/root-key/a767aabe76fada7c AAAA\n")
                        .build());
        out.put("WITHDRAW", Json.obj().put("digest", Leaves.CHARTER).build());
        out.put(
                "MISSED",
                Json.obj()
                        .put("reason", "RING came after its session had ended")
                        .build());
        out.put(
                "NO-RECEIPT-BY",
                Json.obj()
                        .put("byWallMs", 1_795_624_200_000L)
                        .put("epoch", Leaves.NORTH)
                        .put("first", 40)
                        .put("last", 41)
                        .build());
        out.put(
                "UNREADABLE",
                Json.obj()
                        .put("epoch", Leaves.SOUTH)
                        .put("index", 12)
                        .put("reason", "malformed-json")
                        .build());
        out.put("RING", session);
        out.put("ANSWER", session);
        return out;
    }

    private static void missing(RecordVectors made, Map<String, Json.Obj> bodies) {
        Map<String, List<String>> required = new LinkedHashMap<>();
        required.put("FREE TEXT", List.of("text"));
        required.put("ACK", List.of("level"));
        required.put("LINE STATUS", List.of("state", "cause"));
        required.put("EPOCH", List.of("reason"));
        required.put("CONSENT", List.of("digest", "signature"));
        required.put("MISSED", List.of("reason"));
        required.put("NO-RECEIPT-BY", List.of("byWallMs", "epoch", "first", "last"));
        required.put("UNREADABLE", List.of("index", "reason"));
        required.put("RING", List.of("session"));
        required.put("ANSWER", List.of("session"));
        for (String type : List.of("HEARD", "UNRECORDED", "KEY", "REVOCATION", "CHARTER", "PROPOSE", "ADOPT"))
            required.put(type, List.of("note"));
        required.forEach((type, names) -> {
            for (String name : names) {
                made.leaf(
                        "body-" + slug(type) + "-no-" + slug(name),
                        "A " + type + " entry without " + name + ".",
                        Leaves.saying(type, without(body(bodies, type), name)),
                        "bad-field");
            }
        });
    }

    private static void bounds(RecordVectors made, Map<String, Json.Obj> bodies) {
        made.good("good-body-text-32000", "The longest text.", Leaves.saying("FREE TEXT", text("x".repeat(32_000))));
        made.leaf("body-text-32001", "One more.", Leaves.saying("FREE TEXT", text("x".repeat(32_001))), "bad-field");
        made.leaf(
                "body-field-4001",
                "A field of a form that is too long.",
                Leaves.saying("STOP", Json.obj().put("what", "x".repeat(4_001)).build()),
                "bad-field");
        made.leaf(
                "body-note-40001",
                "A note that is too long.",
                Leaves.saying(
                        "CHARTER", Json.obj().put("note", "x".repeat(40_001)).build()),
                "bad-field");
        made.leaf(
                "body-field-not-text",
                "A field of a form is a number.",
                Leaves.saying("STOP", Json.obj().put("what", 1).build()),
                "bad-field");
        made.leaf(
                "body-read-back-8001",
                "A read-back that is too long.",
                Leaves.saying("ACK", with(body(bodies, "ACK"), "readBack", Json.of("x".repeat(8_001)))),
                "bad-field");
        made.leaf(
                "body-index-large",
                "An index beyond 2^53 - 1 is no I-JSON.",
                Leaves.saying("UNREADABLE", body(bodies, "UNREADABLE"))
                        .replace("\"index\":12", "\"index\":9007199254740993"),
                "malformed-json");
    }

    private static Json.Obj text(String text) {
        return Json.obj().put("text", text).build();
    }

    private static Json.Obj body(Map<String, Json.Obj> bodies, String type) {
        return bodies.getOrDefault(type, Json.obj().build());
    }

    private static String slug(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").replace(' ', '-').toLowerCase(Locale.ROOT);
    }
}
