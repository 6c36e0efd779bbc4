package org.ringdown.message;

import static org.ringdown.message.Leaves.with;
import static org.ringdown.message.Leaves.without;

import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;
import org.ringdown.transcript.Rfc6962;

/** Makes {@code spec/vectors/record}: one leaf, one fault, named by it. */
final class RecordVectors {
    private final SequencedMap<String, String> files = new TreeMap<>();

    private RecordVectors() {}

    static SequencedMap<String, String> all() {
        RecordVectors made = new RecordVectors();
        made.lines();
        made.json();
        made.statement();
        made.lists();
        made.seal();
        BodyVectors.all(made);
        made.identifiers();
        return made.files;
    }

    private void lines() {
        good("good", "Every field is there.", Leaves.good());
        String line1 = JsonWriter.compact(Leaves.statement());
        String line2 = JsonWriter.compact(Leaves.seal());
        leaf("lines-none", "No bytes at all.", "", "not-two-lines");
        leaf("lines-one", "The seal is missing.", line1 + "\n", "not-two-lines");
        leaf("lines-three", "A third line follows.", Leaves.good() + "{}\n", "not-two-lines");
        leaf("lines-empty-between", "An empty line stands between.", line1 + "\n\n" + line2 + "\n", "not-two-lines");
        leaf("lines-no-last-newline", "The seal is not ended.", line1 + "\n" + line2, "not-two-lines");
        leaf(
                "lines-newline-inside",
                "The statement goes over two lines.",
                pretty(line1) + line2 + "\n",
                "not-two-lines");
        good("good-white-space", "White space inside a line is let be.", " " + line1 + " \r\n\t" + line2 + "\n");
    }

    private static String pretty(String line1) {
        return line1.replace(",\"type\"", ",\n\"type\"") + "\n";
    }

    private void json() {
        String good = Leaves.good();
        leaf("json-cut-off", "The statement's last brace is missing.", good.replace("}}\n{", "}\n{"), "malformed-json");
        leaf(
                "json-trailing",
                "Something follows the seal's object.",
                good.replace("}}\n{", "}}{}\n{"),
                "malformed-json");
        leaf("json-comma", "A comma before the last brace.", good.replace("}}\n{", "},}\n{"), "malformed-json");
        leaf(
                "json-array",
                "The statement is a list.",
                "[]\n" + JsonWriter.compact(Leaves.seal()) + "\n",
                "malformed-json");
        leaf(
                "json-duplicate-name",
                "A name stands twice.",
                good.replace("{\"v\"", "{\"test\":false,\"v\""),
                "malformed-json");
        leaf(
                "json-duplicate-name-escaped",
                "A name stands twice, once with an escape.",
                good.replace("{\"v\"", "{\"\\u0074est\":false,\"v\""),
                "malformed-json");
        leaf(
                "json-lone-surrogate-escaped",
                "A surrogate without its other half, as an escape.",
                good.replace("Live", "\\ud800"),
                "malformed-json");
        leaf("json-noncharacter", "U+FFFF, which is no character.", good.replace("Live", "\\uffff"), "malformed-json");
        leaf("json-byte-order-mark", "A byte order mark stands first.", "\ufeff" + good, "malformed-json");
        leaf("json-not-a-number", "NaN is no JSON.", good.replace("\"size\":18", "\"size\":NaN"), "malformed-json");
        leaf(
                "json-number-large",
                "A number of 2^53.",
                good.replace("\"size\":18", "\"size\":9007199254740992"),
                "malformed-json");
        leaf("json-comment", "A comment is no JSON.", good.replace("{\"v\"", "{/**/\"v\""), "malformed-json");
        String deep = "{\"a\":".repeat(15) + "1" + "}".repeat(15);
        good("good-depth-16", "Nested 16 deep, the statement's own object counted.", withBody(deep));
        leaf(
                "json-depth-17",
                "Nested 17 deep.",
                withBody("{\"a\":".repeat(16) + "1" + "}".repeat(16)),
                "malformed-json");
        leaf(
                "json-bomb",
                "8200 values in one list.",
                withBody("{\"a\":[" + "0,".repeat(8199) + "0]}"),
                "malformed-json");
        raw("json-lone-surrogate-bytes", "Half a surrogate pair as three bytes.", good, "Live", "eda080");
        raw("json-overlong", "A slash in two bytes.", good, "Live", "c0af");
        raw("json-utf8-cut-off", "The first byte of two.", good, "Live", "c3");
        raw("json-nul-byte", "A NUL byte in a string.", good, "Live", "00");
        good(
                "good-null-field",
                "A field that is not known here may hold anything.",
                withBody("{\"text\":\"x\",\"else\":null}"));
        good("good-right-to-left", "Direction marks are data.", good.replace("Live", "\u202eLive"));
        good("good-pair-escaped", "A surrogate pair as two escapes.", good.replace("Live", "\\ud83d\\ude00"));
    }

    private static String withBody(String json) {
        String text = JsonWriter.compact(Leaves.statement());
        int at = text.indexOf("\"body\":") + 7;
        String body = json.startsWith("{\"text\"") ? json : "{\"text\":\"x\"," + json.substring(1);
        return text.substring(0, at) + body + "}\n" + JsonWriter.compact(Leaves.seal()) + "\n";
    }

    private void statement() {
        Json.Obj base = Leaves.statement();
        for (String name :
                List.of("v", "line", "charter", "epoch", "party", "type", "precedence", "id", "test", "salt", "body")) {
            said("statement-no-" + name, "The field " + name + " is missing.", without(base, name), "bad-field");
            said(
                    "statement-" + name.toLowerCase(Locale.ROOT) + "-wrong-type",
                    "The field " + name + " is a number.",
                    with(base, name, Json.of(1)),
                    "bad-field");
        }
        for (String name : List.of("desk", "addressees", "language", "subject", "references", "replyBy", "shown")) {
            ok(
                    "good-no-" + name.toLowerCase(Locale.ROOT),
                    "The field " + name + " may be missing.",
                    without(base, name));
            said(
                    "statement-" + name.toLowerCase(Locale.ROOT) + "-wrong-type",
                    "The field " + name + " is a number.",
                    with(base, name, Json.of(1)),
                    "bad-field");
            said(
                    "statement-" + name.toLowerCase(Locale.ROOT) + "-null",
                    "The field " + name + " is null; it must be left out.",
                    with(base, name, Json.NULL),
                    "bad-field");
        }
        ok("good-field-unknown", "A field of a later version is let be.", with(base, "later", Json.of(1)));
        said("statement-v-other", "Another version.", with(base, "v", Json.of("ringdown/entry/v2")), "unknown-type");
        said(
                "statement-type-unknown",
                "A type of a later version.",
                with(base, "type", Json.of("SONG")),
                "unknown-type");
        said(
                "statement-type-lower-case",
                "Types are in capital letters.",
                with(base, "type", Json.of("free text")),
                "unknown-type");
        said(
                "statement-precedence-unknown",
                "A precedence that is none.",
                with(base, "precedence", Json.of("URGENT")),
                "unknown-type");
        said("statement-line-empty", "No digits.", with(base, "line", Json.of("")), "bad-field");
        said("statement-line-short", "31 digits.", with(base, "line", Json.of(Leaves.LINE.substring(1))), "bad-field");
        said(
                "statement-line-upper-case",
                "Hex is lower case.",
                with(base, "line", Json.of(Leaves.LINE.toUpperCase(Locale.ROOT))),
                "bad-field");
        said(
                "statement-charter-short",
                "63 digits.",
                with(base, "charter", Json.of(Leaves.CHARTER.substring(1))),
                "bad-field");
        said("statement-salt-empty", "No salt.", with(base, "salt", Json.of("")), "bad-field");
        said(
                "statement-salt-short",
                "31 digits.",
                with(base, "salt", Json.of("8d1f0c63e2a94b57b0a6d1c8f3e2497")),
                "bad-field");
        said(
                "statement-epoch-no-digits",
                "The random part is missing.",
                with(base, "epoch", Json.of("1")),
                "bad-field");
        said("statement-epoch-zero", "Epochs count from 1.", with(base, "epoch", Json.of("0-9f3c02ab")), "bad-field");
        said("statement-party-long", "33 characters.", with(base, "party", Json.of("n".repeat(33))), "bad-field");
        said("statement-id-short", "7 characters.", with(base, "id", Json.of("1234567")), "bad-field");
        said("statement-id-space", "A space in an id.", with(base, "id", Json.of("1234 5678")), "bad-field");
        said("statement-desk-long", "65 characters.", with(base, "desk", Json.of("d".repeat(65))), "bad-field");
        said("statement-language-long", "36 characters.", with(base, "language", Json.of("l".repeat(36))), "bad-field");
        said("statement-subject-long", "401 characters.", with(base, "subject", Json.of("s".repeat(401))), "bad-field");
        said("statement-reply-by-long", "41 characters.", with(base, "replyBy", Json.of("2".repeat(41))), "bad-field");
        said("statement-test-text", "The test flag is a string.", with(base, "test", Json.of("false")), "bad-field");
    }

    private void lists() {
        Json.Obj base = Leaves.statement();
        List<String> many = IntStream.range(0, 17).mapToObj(i -> "desk-" + i).toList();
        ok("good-addressees-16", "16 addressees.", with(base, "addressees", Json.strings(many.subList(0, 16))));
        said("statement-addressees-17", "17 addressees.", with(base, "addressees", Json.strings(many)), "bad-field");
        said(
                "statement-addressee-long",
                "An addressee of 129 characters.",
                with(base, "addressees", Json.strings(List.of("d".repeat(129)))),
                "bad-field");
        Json.Obj reference = Json.obj()
                .put("party", "southland")
                .put("epoch", Leaves.SOUTH)
                .put("index", 1)
                .put("rel", "about")
                .build();
        ok(
                "good-references-64",
                "64 references.",
                references(IntStream.range(0, 64).mapToObj(i -> reference).toList()));
        said(
                "statement-references-65",
                "65 references.",
                references(IntStream.range(0, 65).mapToObj(i -> reference).toList()),
                "bad-field");
        for (String name : List.of("party", "epoch", "index", "rel")) {
            said(
                    "reference-no-" + name,
                    "A reference without " + name + ".",
                    references(List.of(without(reference, name))),
                    "bad-field");
        }
        said(
                "reference-index-negative",
                "An index below 0.",
                references(List.of(with(reference, "index", Json.of(-1)))),
                "bad-field");
        said(
                "reference-index-fraction",
                "An index with a point.",
                references(List.of(with(reference, "index", new Json.Real(1.0)))),
                "bad-field");
        said(
                "shown-no-epoch",
                "What was shown has no epoch.",
                with(base, "shown", Json.obj().put("size", 1).build()),
                "bad-field");
        said(
                "shown-size-negative",
                "A size below 0.",
                with(
                        base,
                        "shown",
                        Json.obj().put("epoch", Leaves.SOUTH).put("size", -1).build()),
                "bad-field");
    }

    private static Json.Obj references(List<Json.Obj> references) {
        return with(Leaves.statement(), "references", Json.of(references));
    }

    private void seal() {
        Json.Obj base = Leaves.seal();
        Json.Obj held = Json.obj()
                .put("epoch", Leaves.SOUTH)
                .put("size", 19)
                .put("root", Leaves.root().base64())
                .build();
        sealed("good-no-held", "Nothing of the peer's log is held.", without(base, "held"), "ok");
        sealed(
                "good-no-offset",
                "The offset is not measured yet.",
                with(base, "clock", Json.obj().put("wallMs", 1).build()),
                "ok");
        sealed(
                "good-seal-field-unknown",
                "A field of a later version.",
                with(base, "assertion", Json.obj().build()),
                "ok");
        sealed("seal-no-index", "No index.", without(base, "index"), "bad-field");
        sealed("seal-index-negative", "An index below 0.", with(base, "index", Json.of(-1)), "bad-field");
        sealed("seal-no-clock", "No clock.", without(base, "clock"), "bad-field");
        sealed(
                "seal-no-wall-clock",
                "A clock without wallMs.",
                with(base, "clock", Json.obj().put("offsetMs", 1).build()),
                "bad-field");
        sealed(
                "seal-wall-clock-negative",
                "A time before 1970.",
                with(base, "clock", Json.obj().put("wallMs", -1).build()),
                "bad-field");
        sealed("seal-held-null", "Null; it must be left out.", with(base, "held", Json.NULL), "bad-field");
        for (String name : List.of("epoch", "size", "root")) {
            sealed(
                    "seal-held-no-" + name,
                    "Held without " + name + ".",
                    with(base, "held", without(held, name)),
                    "bad-field");
        }
        sealed(
                "seal-held-root-short",
                "A root of 31 bytes.",
                with(base, "held", with(held, "root", Json.of("A".repeat(40) + "AA=="))),
                "bad-field");
        sealed(
                "seal-held-root-other-spelling",
                "A root whose last digit has spare bits.",
                with(base, "held", with(held, "root", Json.of("A".repeat(42) + "B="))),
                "bad-field");
    }

    private void identifiers() {
        identifier("epoch-good", "epoch", "1-9f3c02ab", true);
        identifier("epoch-good-largest", "epoch", "999999999-00000000", true);
        identifier("epoch-empty", "epoch", "", false);
        identifier("epoch-no-hyphen", "epoch", "19f3c02ab", false);
        identifier("epoch-leading-zero", "epoch", "01-9f3c02ab", false);
        identifier("epoch-ten-digits", "epoch", "1000000000-9f3c02ab", false);
        identifier("epoch-no-number", "epoch", "-9f3c02ab", false);
        identifier("epoch-upper-case", "epoch", "1-9F3C02AB", false);
        identifier("epoch-hex-short", "epoch", "1-9f3c02a", false);
        identifier("epoch-hex-long", "epoch", "1-9f3c02abc", false);
        identifier("epoch-newline", "epoch", "1-9f3c02ab\n", false);
        identifier("id-good-shortest", "statement-id", "12345678", true);
        identifier("id-good-signs", "statement-id", "a.b_c:d-E", true);
        identifier("id-good-longest", "statement-id", "x".repeat(64), true);
        identifier("id-empty", "statement-id", "", false);
        identifier("id-7-characters", "statement-id", "1234567", false);
        identifier("id-65-characters", "statement-id", "x".repeat(65), false);
        identifier("id-space", "statement-id", "1234 678", false);
        identifier("id-slash", "statement-id", "1234/678", false);
        identifier("id-accent", "statement-id", "\u00e1bcdefgh", false);
        identifier("id-newline", "statement-id", "12345678\n", false);
    }

    private void identifier(String name, String kind, String value, boolean good) {
        put(Json.obj()
                .put("name", name)
                .put("about", good ? "Well formed." : "Not of the form.")
                .put("kind", kind)
                .put("value", value)
                .put("expect", good ? "ok" : "bad-field")
                .build());
    }

    private void ok(String name, String about, Json.Obj statement) {
        good(name, about, Leaves.text(statement, Leaves.seal()));
    }

    private void said(String name, String about, Json.Obj statement, String expect) {
        leaf(name, about, Leaves.text(statement, Leaves.seal()), expect);
    }

    private void sealed(String name, String about, Json.Obj seal, String expect) {
        if (expect.equals("ok")) good(name, about, Leaves.text(Leaves.statement(), seal));
        else leaf(name, about, Leaves.text(Leaves.statement(), seal), expect);
    }

    /** A leaf that is read. */
    void good(String name, String about, String leaf) {
        put(Json.obj()
                .put("name", name)
                .put("about", about)
                .put("kind", "leaf")
                .put("leaf", leaf)
                .put("leafHash", Rfc6962.leaf(Leaves.utf8(leaf)).hex())
                .put("expect", "ok")
                .build());
    }

    /** A leaf that is not read. */
    void leaf(String name, String about, String leaf, String expect) {
        put(Json.obj()
                .put("name", name)
                .put("about", about)
                .put("kind", "leaf")
                .put("leaf", leaf)
                .put("expect", expect)
                .build());
    }

    private void raw(String name, String about, String leaf, String instead, String hex) {
        String bytes = Leaves.hex(Leaves.utf8(leaf)).replaceFirst(Leaves.hex(Leaves.utf8(instead)), hex);
        put(Json.obj()
                .put("name", name)
                .put("about", about)
                .put("kind", "leaf")
                .put("leafHex", bytes)
                .put("expect", "malformed-json")
                .build());
    }

    private void put(Json.Obj file) {
        String name = file.get("name").orElseThrow() instanceof Json.Str text ? text.text() : "";
        if (files.put(name + ".json", JsonWriter.pretty(file)) != null) {
            throw new IllegalStateException("two vectors named " + name);
        }
    }
}
