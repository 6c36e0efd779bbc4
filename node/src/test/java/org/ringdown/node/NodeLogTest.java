package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;

/** Every line of the log is one JSON object, whatever anybody wrote, and holds no word of a message and no secret. */
final class NodeLogTest {
    private static final JsonBounds BOUNDS = new JsonBounds(1 << 20, 4, 64, 1 << 20, 32);
    private static final Set<String> FIELDS = Set.of("time", "level", "logger", "message", "thrown");

    @TempDir
    Path scratch = Path.of("");

    private static Json.Obj parse(String line) {
        try {
            return JsonReader.parseObject(line.getBytes(StandardCharsets.UTF_8), BOUNDS);
        } catch (JsonException e) {
            throw new AssertionError("not one JSON object: " + line, e);
        }
    }

    private static String format(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName("test");
        record.setThrown(new IllegalStateException("forged\r\n{\"level\":\"INFO\"}"));
        return new JsonLogLines().format(record);
    }

    @Test
    void record_withLineEndsAndUnseenCharacters_staysOneLine() {
        String line = format(Level.SEVERE, "a\r\nb\u2028c\u202ed\u0000e\ud800f\u001b[2Jg");
        assertEquals(1, line.lines().count(), line);
        Json.Obj json = parse(line.strip());
        assertEquals("ERROR", HttpCalls.text(json.get("level").orElseThrow()));
        assertEquals(
                "a\r\nb\ufffdc\ufffdd\ufffde\ufffdf\ufffd[2Jg",
                HttpCalls.text(json.get("message").orElseThrow()));
        assertTrue(HttpCalls.text(json.get("thrown").orElseThrow()).contains("forged\r\n"), line);
        assertTrue(
                HttpCalls.text(json.get("time").orElseThrow())
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"),
                line);
    }

    @Test
    void record_endlessText_isCut() {
        String line = format(Level.INFO, "x".repeat(1 << 20));
        assertTrue(line.length() < 20_000, "it has " + line.length());
    }

    @Test
    void process_underAllSortsOfCalls_logsJsonLinesWithoutBodiesOrSecrets() throws IOException, NodeException {
        TwoNodes two = TwoNodes.found(scratch);
        String log;
        try (NodeProcess node = NodeProcess.serve(two.north, scratch)) {
            HttpCalls calls = two.north.calls();
            String messages = "/api/v1/lines/" + two.line + "/messages";
            String said = "Zanzibar\\r\\n{\\\"level\\\":\\\"INFO\\\",\\\"message\\\":\\\"forged\\\"}";
            assertEquals(201, calls.post(messages, TwoNodesTest.text(said)).status());
            assertEquals(400, calls.post(messages, "{\"Zanzibar\":").status());
            assertEquals(400, calls.post(messages, "{\"Zanzibar\":1}").status());
            calls.send(calls.request("/api/v1/Zanzibar").header("Authorization", "Bearer Zanzibar"));
            HttpCalls.raw(two.north.api, "GET /\u0001 HTTP/1.1\r\nHost: Zanzibar\r\n\r\n");
            HttpCalls.raw(two.north.api, "Zanzibar\r\n\r\n");
            new Socket(two.north.lineAddress.host(), two.north.lineAddress.port()).close();
            node.stop();
            log = node.log();
        }
        List<String> lines = log.lines().toList();
        assertFalse(lines.isEmpty(), "nothing was logged");
        for (String line : lines) {
            Json.Obj json = parse(line);
            assertTrue(FIELDS.containsAll(json.fields().keySet()), line);
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("has stopped")), "the stop itself is logged: " + log);
        assertFalse(log.contains("jetty") || log.contains("Javalin"), "success is quiet: " + log);
        assertFalse(log.contains("Zanzibar"), log);
        for (String secret : secrets(two.north.data)) assertFalse(log.contains(secret), "a secret is in the log");
    }

    private static List<String> secrets(DataDirectory data) throws IOException, NodeException {
        try (Stream<Path> files = Files.walk(data.root().resolve("keys"))) {
            List<String> bodies = files.filter(Files::isRegularFile)
                    .flatMap(NodeLogTest::lines)
                    .filter(line -> line.length() > 20)
                    .toList();
            assertFalse(bodies.isEmpty(), "no key file was looked at");
            return Stream.concat(bodies.stream(), Stream.of(data.readCliToken()))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(String::strip);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
