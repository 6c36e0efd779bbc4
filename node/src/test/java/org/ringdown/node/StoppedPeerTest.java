package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/**
 * The peer's process is stopped by a signal: its sockets stand, its kernel takes calls, and nobody answers. Both nodes are
 * processes of their own.
 */
final class StoppedPeerTest {
    /** Law 8: the alarm is raised within this time by absence alone. */
    private static final long ALARM_MS = 10_000;

    @TempDir
    Path scratch = Path.of("");

    private final List<NodeProcess> processes = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();
    private Optional<TwoNodes> nodes = Optional.empty();

    @AfterEach
    void stop() {
        processes.forEach(NodeProcess::close);
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    @Test
    void peerStopped_whileEntriesAreSent_lampSaysSo_andAllIsDeliveredOnceAfterwards() {
        nodes = Optional.of(TwoNodes.found(scratch));
        NodeProcess north = serve(two().north);
        NodeProcess south = serve(two().south);
        Waiting.until("the line is heard", () -> !down());
        Random random = new Random(201);
        for (int i = 0; i < 40; i++) say(random);
        south.signal("STOP");
        try {
            for (int i = 0; i < 250 || !down(); i++) say(random);
            lampIsTrue();
            for (int i = 0; i < 50; i++) say(random);
            assertTrue(waiting() >= 50, "nothing is delivered to a stopped peer");
        } finally {
            south.signal("CONT");
        }
        Waiting.until("all is delivered", () -> waiting() == 0 && !down());
        assertTrue(north.peakMiB() < 400, "northland took " + north.peakMiB() + " MiB");
        north.assertWell();
        processes.forEach(NodeProcess::close);
        StoresChecker.check(
                two().north.data.store(two().line), two().south.data.store(two().line), "northland", acknowledged);
    }

    private NodeProcess serve(TwoNodes.Side side) {
        NodeProcess process = NodeProcess.serve(side, scratch);
        processes.add(process);
        return process;
    }

    /** Something of a random size; each fifth is urgent. The own officers are answered whatever the peer does. */
    private void say(Random random) {
        String key = "stopped-%05d".formatted(acknowledged.size());
        String body = TwoNodesTest.text("x".repeat(1 + random.nextInt(15_000)));
        if (acknowledged.size() % 5 == 0) body = body.replace("ROUTINE", "FLASH");
        HttpCalls.Answer said = two().north.calls().postWithKey("/api/v1/lines/" + two().line + "/messages", key, body);
        assertEquals(201, said.status(), said.text());
        acknowledged.add(key);
    }

    /** The lamp went out within the time of law 8 after the last heartbeat, by Northland's own clock. */
    private void lampIsTrue() {
        long nowMs = System.currentTimeMillis();
        for (Json path : ((Json.Arr) at(line(), "paths")).items()) {
            assertEquals("PATH-DOWN", HttpCalls.text(at(path, "state")), path.toString());
            long sinceMs = Instant.parse(HttpCalls.text(at(path, "since"))).toEpochMilli();
            long heardMs = nowMs - ((Json.Whole) at(path, "lastHeardMs")).value();
            assertTrue(sinceMs - heardMs < ALARM_MS, "down " + (sinceMs - heardMs) + " ms after the last heartbeat");
        }
    }

    private Json line() {
        return at(two().north.calls().get("/api/v1/lines").json(), "lines.0");
    }

    private boolean down() {
        return HttpCalls.text(at(line(), "states.0.state")).equals("PATH-DOWN");
    }

    private long waiting() {
        return ((Json.Whole) at(line(), "waiting")).value();
    }
}
