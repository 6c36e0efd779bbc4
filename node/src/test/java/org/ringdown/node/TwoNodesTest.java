package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

final class TwoNodesTest {
    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();

    @BeforeEach
    void found() {
        nodes = Optional.of(TwoNodes.found(scratch));
    }

    @AfterEach
    void stop() {
        nodes.ifPresent(TwoNodes::close);
    }

    @Test
    void message_saidAtNorth_isDeliveredSeenAndReadBack() {
        TwoNodes two = nodes.orElseThrow().start();
        HttpCalls north = two.north.calls();
        HttpCalls south = two.south.calls();
        HttpCalls.Answer said = north.post(
                "/api/v1/lines/" + two.line + "/messages",
                "{\"type\":\"FREE TEXT\",\"precedence\":\"PRIORITY\",\"language\":\"en\",\"text\":\"Convoy at 14:00Z.\"}");
        assertEquals(201, said.status(), said.text());
        String place = "/api/v1/lines/" + two.line + "/entries/northland/" + HttpCalls.text(at(said.json(), "epoch"))
                + "/" + ((Json.Whole) at(said.json(), "index")).value();

        Waiting.until("delivered", () -> state(two.north, two.line).equals("DELIVERED"));
        Waiting.until("held at south", () -> message(two.south, two.line).isPresent());
        for (String level : List.of("{\"level\":\"SEEN\"}", "{\"level\":\"READ BACK\",\"readBack\":\"Four at 14\"}")) {
            HttpCalls.Answer ack = south.post(place + "/acknowledgements", level);
            assertEquals(201, ack.status(), ack.text());
        }
        Waiting.until("the ladder at north", () -> ladder(two.north, two.line).size() == 2);
        Json entry = message(two.north, two.line).orElseThrow();
        assertEquals("READ BACK", HttpCalls.text(at(entry, "ladder.1.level")));
        assertEquals("Four at 14", HttpCalls.text(at(entry, "ladder.1.readBack")));
        assertEquals("southland", HttpCalls.text(at(entry, "ladder.0.party")));
    }

    @Test
    void stop_withEveryFieldLeftOut_isSaid() {
        TwoNodes two = nodes.orElseThrow().start();
        HttpCalls.Answer said = two.south
                .calls()
                .post(
                        "/api/v1/lines/" + two.line + "/messages",
                        "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"language\":\"tlh\"}");
        assertEquals(201, said.status(), said.text());
        Waiting.until("at north", () -> types(two.north, two.line).contains("STOP"));
    }

    @Test
    void cutLine_healed_bothSidesCatchUp() {
        TwoNodes two = nodes.orElseThrow().start();
        Waiting.until("up", () -> paths(two.north).contains("UP"));
        two.south.stop();
        HttpCalls.Answer said = two.north
                .calls()
                .post(
                        "/api/v1/lines/" + two.line + "/messages",
                        "{\"type\":\"FREE TEXT\",\"precedence\":\"ROUTINE\",\"language\":\"en\",\"text\":\"while cut\"}");
        assertEquals(201, said.status(), said.text());
        assertEquals("RECORDED", state(two.north, two.line));
        two.south.start();
        Waiting.until("delivered", () -> state(two.north, two.line).equals("DELIVERED"));
    }

    @Test
    void stream_withLastEventId_replaysWithoutAGapAndGoesOn() {
        TwoNodes two = nodes.orElseThrow().start();
        String say = "/api/v1/lines/" + two.line + "/messages";
        for (int i = 0; i < 3; i++) two.north.calls().post(say, text("before " + i));
        String path = "/api/v1/events?line=" + two.line;
        List<HttpCalls.Event> events = two.north.calls().events(path, Optional.of("0"), "beat");

        assertEquals("hello", events.getFirst().name());
        List<String> ids = events.stream()
                .filter(event -> event.name().equals("entry"))
                .map(event -> event.id().orElseThrow())
                .toList();
        for (int i = 0; i < ids.size(); i++) assertEquals(Integer.toString(i + 1), ids.get(i));
        assertTrue(ids.size() >= 3, ids.toString());
    }

    @Test
    void lineEvent_atAChange_carriesTheStateAfterItAndWhenItBegan() {
        TwoNodes two = nodes.orElseThrow().start();
        Waiting.until("heard", () -> !paths(two.north).getFirst().equals("PATH-DOWN"));
        long cutMs = System.currentTimeMillis();
        CompletableFuture<List<HttpCalls.Event>> events = CompletableFuture.supplyAsync(() -> two.north
                .calls()
                .events(
                        "/api/v1/events",
                        Optional.empty(),
                        event -> event.name().equals("line")
                                && HttpCalls.text(at(event.data(), "states.0.state"))
                                        .equals("PATH-DOWN")));
        two.south.stop();
        List<HttpCalls.Event> all = events.orTimeout(20, TimeUnit.SECONDS).join();
        Json state = at(all.getLast().data(), "states.0");
        long sinceMs = Instant.parse(HttpCalls.text(at(state, "since"))).toEpochMilli();
        assertTrue(sinceMs >= cutMs, "since " + sinceMs + ", but it was cut at " + cutMs);
        assertEquals(state, at(two.north.calls().get("/api/v1/lines").json(), "lines.0.states.0"), "it stays");
    }

    @Test
    void sameRequest_again_getsTheFirstAnswer_andAnotherGets409() {
        TwoNodes two = nodes.orElseThrow().start();
        String say = "/api/v1/lines/" + two.line + "/messages";
        HttpCalls.Answer first = two.north.calls().postWithKey(say, "key-00000001", text("once"));
        HttpCalls.Answer again = two.north.calls().postWithKey(say, "key-00000001", text("once"));
        HttpCalls.Answer other = two.north.calls().postWithKey(say, "key-00000001", text("twice"));

        assertEquals(201, first.status(), first.text());
        assertEquals(at(first.json(), "index"), at(again.json(), "index"));
        assertEquals(at(first.json(), "leafHash"), at(again.json(), "leafHash"));
        assertEquals("idempotency-key-reused", other.code());
    }

    static String text(String text) {
        return "{\"type\":\"FREE TEXT\",\"precedence\":\"ROUTINE\",\"language\":\"en\",\"text\":\"" + text + "\"}";
    }

    private static List<Json> entries(TwoNodes.Side side, String line) {
        HttpCalls.Answer answer = side.calls().get("/api/v1/lines/" + line + "/entries?limit=500&order=joint");
        assertEquals(200, answer.status(), answer.text());
        return ((Json.Arr) at(answer.json(), "entries")).items();
    }

    private static List<String> types(TwoNodes.Side side, String line) {
        return entries(side, line).stream()
                .map(e -> HttpCalls.text(at(e, "type")))
                .toList();
    }

    private static Optional<Json> message(TwoNodes.Side side, String line) {
        return entries(side, line).stream()
                .filter(entry -> HttpCalls.text(at(entry, "type")).equals("FREE TEXT"))
                .findFirst();
    }

    private static String state(TwoNodes.Side side, String line) {
        return HttpCalls.text(at(message(side, line).orElseThrow(), "state"));
    }

    private static List<Json> ladder(TwoNodes.Side side, String line) {
        return ((Json.Arr) at(message(side, line).orElseThrow(), "ladder")).items();
    }

    private static List<String> paths(TwoNodes.Side side) {
        Json lines = at(side.calls().get("/api/v1/lines").json(), "lines.0.paths");
        return ((Json.Arr) lines)
                .items().stream().map(path -> HttpCalls.text(at(path, "state"))).toList();
    }
}
