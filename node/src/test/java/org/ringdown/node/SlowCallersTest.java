package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers that send a byte at a time, for as long as they are let: others get their answers all the same. */
final class SlowCallersTest {
    private static final int MORE = 40;

    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();
    private final List<Slow> slow = new ArrayList<>();
    private volatile boolean over;

    @BeforeEach
    void found() {
        nodes = Optional.of(TwoNodes.found(scratch));
        two().north.start();
    }

    @AfterEach
    void stop() {
        over = true;
        slow.forEach(Slow::cut);
        nodes.ifPresent(TwoNodes::close);
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    /** A connection on which one byte goes out each 100 ms, again and again, until the other end has had enough. */
    private final class Slow {
        private final Socket socket;
        private final byte[] bytes;
        private volatile boolean ended;

        Slow(HostPort to, String first, String text) {
            this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            try {
                this.socket = new Socket(to.host(), to.port());
                socket.getOutputStream().write(first.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::trickle);
        }

        private void trickle() {
            try {
                for (int i = 0; !over; i++) {
                    socket.getOutputStream().write(bytes[Math.min(i, bytes.length - 1)]);
                    Thread.sleep(100);
                }
            } catch (IOException e) {
                ended = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void callSlowly(HostPort to, int count, String first, String text) {
        for (int i = 0; i < count; i++) slow.add(new Slow(to, first, text));
    }

    private long ended() {
        return slow.stream().filter(one -> one.ended).count();
    }

    @Test
    void headers_aByteAtATime_onMoreConnectionsThanThereMayBe_officersAreAnswered() {
        String request = "GET /api/v1/lines HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
        callSlowly(two().north.api, Limit.CONNECTIONS.count() + MORE, request, "x");
        officersAreAnswered();
        Waiting.until("slow ones are cut", () -> ended() > MORE);
    }

    @Test
    void bodies_aByteAtATime_onMoreConnectionsThanThereMayBe_officersAreAnswered() {
        String request = "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100000\r\n\r\n{";
        callSlowly(two().north.api, Limit.CONNECTIONS.count() + MORE, request, " ");
        officersAreAnswered();
        Waiting.until("slow ones are cut", () -> ended() > MORE);
    }

    /** Looks each half second at what a connection brought; how long it took until it was found slow, else -1. */
    private static long slowAfterMs(LongFunction<SlowCallers.Seen> seenAtMs) {
        SlowCallers.Progress progress = new SlowCallers.Progress();
        long headersNs = Limit.HEADERS_MS.amount() * 1_000_000;
        for (long ms = 0; ms < 600_000; ms += Limit.SLOW_LOOK_MS.amount()) {
            if (progress.isSlow(seenAtMs.apply(ms), ms * 1_000_000, headersNs)) return ms;
        }
        return -1;
    }

    @Test
    void request_slowOrNot_isJudgedByWhatIsUnderWay() {
        assertEquals(-1, slowAfterMs(ms -> new SlowCallers.Seen(0, 0, 0)), "a connection that waits");
        assertEquals(-1, slowAfterMs(ms -> new SlowCallers.Seen(1, 1, 300)), "an event stream, or one kept open");
        assertEquals(
                -1,
                slowAfterMs(ms -> new SlowCallers.Seen(ms / 2_000, ms / 2_000, ms / 2_000 * 300)),
                "a request each two seconds");
        assertEquals(-1, slowAfterMs(ms -> new SlowCallers.Seen(1, 0, 300 + ms)), "a large body on a thin line");
        long headers = slowAfterMs(ms -> new SlowCallers.Seen(1, 1, 300 + ms / 500));
        assertTrue(headers > Limit.HEADERS_MS.amount() && headers < 12_000, "headers: " + headers);
        long body = slowAfterMs(ms -> new SlowCallers.Seen(1, 0, 300 + ms / 100));
        assertTrue(body > Limit.BODY_SLOW_MS.amount() && body < 32_000, "a body: " + body);
    }

    private void officersAreAnswered() {
        for (int i = 0; i < 5; i++) {
            HttpCalls calls = two().north.calls();
            Waiting.until("an answer", () -> answered(calls));
            HttpCalls.Answer said =
                    calls.post("/api/v1/lines/" + two().line + "/messages", TwoNodesTest.text("in the crowd " + i));
            assertEquals(201, said.status(), said.text());
        }
    }

    private static boolean answered(HttpCalls calls) {
        try {
            return calls.get("/api/v1/lines").status() == 200;
        } catch (UncheckedIOException late) {
            return false;
        }
    }

    @Test
    void handshakes_aByteAtATime_onTheLinePort_thePeerStillGetsIn() {
        callSlowly(
                two().north.lineAddress,
                3 * MORE,
                "",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
        two().south.start();
        Waiting.until(
                "the peer is in",
                () -> two().south.calls().get("/api/v1/lines").text().contains("\"receipted\":")
                        && two().north.calls().get("/api/v1/lines").text().contains("\"waiting\":0"));
        Waiting.until("slow ones are cut", () -> ended() > MORE);
        assertTrue(two().north.calls().get("/healthz").status() == 200);
    }
}
