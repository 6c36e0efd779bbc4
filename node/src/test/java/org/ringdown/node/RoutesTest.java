package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** Whatever is sent to any route of the API's file, only listed problems come back, each with its own status. */
final class RoutesTest {
    private static final Pattern ROW = Pattern.compile("number: (\\d+), code: ([a-z-]+), status: (\\d+)");

    @TempDir
    Path scratch = Path.of("");

    private final List<AutoCloseable> open = new ArrayList<>();
    private HttpCalls calls = new HttpCalls("", "");
    private HostPort api = new HostPort("127.0.0.1", 1);
    private String line = "";
    private String spec = "";
    private final Map<String, Integer> statuses = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        TwoNodes two = TwoNodes.found(scratch);
        two.north.start();
        open.add(two);
        calls = two.north.calls();
        api = two.north.api;
        line = two.line;
        spec = Files.readString(Path.of("../spec/openapi.yaml"));
        Matcher rows = ROW.matcher(spec);
        while (rows.find()) statuses.put(rows.group(2), Integer.parseInt(rows.group(3)));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open) one.close();
    }

    private record Route(String method, String path) {}

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        String path = "";
        for (String row : spec.substring(spec.indexOf("\npaths:"), spec.indexOf("\ncomponents:"))
                .split("\n", -1)) {
            Matcher at = Pattern.compile("  (/\\S+):").matcher(row);
            if (at.matches()) path = at.group(1);
            Matcher verb = Pattern.compile("    (get|post|delete):").matcher(row);
            if (verb.matches()) routes.add(new Route(verb.group(1).toUpperCase(Locale.ROOT), path));
        }
        assertEquals(17, routes.size(), routes.toString());
        return routes;
    }

    private void check(String what, HttpCalls.Answer answer) {
        if (answer.status() < 400) return;
        boolean health = answer.json().get("ok").isPresent();
        if (health) return;
        assertEquals("application/problem+json", answer.header("Content-Type").orElse(""), what);
        assertTrue(statuses.containsKey(answer.code()), what + ": " + answer.text());
        assertEquals(statuses.get(answer.code()), answer.status(), what + ": " + answer.text());
        assertFalse(HttpCalls.text(at(answer.json(), "detail")).isEmpty(), what);
    }

    @Test
    void routes_underBadCalls_answerListedProblemsOnly() {
        List<String> bodies =
                List.of("", "{", "[]", "null", "{\"a\":1}", "{\"type\":7}", "\u0000", "{\"messages\":[]}");
        int refused = 0;
        for (Route route : routes()) {
            for (String id : List.of(line, "0".repeat(32), "%00", "..%2f..", "ä", "x".repeat(3_000))) {
                String path = route.path()
                        .replace("{line}", id)
                        .replace("{alarm}", "record-stopped")
                        .replace("{party}", "southland")
                        .replace("{epoch}", id.equals(line) ? "1-00000000" : id)
                        .replace("{index}", id.equals(line) ? "0" : "-1");
                path = path.replace("ä", "%C3%A4");
                for (String body : bodies) {
                    if (route.path().equals("/api/v1/events")) continue; // it would stream
                    HttpCalls.Answer answer = calls.send(calls.signed(path + (body.isEmpty() ? "" : "?after=zz&x=y"))
                            .header("X-Ringdown", "1")
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "routes-000001")
                            .method(route.method(), HttpRequest.BodyPublishers.ofString(body)));
                    check(route + " " + id + " " + body, answer);
                    if (answer.status() >= 400) refused++;
                }
                check(route + " unsigned", calls.send(calls.request(path).method(route.method(), nothing())));
            }
            for (String method : List.of("PUT", "PATCH", "OPTIONS", "TRACE", "BREW")) {
                String path = route.path().replaceAll("\\{[a-z]+\\}", line);
                check(method + " " + route, calls.send(calls.signed(path).method(method, nothing())));
            }
        }
        assertTrue(refused > 200, "only " + refused + " were refused");
    }

    private static HttpRequest.BodyPublisher nothing() {
        return HttpRequest.BodyPublishers.noBody();
    }

    @Test
    void requests_thatAreNoHttp_getListedProblems() {
        String host = "Host: " + api + "\r\nConnection: close\r\n";
        Map<String, String> raw = new HashMap<>();
        raw.put("GET /\u0001 HTTP/1.1\r\n" + host + "\r\n", "http-malformed");
        raw.put("rubbish\r\n\r\n", "http-malformed");
        raw.put("GET /healthz HTTP/1.1\r\n\r\n", "http-malformed");
        raw.put("GET /healthz HTTP/9.9\r\n" + host + "\r\n", "http-malformed");
        raw.put("GET /%00 HTTP/1.1\r\n" + host + "\r\n", "http-malformed");
        raw.put("GET /healthz HTTP/1.1\r\n" + host + "X: " + "a".repeat(20_000) + "\r\n\r\n", "headers-too-large");
        raw.put("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + host + "\r\n", "uri-too-long");
        raw.put(
                "POST /api/v1/session HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "http-malformed");
        raw.forEach((request, code) -> {
            String what = request.substring(0, Math.min(60, request.length()));
            String answer = HttpCalls.raw(api, request);
            String[] parts = answer.split("\r\n\r\n", 2);
            assertTrue(parts[0].startsWith("HTTP/1.1 " + statuses.get(code) + " "), what + " got " + answer);
            assertTrue(parts[0].contains("application/problem+json"), what + " got " + answer);
            assertTrue(parts[1].contains("\"code\":\"" + code + "\""), what + " got " + answer);
        });
        assertEquals(200, calls.get("/healthz").status(), "and it still serves");
    }

    @Test
    void cursor_beyondTheStore_bringsEverythingAgain() {
        int entries = ((Json.Arr)
                        at(calls.get("/api/v1/lines/" + line + "/entries").json(), "entries"))
                .items()
                .size();
        List<HttpCalls.Event> events = calls.events("/api/v1/events?line=" + line, Optional.of("999999"), "beat");
        long replayed = events.stream().filter(e -> e.name().equals("entry")).count();
        assertTrue(replayed >= entries && entries > 0, replayed + " of " + entries);
        assertEquals(
                "1",
                events.stream()
                        .filter(e -> e.name().equals("entry"))
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .orElse(""));
    }

    @Test
    void type_unknown_isRefusedForThatAlone() {
        String body = "{\"type\":\"RING\",\"precedence\":\"FLASH\",\"language\":\"en\",\"fields\":{\"a\":1}}";
        HttpCalls.Answer answer = calls.post("/api/v1/lines/" + line + "/messages", body);
        assertEquals("unknown-type", answer.code(), answer.text());
        assertEquals("/type", HttpCalls.text(at(answer.json(), "errors.0.field")));
        assertEquals(1, ((Json.Arr) at(answer.json(), "errors")).items().size(), answer.text());
    }
}
