package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ringdown.node.HttpCalls.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** Laws 3 and 6 on a real small disk: full, freed, read-only. */
final class FullDiskTest {
    private static final String STOP =
            "{\"type\":\"STOP\",\"precedence\":\"FLASH\",\"language\":\"en\",\"fields\":{\"what\":\"%s\"}}";

    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();
    private Path disk = Path.of("");
    private final long startNs = System.nanoTime();
    private final List<String> acknowledged = new ArrayList<>();

    @BeforeEach
    void mountAndTalk() throws Exception {
        disk = Files.createDirectory(scratch.resolve("northland"));
        boolean can = "root".equals(System.getProperty("user.name"))
                && run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()) == 0;
        if (!can) System.err.println("SKIPPED: the disk-full test of the node needs root, to mount a small tmpfs");
        assumeTrue(can, "needs root, to mount a small tmpfs");
        nodes = Optional.of(TwoNodes.found(scratch).start());
        Waiting.until("delivered", () -> receipted(two().north) > 15);
    }

    @AfterEach
    void unmount() throws Exception {
        nodes.ifPresent(TwoNodes::close);
        if (nodes.isPresent()) assertEquals(0, run("umount", disk.toString()), "nothing was left open");
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static long receipted(TwoNodes.Side side) {
        Json log = at(side.calls().get("/api/v1/lines").json(), "lines.0.ownLog.receipted");
        return ((Json.Whole) log).value();
    }

    private String messages() {
        return "/api/v1/lines/" + two().line + "/messages";
    }

    private HttpCalls.Answer batch(int number) {
        StringBuilder body = new StringBuilder("{\"messages\":[");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String key = "fill-%05d-%03d".formatted(number, i);
            keys.add(key);
            body.append(i == 0 ? "" : ",")
                    .append("{\"idempotencyKey\":\"")
                    .append(key)
                    .append("\",\"message\":");
            body.append(TwoNodesTest.text("x".repeat(900))).append('}');
        }
        HttpCalls.Answer answer = two().north
                .calls()
                .post(messages() + "/batch", body.append("]}").toString());
        if (answer.status() == 200) acknowledged.addAll(keys);
        return answer;
    }

    private void fillUp() throws IOException {
        long free = Files.getFileStore(disk).getUsableSpace();
        Files.write(disk.resolve("filler"), new byte[(int) (free - (1 << 20))]);
        HttpCalls.Answer answer = batch(0);
        for (int i = 1; answer.status() == 200; i++) {
            assertTrue(i < 2_000, "24 MiB took 100 MB");
            answer = batch(i);
        }
        assertEquals("record-stopped", answer.code(), answer.text());
    }

    private static boolean holds(TwoNodes.Side side, String state) {
        Json states = at(side.calls().get("/api/v1/lines").json(), "lines.0.states");
        return states.toString().contains(state);
    }

    @Test
    void disk_full_stopStillGoes_isLoggedAtBothWhenThereIsRoomAgain_andNothingIsLost() throws Exception {
        HttpCalls north = two().north.calls();
        fillUp();
        Waiting.until(
                "it says so itself", () -> north.send(north.request("/healthz")).status() == 503);
        Waiting.until(
                "both sides say so",
                () -> holds(two().north, "RECORD-STOPPED") && holds(two().south, "RECORD-STOPPED"));

        Path southStore = two().south.data.store(two().line);
        HttpCalls.Answer first = stop(0);
        assertEquals(201, first.status(), "there is room held back for it: " + first.text());
        Waiting.until("recorded at south", () -> StoresChecker.mentions(southStore, "northland", "stop-full-000") == 1);
        String unrecorded = useUpWhatIsHeldBack();
        assertEquals(
                202,
                north.postWithKey(messages(), unrecorded, STOP.formatted("the tanker"))
                        .status());
        HttpCalls.Answer other = north.postWithKey(messages(), unrecorded, STOP.formatted("the ferry"));
        assertEquals("idempotency-key-reused", other.code(), other.text());
        assertEquals(
                "record-stopped",
                north.post(messages(), TwoNodesTest.text("later")).code());
        Waiting.until("HEARD at south", () -> StoresChecker.mentions(southStore, "southland", unrecorded) == 1);
        Waiting.until("the sessions are back after the one cut that it takes", () -> sessions(north) == 4);
        Waiting.until("some tries to reopen", () -> System.nanoTime() - startNs > 9_000_000_000L);
        assertEquals(4, sessions(north), "the line is not cut again and again while there is no room");
        assertFalse(holds(two().south, "PATH-DOWN"), "the line is there all the while");

        Files.delete(disk.resolve("filler"));
        Files.delete(disk.resolve("filler-2"));
        Waiting.until(
                "it recovers by itself",
                () -> north.send(north.request("/healthz")).status() == 200);
        HttpCalls.Answer again = north.postWithKey(messages(), unrecorded, STOP.formatted("the tanker"));
        assertEquals(201, again.status(), "where it is logged now: " + again.text());
        HttpCalls.Answer after = north.postWithKey(messages(), "after-full-01", TwoNodesTest.text("after"));
        assertEquals(201, after.status(), after.text());
        acknowledged.add("after-full-01");
        acknowledgeUnrecorded(unrecorded);
        Waiting.until("everything is delivered", () -> waiting(two().north) == 0 && waiting(two().south) == 0);
        two().close();
        Path northStore = two().north.data.store(two().line);
        assertEquals(1, StoresChecker.mentions(northStore, "northland", unrecorded), "UNRECORDED, once");
        assertEquals(1, StoresChecker.mentions(southStore, "southland", unrecorded), "HEARD, once");
        StoresChecker.check(northStore, southStore, "northland", acknowledged);
    }

    private HttpCalls.Answer stop(int number) {
        String key = "stop-full-%03d".formatted(number);
        HttpCalls.Answer answer = two().north.calls().postWithKey(messages(), key, STOP.formatted("the tanker"));
        if (answer.status() == 201) acknowledged.add(key);
        return answer;
    }

    /** Says STOP on a disk without one free byte until the room held back is used up; returns the first that is not recorded. */
    private String useUpWhatIsHeldBack() throws IOException {
        for (int i = 1; i < 400; i++) {
            takeEveryByte();
            HttpCalls.Answer answer = stop(i);
            if (answer.status() == 202) {
                assertEquals("UNRECORDED HERE", HttpCalls.text(at(answer.json(), "state")));
                return "stop-full-%03d".formatted(i);
            }
            boolean patience = answer.status() == 429;
            assertTrue(answer.status() == 201 || patience, answer.text());
        }
        throw new AssertionError("400 STOPs were recorded on a disk without a free byte");
    }

    private void takeEveryByte() throws IOException {
        byte[] page = new byte[4_096];
        try (var out =
                Files.newOutputStream(disk.resolve("filler-2"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (Files.getFileStore(disk).getUsableSpace() > 0) out.write(page);
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("space"), full.toString());
        }
    }

    /** South's officer answers the UNRECORDED entry as the STOP that it carries, and north sees it. */
    private void acknowledgeUnrecorded(String id) {
        Waiting.until("UNRECORDED at south", () -> unrecorded(two().south, id).isPresent());
        Json entry = unrecorded(two().south, id).orElseThrow();
        assertEquals("STOP", HttpCalls.text(at(entry, "carried.type")));
        long index = ((Json.Whole) at(entry, "index")).value();
        String place = "northland/" + HttpCalls.text(at(entry, "epoch")) + "/" + index;
        String path = messages().replace("messages", "entries/" + place + "/acknowledgements");
        HttpCalls.Answer seen = two().south.calls().post(path, "{\"level\":\"SEEN\"}");
        assertEquals(201, seen.status(), seen.text());
        Waiting.until(
                "SEEN at north",
                () -> unrecorded(two().north, id)
                        .filter(e -> !((Json.Arr) at(e, "ladder")).items().isEmpty())
                        .isPresent());
    }

    private Optional<Json> unrecorded(TwoNodes.Side side, String id) {
        long after = Math.max(
                0, ((Json.Whole) at(side.calls().get("/api/v1/lines").json(), "lines.0.lastSeq")).value() - 50);
        String path = messages().replace("messages", "entries?after=" + after);
        return ((Json.Arr) at(side.calls().get(path).json(), "entries"))
                .items().stream()
                        .filter(entry -> HttpCalls.text(at(entry, "type")).equals("UNRECORDED"))
                        .filter(entry -> HttpCalls.text(at(entry, "id")).equals(id))
                        .findFirst();
    }

    private static long sessions(HttpCalls calls) {
        Json paths = at(calls.get("/api/v1/lines").json(), "lines.0.paths");
        return ((Json.Arr) paths)
                .items().stream()
                        .mapToLong(path -> ((Json.Whole) at(path, "sessions")).value())
                        .sum();
    }

    private static long waiting(TwoNodes.Side side) {
        return ((Json.Whole) at(side.calls().get("/api/v1/lines").json(), "lines.0.waiting")).value();
    }

    @Test
    void disk_readOnly_startIsRefusedWithWhatToDo_andWorksAfterwards() throws Exception {
        two().north.stop();
        assertEquals(0, run("mount", "-o", "remount,ro", disk.toString()));
        NodeException refused = assertThrows(
                NodeException.class, () -> Node.start(new Node.Options(two().north.data, Optional.empty(), "test")));
        assertTrue(Set.of(NodeCode.FILE_FAILED, NodeCode.STORE_FAILED, NodeCode.DATA_LOCKED)
                .contains(refused.code()));
        assertTrue(String.valueOf(refused.getMessage()).contains(disk.toString()), refused.getMessage());
        assertEquals(0, run("mount", "-o", "remount,rw", disk.toString()));
        two().north.start();
        assertEquals(
                201,
                two().north.calls().post(messages(), TwoNodesTest.text("back")).status());
    }
}
