package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** Laws 3 and 8: a line's thread that waits for a disk that hangs; STOP goes, the lamp says so, and an alarm that needs no disk. */
final class HungLineTest {
    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();
    private final AtomicBoolean hang = new AtomicBoolean();
    private final AtomicBoolean inside = new AtomicBoolean();
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeEach
    void start() {
        nodes = Optional.of(TwoNodes.found(scratch).start());
        Waiting.until(
                "the line stands", () -> !Set.of("PATH-DOWN", "RECORD-STOPPED").contains(state()));
        two().north.node.orElseThrow().local(two().line).orElseThrow().listen(_ -> {
            if (hang.getAndSet(false)) { // that thread only, as a disk does
                inside.set(true);
                await(released);
            }
        });
    }

    @AfterEach
    void stop() {
        released.countDown();
        nodes.ifPresent(TwoNodes::close);
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Json line() {
        return at(two().north.calls().get("/api/v1/lines").json(), "lines.0");
    }

    private String state() {
        return HttpCalls.text(at(line(), "states.0.state"));
    }

    private String cause() {
        return HttpCalls.text(at(line(), "states.0.cause"));
    }

    private HttpCalls.Answer stop(String key) {
        String stop = "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"language\":\"en\",\"text\":\"" + key + "\"}";
        return two().north.calls().postWithKey("/api/v1/lines/" + two().line + "/messages", key, stop);
    }

    private List<String> types(TwoNodes.Side side) {
        Json entries = at(
                side.calls()
                        .get("/api/v1/lines/" + two().line + "/entries?limit=500")
                        .json(),
                "entries");
        return ((Json.Arr) entries)
                .items().stream()
                        .map(entry -> HttpCalls.text(at(entry, "type")))
                        .toList();
    }

    private long count(TwoNodes.Side side, String type) {
        return types(side).stream().filter(type::equals).count();
    }

    /** One said in the turn that hangs, one while the thread hangs, one on the sessions of the thread that took over. */
    @Test
    void stop_saidWhileTheThreadHangs_reachesThePeerUnrecorded_andIsLoggedOnceWhenItTurns() {
        hang.set(true);
        String messages = "/api/v1/lines/" + two().line + "/messages";
        CompletableFuture<HttpCalls.Answer> text = CompletableFuture.supplyAsync(() ->
                two().north.calls().postWithKey(messages, "hung-000001", TwoNodesTest.text("into the hung disk")));
        Waiting.until("the thread hangs", inside::get);

        HttpCalls.Answer first = stop("stop-000001");
        assertTrue(
                ((Json.Whole) at(line(), "ownLog.size")).value() >= 20, "the record is not shown as gone: " + line());
        assertEquals(202, first.status(), first.text());
        assertEquals("UNRECORDED HERE", HttpCalls.text(at(first.json(), "state")));
        Waiting.until("the peer has logged what it heard", () -> count(two().south, "HEARD") == 1);
        Waiting.until("a second has passed", () -> stop("stop-000002").status() == 202);
        Waiting.until("the peer has logged that too", () -> count(two().south, "HEARD") == 2);
        HttpCalls.Answer gated = two().north.calls().postWithKey(messages, "hung-000002", TwoNodesTest.text("later"));
        assertEquals("record-stopped", gated.code(), gated.text());

        hang.set(false);
        released.countDown();
        Waiting.until(
                "the record goes on",
                () -> !Set.of("PATH-DOWN", "RECORD-STOPPED").contains(state()));
        assertEquals(
                201,
                text.join().status(),
                "it was durable before the thread hung: " + text.join().text());
        for (TwoNodes.Side side : List.of(two().north, two().south)) {
            Waiting.until("both hold the notes", () -> count(side, "UNRECORDED") == 2 && count(side, "HEARD") == 2);
            assertEquals(1, count(side, "FREE TEXT"));
        }
        HttpCalls.Answer later = two().north.calls().postWithKey(messages, "hung-000002", TwoNodesTest.text("later"));
        assertEquals(201, later.status(), later.text());
        Waiting.until("the peer has it", () -> count(two().south, "FREE TEXT") == 2);
    }

    private static boolean isAlarm(HttpCalls.Event event, boolean raised) {
        return event.name().equals("alarm")
                && HttpCalls.text(at(event.data(), "code")).equals("record-stopped")
                && at(event.data(), "raised").equals(Json.of(raised));
    }

    /** A stream that stands, and ends with the alarm. */
    private CompletableFuture<List<HttpCalls.Event>> stream(boolean raised) {
        HttpCalls calls = two().north.calls();
        CountDownLatch stands = new CountDownLatch(1);
        CompletableFuture<List<HttpCalls.Event>> events =
                CompletableFuture.supplyAsync(() -> calls.events("/api/v1/events", Optional.empty(), event -> {
                    stands.countDown();
                    return isAlarm(event, raised);
                }));
        await(stands);
        return events;
    }

    @Test
    void threadThatHangs_isRecordStopped_withAnAlarmWithinTenSeconds_andOverWhenItTurns() {
        CompletableFuture<List<HttpCalls.Event>> raised = stream(true);
        long hungNs = System.nanoTime();
        hang.set(true);
        String messages = "/api/v1/lines/" + two().line + "/messages";
        CompletableFuture<HttpCalls.Answer> said = CompletableFuture.supplyAsync(() ->
                two().north.calls().postWithKey(messages, "hung-000001", TwoNodesTest.text("into the hung disk")));

        raised.orTimeout(10, TimeUnit.SECONDS).join();
        long tookMs = (System.nanoTime() - hungNs) / 1_000_000;
        assertTrue(tookMs < 10_000, "the alarm came after " + tookMs + " ms");
        assertEquals("RECORD-STOPPED", state());
        Waiting.until("another thread carries STOP", () -> cause().contains("STOP and UNPLANNED EVENT go"));
        String cause = HttpCalls.text(at(line(), "states.0.cause"));
        assertEquals(cause, HttpCalls.text(at(line(), "states.0.cause")), "the cause does not change while it lasts");
        Json status = two().north.calls().get("/api/v1/status").json();
        assertEquals(cause, HttpCalls.text(at(status, "store.cause")));
        String metrics = two().north.calls().get("/metrics").text();
        assertTrue(metrics.contains("state=\"RECORD-STOPPED\"} 1.0"), metrics);
        List<HttpCalls.Event> later = two().north.calls().events("/api/v1/events", Optional.empty(), "beat");
        assertEquals("RECORD-STOPPED", HttpCalls.text(at(later.getFirst().data(), "lines.0.states.0.state")));
        assertTrue(isAlarm(later.get(1), true), "a stream that opens meanwhile is told: " + later);

        CompletableFuture<List<HttpCalls.Event>> over = stream(false);
        hang.set(false);
        released.countDown();
        over.orTimeout(20, TimeUnit.SECONDS).join();
        Waiting.until(
                "the line stands", () -> !Set.of("PATH-DOWN", "RECORD-STOPPED").contains(state()));
        assertEquals(201, said.join().status(), said.join().text());
    }
}
