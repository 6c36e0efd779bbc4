package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** New keys for a line that runs: certified, in use after a start, the old ones revoked; and the reserve. */
final class KeyRotationTest {
    @TempDir
    private Path folder = Path.of("");

    private static List<Json.Obj> keys(Founded.Side side, String party, String use) {
        return ApiReply.list(side.ok("charter", "keys", "--json").json(), "keys").stream()
                .filter(key -> ApiReply.text(key, "party").equals(party)
                        && ApiReply.text(key, "use").equals(use))
                .toList();
    }

    private static String newest(Founded.Side side, String use) {
        return ApiReply.text(keys(side, side.party, use).getLast(), "key");
    }

    private static String publicHalf(Founded line, Founded.Side side, String use) {
        try {
            String file = Files.readString(
                    side.data.resolve("keys").resolve(line.line).resolve(use + ".key"));
            return file.lines()
                    .filter(text -> text.contains("\"public\""))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void restart(Founded.Side side) {
        side.stop();
        side.start();
    }

    @Test
    void certify_everyKey_isInUseAfterTheNextStartAndTheLineGoesOn() {
        try (Founded line = Founded.in(folder).start()) {
            line.north.ok("send", "before");
            line.converge();
            String root = line.north.root.toString();
            String oldLog = newest(line.north, "log");
            String before = publicHalf(line, line.north, "log");
            line.north.ok("charter", "certify", "--use", "all", "--root-key", root);
            String again = line.north
                    .ok("charter", "certify", "--use", "log", "--root-key", root)
                    .out();
            assertTrue(again.contains("certified already"), again);
            assertEquals(before, publicHalf(line, line.north, "log"));
            line.converge();
            restart(line.north);
            assertNotEquals(before, publicHalf(line, line.north, "log"));
            line.north.ok("send", "under the new keys");
            line.south.ok("send", "received under the new keys");
            line.converge();

            String inUse = newest(line.north, "log");
            assertNotEquals(oldLog, inUse);
            Cli.Result refused = line.north
                    .run("charter", "revoke", inUse, "--use", "log", "--root-key", root, "--json")
                    .expect(Exit.INPUT);
            assertEquals("KEY_IN_USE", ApiReply.text(refused.error(), "code"));
            Json.Obj revoked = line.north
                    .ok("charter", "revoke", oldLog, "--use", "log", "--root-key", root, "--json")
                    .json();
            assertTrue(ApiReply.text(revoked, "standsBy").startsWith("up to size"), revoked.toString());
            Founded.await(
                    "the peer knows",
                    () -> keys(line.south, "northland", "log").stream()
                            .anyMatch(key -> ApiReply.text(key, "key").equals(oldLog)
                                    && ApiReply.text(key, "state").equals("revoked")));
            line.north.ok("send", "after the revocation");
            line.converge();
            restart(line.south);
            line.south.ok("send", "and after a start of the other side");
            line.converge();
            line.stop();
            Path bundle = folder.resolve("rotated.zip");
            line.south.ok("export", "--out", bundle.toString());
            Cli.ok("verify", bundle.toString());
            line.north.ok("fsck");
            line.south.ok("fsck");
            line.north.ok("doctor");
        }
    }

    @Test
    void certify_whileThePeerIsAway_waitsForItsReceipt() {
        try (Founded line = Founded.in(folder).start()) {
            line.converge();
            line.south.stop();
            String before = publicHalf(line, line.north, "holder");
            line.north.ok("charter", "certify", "--use", "holder,tls", "--root-key", line.north.root.toString());
            restart(line.north);
            assertEquals(before, publicHalf(line, line.north, "holder"));
            line.south.start();
            line.converge();
            restart(line.north);
            assertNotEquals(before, publicHalf(line, line.north, "holder"));
            line.south.ok("send", "receipted by the new holder key");
            line.converge();
        }
    }

    @Test
    void reserve_takenIntoUse_needsNeitherRootNorPeer() throws IOException {
        try (Founded line = Founded.in(folder).start()) {
            line.converge();
            line.north.stop();
            String before = publicHalf(line, line.north, "log");
            String reserve = line.north.root + ".reserve";
            line.north.ok("charter", "reserve", reserve, "--use", "all");
            line.north.run("charter", "reserve", reserve, "--use", "log").expect(Exit.INPUT);
            line.north.start();
            assertNotEquals(before, publicHalf(line, line.north, "log"));
            line.north.ok("send", "signed by the reserve");
            line.south.ok("send", "receipted by the reserve");
            line.converge();
            line.north.ok("doctor");
            Cli.Result foreign = line.north
                    .run("charter", "reserve", line.south.root + ".reserve", "--use", "log", "--json")
                    .expect(Exit.INPUT);
            assertEquals("RESERVE_FOREIGN", ApiReply.text(foreign.error(), "code"));
            line.north.run("charter", "reserve", reserve, "--use", "voice").expect(Exit.INPUT);
            Path damaged = folder.resolve("damaged.reserve");
            PrivateFile.create(
                    damaged, "{\"v\":\"ringdown/reserve/v1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            line.north
                    .run("charter", "reserve", damaged.toString(), "--use", "log")
                    .expect(Exit.ENVIRONMENT);
        }
    }

    @Test
    void words_afterARotationOnBothSides_stillAgree() {
        try (Founded line = Founded.in(folder).start()) {
            for (Founded.Side side : List.of(line.north, line.south)) {
                side.ok("charter", "certify", "--use", "words", "--root-key", side.root.toString());
            }
            line.converge();
            restart(line.north);
            restart(line.south);
            line.converge();
            String at = "2026-11-23T10:20:00Z";
            Optional<Json> north = hour(line.north, at).get("outgoing");
            assertEquals(north, hour(line.south, at).get("incoming"));
        }
    }

    private static Json.Obj hour(Founded.Side side, String at) {
        return ApiReply.list(side.ok("words", "--json", "--at", at).json(), "hours")
                .getFirst();
    }
}
