package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** A deleted store comes back from the peer, under one new epoch. */
final class LostStoreTest {
    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();

    @BeforeEach
    void found() {
        nodes = Optional.of(TwoNodes.found(scratch).start());
    }

    @AfterEach
    void stop() {
        nodes.ifPresent(TwoNodes::close);
    }

    @Test
    void lostStore_started_comesBackFromThePeerInOneNewEpoch() throws Exception {
        TwoNodes two = nodes.orElseThrow();
        List<String> before = talk(two);
        lose(two.north);
        two.north.start();
        Waiting.until("what was held is back", () -> own(two.north, two.line).containsAll(before));
        Waiting.until("its receipts are back", () -> allDelivered(two.north, two.line));
        assertEquals(List.of("1", "2"), epochs(two));
    }

    @Test
    void lostStore_restartedBeforeThePeerIsBack_opensNoFurtherEpoch() throws Exception {
        TwoNodes two = nodes.orElseThrow();
        List<String> before = talk(two);
        two.south.stop();
        lose(two.north);
        for (int i = 0; i < 3; i++) {
            two.north.start();
            two.north.stop();
        }
        two.north.start();
        two.south.start();
        Waiting.until("what was held is back", () -> own(two.north, two.line).containsAll(before));
        Waiting.until("nothing waits", () -> quiet(two.north));
        assertEquals(List.of("1", "2"), epochs(two));
    }

    /** Says three things, waits until they are receipted; returns the own entries, place and hash. */
    private static List<String> talk(TwoNodes two) {
        String say = "/api/v1/lines/" + two.line + "/messages";
        for (int i = 0; i < 3; i++)
            assertEquals(
                    201,
                    two.north.calls().post(say, TwoNodesTest.text("said " + i)).status());
        Waiting.until("nothing waits", () -> quiet(two.north));
        List<String> own = own(two.north, two.line);
        assertTrue(own.size() > 3, own.toString());
        return own;
    }

    private static void lose(TwoNodes.Side side) throws IOException, NodeException {
        side.stop();
        Path store = side.data.store(side.data.lines().getFirst());
        for (String suffix : List.of("", "-wal", "-shm", "-reserve")) {
            Files.deleteIfExists(store.resolveSibling(store.getFileName() + suffix));
        }
    }

    private static List<Json> entries(TwoNodes.Side side, String line) {
        HttpCalls.Answer answer = side.calls().get("/api/v1/lines/" + line + "/entries?limit=500");
        assertEquals(200, answer.status(), answer.text());
        return ((Json.Arr) at(answer.json(), "entries")).items();
    }

    private static List<String> own(TwoNodes.Side side, String line) {
        return entries(side, line).stream()
                .filter(e -> HttpCalls.text(at(e, "party")).equals(side.party))
                .map(e -> HttpCalls.text(at(e, "epoch")) + "/" + ((Json.Whole) at(e, "index")).value() + " "
                        + HttpCalls.text(at(e, "leafHash")))
                .toList();
    }

    private static boolean allDelivered(TwoNodes.Side side, String line) {
        return entries(side, line).stream()
                .filter(e -> HttpCalls.text(at(e, "party")).equals(side.party))
                .allMatch(e -> HttpCalls.text(at(e, "state")).equals("DELIVERED"));
    }

    private static List<String> epochs(TwoNodes two) {
        return own(two.north, two.line).stream()
                .map(place -> place.substring(0, place.indexOf('-')))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean quiet(TwoNodes.Side side) {
        Json line = at(side.calls().get("/api/v1/lines").json(), "lines.0");
        return ((Json.Whole) at(line, "waiting")).value() == 0;
    }
}
