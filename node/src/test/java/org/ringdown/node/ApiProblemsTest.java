package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** Bad input, against a real node: each gets its stable code, nothing is said, and the line stays up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiProblemsTest {
    @TempDir
    private static Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();
    private String messages = "";
    private HttpCalls north = new HttpCalls("", "");

    @BeforeAll
    void start() {
        TwoNodes two = TwoNodes.found(scratch).start();
        nodes = Optional.of(two);
        north = two.north.calls();
        messages = "/api/v1/lines/" + two.line + "/messages";
        two.south.calls().post(messages, TwoNodesTest.text("for north"));
        Waiting.until("south's message at north", () -> peerMessage().isPresent());
    }

    @AfterAll
    void stop() {
        nodes.ifPresent(TwoNodes::close);
    }

    private Optional<String> peerMessage() {
        String entries = "/api/v1/lines/" + nodes.orElseThrow().line + "/entries";
        return ((Json.Arr) at(north.get(entries).json(), "entries"))
                .items().stream()
                        .filter(entry -> HttpCalls.text(at(entry, "type")).equals("FREE TEXT"))
                        .map(entry -> entries + "/southland/" + HttpCalls.text(at(entry, "epoch")) + "/"
                                + ((Json.Whole) at(entry, "index")).value())
                        .findFirst();
    }

    private void refused(String code, String body) {
        HttpCalls.Answer answer = north.post(messages, body);
        assertEquals(code, answer.code(), answer.text() + " for " + Requests.clip(body));
        assertEquals(Optional.of("application/problem+json"), answer.header("Content-Type"));
        assertEquals(answer.status(), ((Json.Whole) at(answer.json(), "status")).value());
        assertEquals("urn:ringdown:problem:" + code, HttpCalls.text(at(answer.json(), "type")));
    }

    private static String message(String members) {
        return "{\"type\":\"FREE TEXT\",\"precedence\":\"ROUTINE\",\"language\":\"en\"," + members + "}";
    }

    @Test
    void body_notStrictJson_isMalformed() {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                message("\"text\":\"a\"") + "x",
                message("\"text\":\"a\",\"text\":\"b\""),
                message("\"text\":\"\\ud800\""),
                message("\"text\":\"\\uffff\""),
                message("\"text\":9007199254740993"),
                message("\"text\":1" + "0".repeat(400)),
                message("\"text\":" + "[".repeat(50_000)),
                message("\"text\":" + "{\"a\":".repeat(20_000)),
                message("\"text\":[" + "1,".repeat(60_000) + "1]"),
                message("\"text\":NaN"),
                message("'text':'a'"))) {
            refused("malformed-json", body);
        }
        byte[] notUtf8 = message("\"text\":\"\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("malformed-json", north.send(north.post(messages, notUtf8)).code());
    }

    @Test
    void body_cutAtEveryByte_isMalformed() {
        String whole = message("\"text\":\"\u00e9\u4e2d\\u00e9\",\"references\":[],\"test\":true");
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int size = 0; size < bytes.length; size += 3) {
            byte[] cut = java.util.Arrays.copyOf(bytes, size);
            assertEquals("malformed-json", north.send(north.post(messages, cut)).code(), "cut to " + size);
        }
    }

    @Test
    void members_unknownMissingOrWrong_areAllNamedAtOnce() {
        refused("unknown-field", message("\"text\":\"a\",\"desk\":7,\"colour\":\"red\""));
        HttpCalls.Answer answer = north.post(
                messages, "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"fields\":{\"whit\":\"x\",\"where\":5}}");
        assertEquals("unknown-field", answer.code());
        List<String> fields = ((Json.Arr) at(answer.json(), "errors"))
                .items().stream()
                        .map(error -> HttpCalls.text(at(error, "field")))
                        .toList();
        assertTrue(fields.containsAll(List.of("/fields/whit", "/fields/where", "/language")), fields.toString());
        refused("field-missing", message("\"subject\":\"no text\""));
        refused("field-invalid", message("\"text\":\"   \""));
        refused("field-invalid", message("\"text\":null"));
        refused("field-invalid", message("\"text\":\"a\",\"subject\":\"two\\nlines\""));
        refused("field-invalid", message("\"text\":\"a\",\"replyBy\":\"tomorrow\""));
        refused("field-invalid", message("\"text\":\"a\",\"addressees\":[\"watch\",\"watch\"]"));
        refused("field-invalid", message("\"text\":\"a\",\"fields\":{}"));
        refused("field-invalid", "{\"type\":\"STOP\",\"precedence\":\"ROUTINE\",\"language\":\"en\"}");
        refused("field-invalid", message("\"text\":\"" + "a".repeat(16_001) + "\""));
    }

    @Test
    void values_thatDoNotFitTheLine_getTheirOwnCodes() {
        refused("unknown-type", "{\"type\":\"ACK\",\"precedence\":\"ROUTINE\",\"language\":\"en\",\"text\":\"a\"}");
        refused("unknown-type", "{\"type\":\"EPOCH\",\"precedence\":\"ROUTINE\",\"language\":\"en\",\"text\":\"a\"}");
        refused(
                "test-flag-conflict",
                "{\"type\":\"TEST\",\"precedence\":\"ROUTINE\",\"language\":\"en\",\"test\":false}");
        refused(
                "language-not-in-charter",
                "{\"type\":\"FREE TEXT\",\"precedence\":\"ROUTINE\",\"language\":\"tlh\",\"text\":\"a\"}");
        refused("desk-not-in-charter", message("\"text\":\"a\",\"addressees\":[\"kitchen\"]"));
        refused("forbidden", message("\"text\":\"a\",\"desk\":\"air\""));
        String nowhere = "{\"party\":\"southland\",\"epoch\":\"1-00000000\",\"index\":1,\"rel\":\"about\"}";
        refused("reference-unknown", message("\"text\":\"a\",\"references\":[" + nowhere + "]"));
        refused("shown-ahead", message("\"text\":\"a\",\"shown\":{\"epoch\":\"1-00000000\",\"size\":1}"));
        refused("text-too-long", message("\"text\":\"" + "\ud83d\ude00".repeat(16_000) + "\""));
    }

    @Test
    void stop_inNoLanguageOfTheCharter_isNeverRefusedForIt() {
        HttpCalls.Answer stop = north.post(
                messages,
                "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"language\":\"tlh\",\"desk\":\"kitchen\",\"addressees\":[\"none\"]}");
        assertEquals(201, stop.status(), stop.text());
    }

    @Test
    void stop_thatRefersToWhatIsNotHeld_goesWithoutIt_andSaysSo() {
        String nowhere = "{\"party\":\"southland\",\"epoch\":\"1-00000000\",\"index\":1,\"rel\":\"about\"}";
        for (String type : List.of("STOP", "UNPLANNED EVENT")) {
            String body = "{\"type\":\"" + type + "\",\"precedence\":\"FLASH\",\"language\":\"en\",\"references\":["
                    + nowhere + "],\"shown\":{\"epoch\":\"1-00000000\",\"size\":7}}";
            HttpCalls.Answer stop = north.post(messages, body);
            assertEquals(201, stop.status(), stop.text());
            assertEquals("/references/0", HttpCalls.text(at(stop.json(), "changed.0.field")));
            assertEquals("/shown/size", HttpCalls.text(at(stop.json(), "changed.1.field")));
            long last = lastSeq();
            Json entry = at(
                    north.get(messages.replace("messages", "entries?after=" + (last - 1)))
                            .json(),
                    "entries.0");
            assertEquals(type, HttpCalls.text(at(entry, "type")));
            assertEquals(Json.of(0), at(entry, "shown.size"), "no more than what is held");
            assertTrue(((Json.Obj) entry).get("references").isEmpty(), entry.toString());
            String batch = "{\"messages\":[{\"idempotencyKey\":\"batch-" + type.charAt(0) + "-0001\",\"message\":"
                    + body + "}]}";
            HttpCalls.Answer many = north.post(messages + "/batch", batch);
            assertEquals("/references/0", HttpCalls.text(at(many.json(), "results.0.said.changed.0.field")));
        }
    }

    @Test
    void key_missingOrMalformed_isRefused() {
        byte[] body = TwoNodesTest.text("a").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "idempotency-key-missing",
                north.send(north.post(messages, body)).code());
        for (String key : List.of("short", "x".repeat(65), "with space in it", "colon:not:here")) {
            assertEquals(
                    "idempotency-key-invalid",
                    north.postWithKey(messages, key, TwoNodesTest.text("a")).code());
        }
    }

    @Test
    void body_tooLargeOrOfAnotherType_isRefusedUnread() {
        assertEquals("body-too-large", north.post(messages, " ".repeat(131_073)).code());
        assertEquals(
                "body-too-large",
                north.post(messages + "/batch", " ".repeat(4_194_305)).code());
        HttpCalls.Answer form = north.send(north.signed(messages)
                .header("X-Ringdown", "1")
                .header("Content-Type", "text/plain")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
        assertEquals("media-type-unsupported", form.code());
    }

    @Test
    void body_declaredHugeInChunks_isCutOff() {
        HostPort api = nodes.orElseThrow().north.api;
        String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
        String answer = HttpCalls.raw(
                api,
                "POST " + messages + " HTTP/1.1\r\nHost: " + api + "\r\nAuthorization: Bearer " + token()
                        + "\r\nX-Ringdown: 1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    }

    private String token() {
        try {
            return nodes.orElseThrow().north.data.readCliToken();
        } catch (NodeException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void batch_withOneFault_saysNothing() {
        long before = lastSeq();
        String good = "{\"idempotencyKey\":\"batch-000001\",\"message\":" + TwoNodesTest.text("one") + "}";
        String bad = "{\"idempotencyKey\":\"batch-000002\",\"message\":" + message("\"text\":7") + "}";
        HttpCalls.Answer answer = north.post(messages + "/batch", "{\"messages\":[" + good + "," + bad + "]}");
        assertEquals("field-invalid", answer.code());
        assertEquals("/messages/1/message/text", HttpCalls.text(at(answer.json(), "errors.0.field")));
        assertEquals(
                "field-invalid",
                north.post(messages + "/batch", "{\"messages\":[" + good + "," + good + "]}")
                        .code());
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 257; i++) many.add(good.replace("000001", "%06d".formatted(i)));
        String all = String.join(",", many);
        assertEquals(
                "batch-too-large",
                north.post(messages + "/batch", "{\"messages\":[" + all + "]}").code());
        assertEquals(before, lastSeq());
    }

    @Test
    void batch_ofMany_isSaidInOrderInOneWrite() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            many.add("{\"idempotencyKey\":\"many-%06d\",\"message\":%s}".formatted(i, TwoNodesTest.text("n" + i)));
        }
        HttpCalls.Answer answer = north.post(messages + "/batch", "{\"messages\":[" + String.join(",", many) + "]}");
        assertEquals(200, answer.status(), answer.text());
        long first = ((Json.Whole) at(answer.json(), "results.0.said.index")).value();
        long last = ((Json.Whole) at(answer.json(), "results.255.said.index")).value();
        assertEquals(first + 255, last);
    }

    private long lastSeq() {
        return ((Json.Whole) at(north.get("/api/v1/lines").json(), "lines.0.lastSeq")).value();
    }

    @Test
    void acknowledgement_thatCannotBe_isRefused() {
        String about = peerMessage().orElseThrow() + "/acknowledgements";
        assertEquals(
                "level-needs-readback",
                north.post(about, "{\"level\":\"READ BACK\"}").code());
        assertEquals(
                "level-needs-role",
                north.post(about, "{\"level\":\"RELAYED TO\"}").code());
        assertEquals(
                "field-invalid", north.post(about, "{\"level\":\"AGREED\"}").code());
        assertEquals(
                "field-invalid",
                north.post(about, "{\"level\":\"SEEN\",\"readBack\":\"x\"}").code());
        assertEquals(
                "forbidden",
                north.post(about, "{\"level\":\"SEEN\",\"role\":\"commander\"}").code());
        String line = "/api/v1/lines/" + nodes.orElseThrow().line;
        String nowhere = line + "/entries/southland/1-00000000/0/acknowledgements";
        assertEquals(
                "entry-unknown", north.post(nowhere, "{\"level\":\"SEEN\"}").code());
        assertEquals(
                "parameter-invalid",
                north.post(nowhere.replace("1-0", "x-0"), "{\"level\":\"SEEN\"}")
                        .code());
        HttpCalls.Answer own = north.post(messages, TwoNodesTest.text("own"));
        String ours = line + "/entries/northland/" + HttpCalls.text(at(own.json(), "epoch")) + "/"
                + ((Json.Whole) at(own.json(), "index")).value() + "/acknowledgements";
        assertEquals(
                "not-acknowledgeable", north.post(ours, "{\"level\":\"SEEN\"}").code());
    }

    @Test
    void path_unknown_hasItsCode() {
        assertEquals("route-unknown", north.get("/api/v1/nothing").code());
        assertEquals("route-unknown", north.get("/api/v1/../cli.token").code());
        assertEquals(
                "line-unknown",
                north.get("/api/v1/lines/" + "0".repeat(32) + "/entries").code());
        HttpCalls.Answer put =
                north.send(north.signed(messages).PUT(java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertEquals("method-not-allowed", put.code());
        assertEquals(Optional.of("POST"), put.header("Allow"));
        String entries = "/api/v1/lines/" + nodes.orElseThrow().line + "/entries";
        for (String query : List.of("?limit=0", "?limit=501", "?after=-1", "?order=wall", "?limit=5&limit=6", "?x=1")) {
            assertEquals("parameter-invalid", north.get(entries + query).code(), query);
        }
    }
}
