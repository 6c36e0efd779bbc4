package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** A store that can't be read takes neither the lamp nor the alarms nor STOP with it. */
final class UnreadableStoreTest {
    private static final int PAGE_BYTES = 4_096;
    private static final int INDEX_LEAF = 10;
    private static final int INDEX_INTERIOR = 2;

    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();

    @BeforeEach
    void talk() {
        nodes = Optional.of(TwoNodes.found(scratch).start());
        Waiting.until("the line is up", () -> state().equals("UP"));
        StringBuilder batch = new StringBuilder("{\"messages\":[");
        for (int i = 0; i < 200; i++) {
            batch.append(i == 0 ? "" : ",").append("{\"idempotencyKey\":\"talk-%06d\",\"message\":".formatted(i));
            batch.append(TwoNodesTest.text("entry " + i)).append('}');
        }
        assertEquals(200, calls().post(messages() + "/batch", batch + "]}").status());
        Waiting.until("delivered", () -> ((Json.Whole) at(line(), "ownLog.receipted")).value() > 200);
    }

    @AfterEach
    void stop() {
        nodes.ifPresent(TwoNodes::close);
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    private HttpCalls calls() {
        return two().north.calls();
    }

    private String messages() {
        return "/api/v1/lines/" + two().line + "/messages";
    }

    private Json line() {
        return at(calls().get("/api/v1/lines").json(), "lines.0");
    }

    private String state() {
        return HttpCalls.text(at(line(), "states.0.state"));
    }

    /** Writes over pages of a database under whoever has it open, its journal too. */
    private void damage(boolean indexesOnly) {
        Path store = two().north.data.store(two().line);
        for (Path file : List.of(store, store.resolveSibling(store.getFileName() + "-wal"))) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                boolean wal = !file.equals(store);
                int frame = wal ? PAGE_BYTES + 24 : PAGE_BYTES;
                for (long at = wal ? 32 + 24 : PAGE_BYTES; at + PAGE_BYTES <= channel.size(); at += frame) {
                    ByteBuffer kind = ByteBuffer.allocate(1);
                    channel.read(kind, at);
                    boolean index = kind.get(0) == INDEX_LEAF || kind.get(0) == INDEX_INTERIOR;
                    if (index || !indexesOnly) channel.write(ByteBuffer.wrap(new byte[PAGE_BYTES]), at);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void screenLives(String after) {
        Waiting.until("entries can't be read " + after, () -> entries().status() == 503);
        assertEquals("store-stopped", entries().code());
        assertTrue(((Json.Whole) at(line(), "lastSeq")).value() > 200, "the last seq is remembered");
        Json status = calls().get("/api/v1/status").json();
        assertEquals(Json.of(false), at(status, "store.ok"), status.toString());
        assertTrue(!HttpCalls.text(at(status, "store.cause")).isEmpty());
        boolean[] seen = new boolean[2];
        calls().events("/api/v1/events?line=" + two().line, Optional.of("0"), event -> {
            seen[0] |= event.name().equals("beat");
            seen[1] |= event.name().equals("alarm")
                    && HttpCalls.text(at(event.data(), "code")).equals("store-unreadable");
            return seen[0] && seen[1];
        });
    }

    private HttpCalls.Answer entries() {
        return calls().get("/api/v1/lines/" + two().line + "/entries?after=0&limit=500");
    }

    private void stopGoes(String key) {
        String place = "{\"party\":\"southland\",\"epoch\":\"1-00000000\",\"index\":1,\"rel\":\"about\"}";
        String stop = "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"language\":\"en\",\"text\":\"Cease fire " + key
                + "\",\"references\":[" + place + "],\"shown\":{\"epoch\":\"1-00000000\",\"size\":4}}";
        Waiting.until(
                "STOP went " + key,
                () -> calls().postWithKey(messages(), key, stop).status() < 300);
        Waiting.until("at south " + key, () -> shownAtSouth().contains("Cease fire " + key));
    }

    private String shownAtSouth() {
        return two().south
                .calls()
                .get("/api/v1/lines/" + two().line + "/entries?limit=500")
                .text();
    }

    @Test
    void pagesDamaged_underARunningNode_theScreenAndStopLive() {
        damage(true);
        stopGoes("stop-index-01");
        damage(false);
        screenLives("after the whole file");
        stopGoes("stop-file-0001");
        assertEquals(200, calls().get("/api/v1/session").status());
    }

    @Test
    void storeDamaged_beforeTheStart_theNodeStarts_stopGoes_andAWholeFileIsTakenUpByItself() throws Exception {
        two().north.stop();
        Path store = two().north.data.store(two().line);
        byte[] whole = Files.readAllBytes(store);
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, PAGE_BYTES / 40, damaged.length, (byte) 0x5a);
        Files.write(store, damaged);
        two().north.start();
        Waiting.until("it says so", () -> line().toString().contains("RECORD-STOPPED"));
        Waiting.until(
                "the paths are up",
                () -> HttpCalls.text(at(line(), "paths.0.state")).equals("UP"));
        stopGoes("stop-at-start");
        HttpCalls.Answer other = calls().post(messages(), TwoNodesTest.text("and this"));
        assertEquals("record-stopped", other.code(), other.text());

        Files.write(store, whole);
        Waiting.until("the record goes on", () -> !line().toString().contains("RECORD-STOPPED"));
        assertEquals(
                201, calls().post(messages(), TwoNodesTest.text("and this")).status());
        assertTrue(((Json.Whole) at(line(), "lastSeq")).value() > 200);
        Waiting.until("UNRECORDED at south", () -> shownAtSouth().contains("UNRECORDED"));
    }

    @Test
    void registerOfOfficers_thatCantBeRead_keepsWhoIsSignedIn() throws Exception {
        Officers officers = new Officers(two().north.data, System::currentTimeMillis);
        officers.add(new Officer("n.hale", "N. Hale", org.ringdown.charter.Role.WATCH, "watch"));
        assertTrue(officers.find("n.hale").isPresent());
        Path file = two().north.data.officers();
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        Files.createSymbolicLink(file, file.getFileName()); // a loop: neither there nor not there
        assertTrue(officers.find("n.hale").isPresent(), "an error of the disk revokes nobody");
        Files.delete(file);
        SecretFiles.create(file, "[\u0000".getBytes(StandardCharsets.UTF_8));
        assertTrue(officers.find("n.hale").isPresent(), "nor does a damaged file");
        Files.delete(file);
        assertTrue(officers.find("n.hale").isEmpty(), "a register that is not there has no officers");
        SecretFiles.create(file, whole);
        assertTrue(officers.find("n.hale").isPresent());
        officers.revoke("n.hale");
        assertTrue(officers.find("n.hale").isEmpty());
    }
}
