package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ringdown.node.HttpCalls.at;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** Laws 1, 2 and 6 on a real process with a sync that fails, and one that is killed at a write or a sync. */
final class FailingSyncTest {
    private static final String STRACE = "/usr/bin/strace";

    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();
    private final List<String> acknowledged = new ArrayList<>();
    /** Keys that were asked and not answered: nothing is known of them, so they are asked again. */
    private final Map<String, String> unanswered = new LinkedHashMap<>();

    private int said;
    /** The types of the entries that the API showed at the end. */
    private List<String> shown = List.of();

    @BeforeEach
    void found() {
        boolean can = Files.isExecutable(Path.of(STRACE));
        if (!can) System.err.println("SKIPPED: the fault injection tests of the node need " + STRACE);
        assumeTrue(can, "needs strace");
        nodes = Optional.of(TwoNodes.found(scratch));
        two().south.start();
    }

    @AfterEach
    void stop() {
        nodes.ifPresent(TwoNodes::close);
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    /** A node on which strace plants a fault at the n-th of some system calls of one thread. */
    private NodeProcess strace(String calls, String fault) {
        List<String> command = new ArrayList<>(List.of(STRACE, "-f", "-qq", "-o", "/dev/null"));
        // quicker, but with it strace stops where no signal can be planted, and says nothing of that
        if (!fault.startsWith("signal=")) command.add("--seccomp-bpf");
        command.addAll(List.of("-e", "trace=" + calls, "-e", "signal=none", "-e", "inject=" + calls + ":" + fault));
        return NodeProcess.start(two().north, scratch, command);
    }

    /** Says things until the node does not answer, or the count is reached; what was not answered is asked first. */
    private String sayUntilSilent(NodeProcess node, int countMax) {
        HttpCalls calls = two().north.calls();
        for (int i = 0; i < countMax && node.isAlive(); i++) {
            if (unanswered.isEmpty()) unanswered.put("kill-%05d".formatted(said), TwoNodesTest.text("entry " + said++));
            Map.Entry<String, String> next = unanswered.entrySet().iterator().next();
            try {
                HttpCalls.Answer answer =
                        calls.postWithKey("/api/v1/lines/" + two().line + "/messages", next.getKey(), next.getValue());
                if (answer.status() != 201) return answer.code();
                acknowledged.add(next.getKey());
                unanswered.remove(next.getKey());
            } catch (UncheckedIOException silent) {
                return "silent";
            }
        }
        return "answered";
    }

    private void finish() {
        two().north.start();
        String line = two().line;
        HttpCalls calls = two().north.calls();
        unanswered.forEach((key, body) -> {
            HttpCalls.Answer answer = calls.postWithKey("/api/v1/lines/" + line + "/messages", key, body);
            assertEquals(201, answer.status(), answer.text());
            acknowledged.add(key);
        });
        for (TwoNodes.Side side : List.of(two().north, two().south)) {
            Waiting.until("everything of " + side.party + " is delivered", () -> waiting(side) == 0);
        }
        for (TwoNodes.Side side : List.of(two().north, two().south)) shownOnce(side);
        shown = types(two().north);
        two().close();
        assertTrue(acknowledged.size() > 20, "only " + acknowledged.size() + " were acknowledged");
        StoresChecker.check(two().north.data.store(line), two().south.data.store(line), "northland", acknowledged);
    }

    /** The API of either side shows what was acknowledged, each once. */
    private void shownOnce(TwoNodes.Side side) {
        HttpCalls.Answer answer = side.calls().get("/api/v1/lines/" + two().line + "/entries?limit=500");
        List<String> shown = ((Json.Arr) at(answer.json(), "entries"))
                .items().stream()
                        .filter(entry -> HttpCalls.text(at(entry, "type")).equals("FREE TEXT"))
                        .map(entry -> HttpCalls.text(at(entry, "id")))
                        .sorted()
                        .toList();
        assertEquals(acknowledged.stream().sorted().toList(), shown, "shown by " + side.party);
    }

    private static long waiting(TwoNodes.Side side) {
        return ((Json.Whole) at(side.calls().get("/api/v1/lines").json(), "lines.0.waiting")).value();
    }

    /** The n-th write or sync of one thread ends the process before the disk has it: its start, a commit, a second place. */
    @Test
    void process_killedAtAWriteOrSync_losesNothingAcknowledged_andDoublesNothing() {
        Random random = new Random(501);
        List<String> hits = new ArrayList<>();
        for (String calls :
                List.of("pwrite64", "fdatasync", "pwrite64,fdatasync", "pwrite64", "fdatasync", "pwrite64")) {
            int when = calls.equals("fdatasync") ? 1 + random.nextInt(30) : 1 + random.nextInt(90);
            NodeProcess node = strace(calls, "signal=KILL:when=" + when);
            Waiting.until("it serves or is dead", () -> node.serves() || !node.isAlive());
            String end = node.isAlive() ? sayUntilSilent(node, 150) : "dead at its start";
            if (end.equals("silent")) node.awaitEnd();
            if (node.isAlive()) node.kill();
            else hits.add(calls + " " + when + ": " + end + ", " + acknowledged.size());
        }
        assertTrue(hits.size() >= 5, "the kills that hit: " + hits);
        finish();
    }

    @Test
    void sync_failsWhileServing_stopsTheWriter_andItRecoversByItself() {
        NodeProcess node = strace("fdatasync,fsync", "error=EIO:when=12");
        Waiting.until("it serves", node::serves);
        HttpCalls calls = two().north.calls();
        int stops = 0;
        // one fault for each call of each thread: commits, checkpoints and the second place fail in their turn
        for (int round = 0; round < 6; round++) {
            String end = sayUntilSilent(node, 40);
            if (end.equals("answered") && stops > 0) break;
            if (end.equals("record-stopped")) stops++;
            Waiting.until(
                    "it recovers by itself",
                    () -> calls.send(calls.request("/healthz")).status() == 200);
        }
        assertTrue(stops > 0 && stops < 6, stops + " stops: " + node.log());
        assertTrue(node.log().contains("the record is stopped"), node.log());
        assertTrue(node.isAlive(), "the same process all the while");
        node.signal("TERM");
        node.awaitEnd();
        finish();
    }

    /** A disk that takes twelve seconds for one sync: meanwhile STOP goes; then nothing is lost, and nothing doubled. */
    @Test
    void sync_hangs_stopGoesUnrecorded_andTheRecordGoesOnByItself() {
        NodeProcess node = strace("fdatasync,fsync", "delay_enter=12000000:when=70");
        Waiting.until("it serves", node::serves);
        CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> sayUntilSilent(node, 150));
        Waiting.until("the thread hangs", () -> node.log().contains("its thread hangs"));
        String stop = "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"language\":\"en\"}";
        HttpCalls.Answer said =
                two().north.calls().postWithKey("/api/v1/lines/" + two().line + "/messages", "stop-000001", stop);
        assertEquals(202, said.status(), said.text());
        Waiting.until(
                "the peer has logged what it heard", () -> types(two().south).contains("HEARD"));
        end.join();
        HttpCalls calls = two().north.calls();
        Waiting.until(
                "the record goes on",
                () -> calls.send(calls.request("/healthz")).status() == 200);
        node.signal("TERM");
        node.awaitEnd();
        finish();
        assertEquals(1, shown.stream().filter("UNRECORDED"::equals).count());
    }

    private List<String> types(TwoNodes.Side side) {
        HttpCalls.Answer answer = side.calls().get("/api/v1/lines/" + two().line + "/entries?limit=500");
        return ((Json.Arr) at(answer.json(), "entries"))
                .items().stream()
                        .map(entry -> HttpCalls.text(at(entry, "type")))
                        .toList();
    }
}
