package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;
import org.ringdown.line.StoreException;
import org.ringdown.store.Scrub;
import org.ringdown.store.ScrubSlice;

/** Law 15: one flipped byte is found at its next use or by the scrub, quarantined, told, and repaired from the peer. */
final class DamagedStoreTest {
    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();

    @BeforeEach
    void talk() {
        TwoNodes two = TwoNodes.found(scratch).start();
        nodes = Optional.of(two);
        String messages = "/api/v1/lines/" + two.line + "/messages";
        assertEquals(
                201,
                two.north
                        .calls()
                        .postWithKey(messages, "key-north-01", TwoNodesTest.text("wolfram-north"))
                        .status());
        assertEquals(
                201,
                two.south
                        .calls()
                        .post(messages, TwoNodesTest.text("wolfram-south"))
                        .status());
        for (TwoNodes.Side side : List.of(two.north, two.south)) {
            Waiting.until(
                    "both texts at " + side.party, () -> texts(side, two.line).size() == 2 && whole(side, two.line));
        }
    }

    @AfterEach
    void stop() {
        nodes.ifPresent(TwoNodes::close);
    }

    private static List<Json> texts(TwoNodes.Side side, String line) {
        Json entries = at(
                side.calls().get("/api/v1/lines/" + line + "/entries?limit=500").json(), "entries");
        return ((Json.Arr) entries)
                .items().stream()
                        .filter(entry -> HttpCalls.text(at(entry, "type")).equals("FREE TEXT"))
                        .toList();
    }

    private static boolean whole(TwoNodes.Side side, String line) {
        return texts(side, line).stream()
                .allMatch(entry -> ((Json.Obj) entry).get("unreadable").isEmpty()
                        && (!HttpCalls.text(at(entry, "party")).equals(side.party)
                                || HttpCalls.text(at(entry, "state")).equals("DELIVERED")));
    }

    /** Changes one byte in the middle of a text, wherever the store's files have it. */
    private static int flip(Path store, String text) {
        int flipped = 0;
        for (Path file : List.of(store, Path.of(store + "-wal"))) {
            if (!Files.exists(file)) continue;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                byte[] bytes = Files.readAllBytes(file);
                String all = new String(bytes, StandardCharsets.ISO_8859_1);
                for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) {
                    byte[] one = {(byte) (bytes[at + 3] ^ 1)};
                    channel.write(ByteBuffer.wrap(one), at + 3L);
                    flipped++;
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return flipped;
    }

    private static CompletableFuture<List<HttpCalls.Event>> repairs(TwoNodes.Side side, int count) {
        int[] seen = {0};
        return CompletableFuture.supplyAsync(() -> side.calls()
                        .events(
                                "/api/v1/events",
                                Optional.empty(),
                                event -> event.name().equals("alarm")
                                        && HttpCalls.text(at(event.data(), "code"))
                                                .equals("store-repaired")
                                        && ++seen[0] == count))
                .orTimeout(40, TimeUnit.SECONDS);
    }

    private static void checkWhole(Path store) throws StoreException {
        try (Scrub scrub = Scrub.open(store)) {
            ScrubSlice slice = scrub.next(512);
            for (; !slice.passDone(); slice = scrub.next(512)) assertEquals(List.of(), slice.bad());
        }
    }

    @Test
    void flippedByte_whileStopped_isFoundAtItsNextUseAndRepairedFromThePeer() throws StoreException {
        TwoNodes two = nodes.orElseThrow();
        two.north.stop();
        Path store = two.north.data.store(two.line);
        assertTrue(flip(store, "wolfram-north") > 0 && flip(store, "wolfram-south") > 0, "no byte was flipped");
        two.north.start();
        CompletableFuture<List<HttpCalls.Event>> repaired = repairs(two.north, 2);
        Waiting.until(
                "the stream stands",
                () -> two.north.calls().get("/metrics").text().contains("ringdown_streams 1.0"));
        assertEquals(
                2,
                texts(two.north, two.line).stream()
                        .filter(entry -> ((Json.Obj) entry).get("unreadable").isPresent())
                        .count());
        List<HttpCalls.Event> events = repaired.join();
        assertEquals(2, events.stream().filter(e -> isAlarm(e, "store-damaged")).count());
        Waiting.until("whole again", () -> whole(two.north, two.line));
        String messages = "/api/v1/lines/" + two.line + "/messages";
        HttpCalls.Answer again =
                two.north.calls().postWithKey(messages, "key-north-01", TwoNodesTest.text("wolfram-north"));
        assertEquals(201, again.status(), "the same request still gets its first answer: " + again.text());
        two.north.stop();
        checkWhole(store);
    }

    private static boolean isAlarm(HttpCalls.Event event, String code) {
        return event.name().equals("alarm")
                && HttpCalls.text(at(event.data(), "code")).equals(code);
    }

    @Test
    void flippedBytes_whileRunning_areFoundByTheScrubAndRepaired() throws StoreException {
        TwoNodes two = nodes.orElseThrow();
        CompletableFuture<List<HttpCalls.Event>> repaired = repairs(two.south, 1);
        Waiting.until(
                "the stream stands",
                () -> two.south.calls().get("/metrics").text().contains("ringdown_streams 1.0"));
        Path store = two.south.data.store(two.line);
        assertTrue(flip(store, "wolfram-north") > 0, "no byte was flipped");
        List<HttpCalls.Event> events = repaired.join();
        assertTrue(events.stream().anyMatch(e -> isAlarm(e, "store-damaged")), "an alarm was raised");
        Waiting.until("whole again", () -> whole(two.south, two.line));
        Waiting.until("a pass is told in status", () -> {
            Json.Obj status =
                    (Json.Obj) at(two.south.calls().get("/api/v1/status").json(), "store");
            return status.get("lastScrub").isPresent();
        });
        two.south.stop();
        checkWhole(store);
    }
}
