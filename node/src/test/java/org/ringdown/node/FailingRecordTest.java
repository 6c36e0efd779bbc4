package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;
import org.ringdown.line.SayResult;
import org.ringdown.line.StoreException;
import org.ringdown.store.SqliteReader;

/** What the API answers while the record, the store or the node itself fails. */
final class FailingRecordTest {
    private static final String STOP = "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"language\":\"en\"}";

    @TempDir
    Path scratch = Path.of("");

    private final List<AutoCloseable> open = new ArrayList<>();
    private Optional<FakeLine> fake = Optional.empty();
    private Optional<ApiServer> server = Optional.empty();
    private HttpCalls calls = new HttpCalls("", "");
    private String messages = "";
    private final Bugs bugs = new Bugs();

    @BeforeEach
    void start() throws NodeException, StoreException {
        TwoNodes two = TwoNodes.found(scratch);
        DataDirectory data = two.north.data;
        SqliteReader reader = SqliteReader.open(data.store(two.line), 2);
        open.add(reader);
        FakeLine line = new FakeLine(Founding.charter(data, two.line), "northland", reader);
        SystemClock clock = new SystemClock();
        ApiServer api = new ApiServer(new ApiServer.Parts(
                data.readConfig().api(),
                new NodeFacts("northland", Node.VERSION, "test", 0, "none", false),
                new LineDirectory(List.of(line), clock::wallMs),
                new Officers(data, clock::wallMs),
                data.readCliToken(),
                clock,
                new NodeMetrics(bugs),
                bugs));
        api.start();
        open.add(api);
        fake = Optional.of(line);
        server = Optional.of(api);
        calls = two.north.calls();
        messages = "/api/v1/lines/" + two.line + "/messages";
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) one.close();
    }

    private FakeLine line() {
        return fake.orElseThrow();
    }

    @Test
    void record_stopped_refusesWhatMustWait_andSendsStopUnrecorded() {
        line().answer = Optional.of(new SayResult.Refused(SayResult.Code.RECORD_STOPPED, "Free the disk."));
        HttpCalls.Answer refused = calls.post(messages, TwoNodesTest.text("a"));
        assertEquals(503, refused.status());
        assertEquals("record-stopped", refused.code());
        assertEquals("Free the disk.", HttpCalls.text(at(refused.json(), "detail")));

        line().answer = Optional.of(new SayResult.Unrecorded("stop-00000001"));
        HttpCalls.Answer stop = calls.postWithKey(messages, "stop-00000001", STOP);
        assertEquals(202, stop.status());
        assertEquals("UNRECORDED HERE", HttpCalls.text(at(stop.json(), "state")));
        assertEquals("stop-00000001", HttpCalls.text(at(stop.json(), "statementId")));

        line().answer = Optional.of(new SayResult.Refused(SayResult.Code.UNRECORDED_FULL, "Use the telephone."));
        assertEquals("unrecorded-full", calls.post(messages, STOP).code());
    }

    @Test
    void store_tooSlow_answersThatNothingIsKnown() {
        line().failing = Optional.of(ProblemException.later(Problem.STORE_STOPPED, 2));
        HttpCalls.Answer answer = calls.post(messages, STOP);
        assertEquals("store-stopped", answer.code());
        assertEquals(Optional.of("2"), answer.header("Retry-After"));
    }

    @Test
    void faultOfOurs_isCountedAndNamesAReference() {
        line().broken = true;
        HttpCalls.Answer answer = calls.post(messages, STOP);
        assertEquals("internal", answer.code());
        assertTrue(HttpCalls.text(at(answer.json(), "detail")).matches(".*Reference [0-9a-f]{8}\\."), answer.text());
        assertEquals(1, bugs.count());
    }

    @Test
    void batch_withOneRefusal_reportsEachResultAlone() {
        line().answer = Optional.of(new SayResult.Refused(SayResult.Code.ID_REUSED, "Use a fresh key."));
        String one = "{\"idempotencyKey\":\"batch-000001\",\"message\":" + TwoNodesTest.text("one") + "}";
        HttpCalls.Answer answer = calls.post(messages + "/batch", "{\"messages\":[" + one + "]}");
        assertEquals(200, answer.status());
        assertEquals("idempotency-key-reused", HttpCalls.text(at(answer.json(), "results.0.problem.code")));
    }

    @Test
    void health_withAStoppedRecord_isNotOk() {
        assertEquals(200, calls.send(calls.request("/healthz")).status());
        line().trouble = Optional.of("no room on the disk");
        HttpCalls.Answer health = calls.send(calls.request("/healthz"));
        assertEquals(503, health.status());
        HttpCalls.Answer status = calls.get("/api/v1/status");
        assertEquals("no room on the disk", HttpCalls.text(at(status.json(), "store.cause")));
    }

    @Test
    void alarms_thatNobodyNoticed_areToldToAStreamThatOpensLater() {
        Json.Obj alarm =
                Json.obj().put("id", "unrecorded-heard.a").put("raised", true).build();
        line().alarms.add(alarm);
        List<HttpCalls.Event> events = calls.events("/api/v1/events", Optional.empty(), "beat");
        assertEquals("hello", events.getFirst().name());
        assertEquals(new HttpCalls.Event("alarm", Optional.empty(), alarm), events.get(1));

        String path = messages.replace("/messages", "/alarms/unrecorded-heard.a%3Ab/noticed");
        assertEquals(
                "csrf", calls.send(calls.signed(path).method("POST", nothing())).code());
        assertEquals(204, calls.post(path, "").status());
        assertEquals(List.of("unrecorded-heard.a:b"), line().noticed);
    }

    private static java.net.http.HttpRequest.BodyPublisher nothing() {
        return java.net.http.HttpRequest.BodyPublishers.noBody();
    }

    @Test
    void streams_beyondTheBound_areRefused_andEndWhenTheNodeStops() throws IOException, InterruptedException {
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < Limit.STREAMS_PER_OFFICER.amount(); i++) {
            InputStream stream = calls.open("/api/v1/events");
            assertEquals('e', stream.read());
            streams.add(stream);
        }
        assertEquals("too-many-streams", calls.get("/api/v1/events").code());
        server.orElseThrow().drain();
        for (InputStream stream : streams) {
            byte[] rest = stream.readAllBytes();
            assertTrue(rest.length > 0, "the stream began");
        }
        assertEquals("shutting-down", calls.get("/api/v1/lines").code());
    }

    @Test
    void problems_all_areProvokedBySomeTest_andStandInTheSpec() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/org/ringdown/node"))) {
            for (Path file : files.toList()) tests.append(Files.readString(file));
        }
        String spec = Files.readString(Path.of("../spec/openapi.yaml"));
        for (Problem problem : Problem.values()) {
            boolean provoked = tests.indexOf("\"" + problem.code() + "\"") >= 0;
            String row = "{ number: " + problem.number() + ", code: " + problem.code() + ", status: " + problem.status()
                    + ",";
            if (!provoked || !spec.contains(row) || !spec.contains(problem.next())) missing.add(problem.code());
        }
        assertEquals(List.of(), List.copyOf(missing));
    }

    @Test
    void summary_ofALineWithoutPeer_isWhole() {
        Json line = at(calls.get("/api/v1/lines").json(), "lines.0");
        assertEquals("PATH-DOWN", HttpCalls.text(at(line, "states.0.state")));
        assertEquals("northland", HttpCalls.text(at(line, "own.party")));
        assertEquals("southland", HttpCalls.text(at(line, "peer.party")));
        assertEquals(Json.of(5_000), at(line, "clocks.FLASH.receiptMs"));
        assertEquals(Json.of(7_200_000), at(line, "clocks.ROUTINE.seenMs"), "the charter has none: the spec's");
        assertTrue(HttpCalls.text(at(line, "words")).split(" ", -1).length == 12);
    }
}
