package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Role;

/** Who gets in, and who does not: links, cookies, foreign pages and hosts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignInTest {
    @TempDir
    private static Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();
    private HttpCalls calls = new HttpCalls("", "");

    @BeforeAll
    void start() throws NodeException {
        TwoNodes two = TwoNodes.found(scratch);
        nodes = Optional.of(two);
        officers().add(new Officer("n.hale", "N. Hale", Role.WATCH, "watch"));
        two.north.start();
        calls = two.north.calls();
    }

    @AfterAll
    void stop() {
        nodes.ifPresent(TwoNodes::close);
    }

    private Officers officers() {
        return new Officers(nodes.orElseThrow().north.data, System::currentTimeMillis);
    }

    private HttpCalls.Answer signIn(String token) {
        return calls.send(calls.request("/api/v1/session")
                .header("X-Ringdown", "1")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
    }

    private String cookie(String officer) throws NodeException {
        HttpCalls.Answer in = signIn(officers().link(officer));
        assertEquals(200, in.status(), in.text());
        return in.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private String stop(String path) {
        return "/api/v1/lines/" + nodes.orElseThrow().line + path;
    }

    @Test
    void link_opened_setsACookieForThisPartyAndPortOnly() throws NodeException {
        HttpCalls.Answer in = signIn(officers().link("n.hale"));
        String cookie = in.header("Set-Cookie").orElseThrow();
        int port = nodes.orElseThrow().north.api.port();

        assertTrue(cookie.startsWith("ringdown-northland-" + port + "="), cookie);
        for (String attribute : List.of("Path=/", "HttpOnly", "SameSite=Strict")) {
            assertTrue(cookie.contains("; " + attribute), cookie);
        }
        assertEquals("n.hale", HttpCalls.text(at(in.json(), "officer")));
        assertEquals("watch", HttpCalls.text(at(in.json(), "role")));
    }

    @Test
    void link_usedTwiceOrMadeUp_isRefused() throws NodeException {
        String token = officers().link("n.hale");
        assertEquals(200, signIn(token).status());
        assertEquals("link-unknown", signIn(token).code());
        assertEquals("link-unknown", signIn("A".repeat(43)).code());
        assertEquals("field-invalid", signIn("no").code());
    }

    @Test
    void session_signedOutOrRevoked_endsAtOnce() throws NodeException {
        officers().add(new Officer("brief", "B. Rief", Role.SUPERVISOR, "air"));
        String first = cookie("brief");
        String second = cookie("brief");
        HttpCalls.Answer out = calls.send(calls.request("/api/v1/session")
                .header("Cookie", first)
                .header("X-Ringdown", "1")
                .DELETE());
        assertEquals(204, out.status());
        assertTrue(out.header("Set-Cookie").orElseThrow().contains("Max-Age=0"));
        assertEquals("not-signed-in", withCookie("/api/v1/session", first).code());
        assertEquals(200, withCookie("/api/v1/session", second).status());
        officers().revoke("brief");
        assertEquals("not-signed-in", withCookie("/api/v1/session", second).code());
    }

    private HttpCalls.Answer withCookie(String path, String cookie) {
        return calls.send(calls.request(path).header("Cookie", cookie));
    }

    @Test
    void call_withoutSignIn_isRefused() {
        for (String path : List.of("/api/v1/status", "/api/v1/lines", "/api/v1/events", "/metrics", stop("/entries"))) {
            assertEquals("not-signed-in", calls.send(calls.request(path)).code(), path);
        }
        HttpRequest.Builder wrong = calls.request("/api/v1/status").header("Authorization", "Bearer " + "x".repeat(43));
        assertEquals("not-signed-in", calls.send(wrong).code());
        assertEquals(200, calls.send(calls.request("/healthz")).status());
        assertEquals(200, calls.send(calls.request("/api/v1/openapi.yaml")).status());
    }

    @Test
    void stateChange_withoutTheHeader_isRefused() throws NodeException {
        String cookie = cookie("n.hale");
        HttpRequest.Builder forged = calls.request(stop("/messages"))
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertEquals("csrf", calls.send(forged).code());
    }

    @Test
    void call_fromAForeignPage_isRefused() throws NodeException {
        String cookie = cookie("n.hale");
        for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
            HttpRequest.Builder forged =
                    calls.request("/api/v1/status").header("Cookie", cookie).header("Origin", origin);
            assertEquals("origin-not-allowed", calls.send(forged).code(), origin);
        }
        HttpRequest.Builder crossSite =
                calls.request("/api/v1/status").header("Cookie", cookie).header("Sec-Fetch-Site", "cross-site");
        assertEquals("origin-not-allowed", calls.send(crossSite).code());
    }

    @Test
    void call_toAForeignHostName_isRefused() {
        HostPort api = nodes.orElseThrow().north.api;
        for (String host : List.of("evil.example", "evil.example:" + api.port(), "127.0.0.1.evil.example", "")) {
            String answer =
                    HttpCalls.raw(api, "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 403") || answer.startsWith("HTTP/1.1 400"), host + ": " + answer);
        }
        for (String host :
                List.of("localhost:" + api.port(), "northland.localhost", "127.0.0.1:" + api.port(), "[::1]")) {
            String answer =
                    HttpCalls.raw(api, "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 200"), host + ": " + answer);
        }
    }

    @Test
    void everyAnswer_carriesTheHeadersThatKeepPagesHonest() {
        HttpCalls.Answer answer = calls.send(calls.request("/healthz"));
        String csp = answer.header("Content-Security-Policy").orElseThrow();
        assertTrue(csp.startsWith("default-src 'none'; script-src 'self'"), csp);
        assertTrue(!csp.contains("unsafe"), csp);
        assertEquals(Optional.of("nosniff"), answer.header("X-Content-Type-Options"));
        assertEquals(Optional.of("no-referrer"), answer.header("Referrer-Policy"));
        assertEquals(Optional.empty(), answer.header("Server"));
    }

    @Test
    void officer_callingTooFast_isHeldBack_butStopGoes() throws NodeException {
        officers().add(new Officer("hasty", "H. Asty", Role.WATCH, "watch"));
        String cookie = cookie("hasty");
        String last = "";
        for (int i = 0; i < 400 && !last.equals("rate-limited"); i++) {
            HttpCalls.Answer answer = withCookie("/api/v1/session", cookie);
            last = answer.status() == 200 ? "" : answer.code();
            if (answer.status() == 429) assertEquals(Optional.of("1"), answer.header("Retry-After"));
        }
        assertEquals("rate-limited", last);
        HttpCalls.Answer stop = calls.send(calls.request(stop("/messages"))
                .header("Cookie", cookie)
                .header("X-Ringdown", "1")
                .header("Idempotency-Key", "stop-00000001")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"language\":\"en\"}")));
        assertEquals(201, stop.status(), stop.text());
    }

    @Test
    void metrics_forTheToken_nameNoOfficer() {
        HttpCalls.Answer metrics = calls.get("/metrics");
        assertEquals(200, metrics.status());
        assertTrue(metrics.text().contains("ringdown_bugs 0.0"), metrics.text());
        assertTrue(metrics.text().contains("ringdown_line_state{"), metrics.text());
        assertTrue(!metrics.text().contains("hale"), metrics.text());
    }

    @Test
    void node_onALockedDirectoryOrATakenPort_saysWhatToChange() {
        TwoNodes two = nodes.orElseThrow();
        Node.Options same = new Node.Options(two.north.data, Optional.empty(), "test");
        NodeException locked =
                org.junit.jupiter.api.Assertions.assertThrows(NodeException.class, () -> Node.start(same));
        assertEquals(NodeCode.DATA_LOCKED, locked.code());
    }
}
