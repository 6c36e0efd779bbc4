package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

final class RestoreCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private static Path store(Founded line, Founded.Side side) {
        return side.data.resolve("lines").resolve(line.line).resolve("store.db");
    }

    private static List<String> entries(Founded.Side side) {
        return Cli.objects(side.ok("tail", "--json", "--after", "0").out()).stream()
                .map(entry -> ApiReply.text(entry, "party") + "/" + ApiReply.text(entry, "epoch") + "/"
                        + ApiReply.whole(entry, "index") + " " + ApiReply.text(entry, "leafHash"))
                .sorted()
                .toList();
    }

    private static Founded talked(Path folder) {
        Founded line = Founded.in(folder).start();
        line.north.ok("send", "first");
        line.south.ok("send", "second");
        line.converge();
        return line;
    }

    @Test
    void restore_soundStore_saysThatThereIsNothingToDo() {
        try (Founded line = Founded.in(folder)) {
            Json.Obj answer = line.north.ok("restore", "--json").json();
            assertEquals("SOUND", ApiReply.text(answer, "store"));
            assertTrue(answer.toString().contains("nothing to restore"), answer.toString());
        }
    }

    @Test
    void restore_whileTheNodeRuns_isRefused() {
        try (Founded line = Founded.in(folder)) {
            line.north.start();
            Cli.Result refused = line.north.run("restore", "--json").expect(Exit.ENVIRONMENT);
            assertEquals("DATA_LOCKED", ApiReply.text(refused.error(), "code"));
        }
    }

    @Test
    void restore_damagedStore_isSetAsideOnlyWithYesAndComesBackFromThePeer() throws IOException {
        try (Founded line = talked(folder)) {
            List<String> before = entries(line.north);
            line.north.stop();
            Path store = store(line, line.north);
            destroy(store);
            byte[] damaged = Files.readAllBytes(store);

            Cli.Result plan = line.north.run("restore").expect(Exit.INPUT);
            assertTrue(plan.out().contains("new epoch"), plan.out());
            assertTrue(plan.err().contains("--yes"), plan.err());
            assertEquals(damaged.length, Files.size(store));

            Json.Obj done = line.north.ok("restore", "--yes", "--json").json();
            assertEquals("DAMAGED", ApiReply.text(done, "store"));
            assertFalse(Files.exists(store));
            try (Stream<Path> beside = Files.list(store.getParent())) {
                assertTrue(beside.anyMatch(file -> file.getFileName().toString().startsWith("store.db.damaged-")));
            }
            line.north.start();
            line.converge();
            Founded.await("all entries are back", () -> entries(line.north).containsAll(before));
            assertEquals(2, ownEpochs(line.north, "northland"));
        }
    }

    @Test
    void fsck_destroyedStore_isANegativeVerdict() throws IOException {
        try (Founded line = Founded.in(folder)) {
            destroy(store(line, line.north));
            Cli.Result verdict = line.north.run("fsck").expect(Exit.NEGATIVE);
            assertTrue(verdict.out().contains("NOT SOUND"), verdict.out());
        }
    }

    /** Overwrites the middle of every page but the first, so that the file is still a database. */
    private static void destroy(Path store) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(store.toFile(), "rw")) {
            for (long page = 4_096; page + 4_096 <= file.length(); page += 4_096) {
                file.seek(page + 200);
                file.write(new byte[3_000]);
            }
        }
    }

    private static long ownEpochs(Founded.Side side, String party) {
        return entries(side).stream()
                .filter(entry -> entry.startsWith(party + "/"))
                .map(entry -> entry.replaceFirst("^[^/]*/", "").replaceFirst("/.*", ""))
                .distinct()
                .count();
    }

    @Test
    void restore_fromAnOldCopy_opensANewEpochAndLosesNothing() throws IOException {
        try (Founded line = talked(folder)) {
            line.north.stop();
            Path store = store(line, line.north);
            Path copy = folder.resolve("backup.db");
            Files.copy(store, copy);
            line.north.start();
            line.north.ok("send", "after the backup");
            line.converge();
            List<String> before = entries(line.north);
            line.north.stop();
            RestoreFiles.remove(store);

            Json.Obj missing = line.north.ok("restore", "--json").json();
            assertEquals("MISSING", ApiReply.text(missing, "store"));
            Cli.Result done = line.north.ok("restore", "--from", copy.toString(), "--yes");
            assertTrue(done.out().contains("new epoch"), done.out());
            line.north.start();
            line.converge();
            Founded.await("all entries are back", () -> entries(line.north).containsAll(before));
            assertEquals(2, ownEpochs(line.north, "northland"));
        }
    }

    @Test
    void restore_fromABundle_makesASoundStore() throws IOException {
        try (Founded line = talked(folder)) {
            List<String> before = entries(line.north);
            line.north.stop();
            line.south.stop();
            Path bundle = folder.resolve("record.zip");
            line.north.ok("export", "--out", bundle.toString());
            RestoreFiles.remove(store(line, line.north));
            Cli.Result done = line.north.ok("restore", "--from", bundle.toString(), "--yes");
            assertTrue(done.out().contains("the epoch goes on"), done.out());
            line.north.ok("fsck");
            Path again = folder.resolve("again.zip");
            line.north.ok("export", "--out", again.toString());
            Cli.ok("verify", again.toString());
            line.start();
            line.converge();
            assertTrue(entries(line.north).containsAll(before));
            assertEquals(1, ownEpochs(line.north, "northland"));
        }
    }

    @Test
    void restore_fromWhatIsNotOfThisLine_changesNothing() throws IOException {
        try (Founded line = Founded.in(Files.createDirectory(folder.resolve("one")));
                Founded other = Founded.in(Files.createDirectory(folder.resolve("two")))) {
            Path store = store(line, line.north);
            long size = Files.size(store);
            Path bundle = folder.resolve("other.zip");
            other.north.ok("export", "--out", bundle.toString());
            Path text = Files.writeString(folder.resolve("text.db"), "not a store");
            Path foreign = store(other, other.north);
            for (Path from : List.of(bundle, text, foreign)) {
                Cli.Result refused = line.north.run("restore", "--from", from.toString(), "--yes", "--json");
                refused.expect(Exit.INPUT);
                assertEquals("BACKUP_REFUSED", ApiReply.text(refused.error(), "code"));
                assertEquals(size, Files.size(store));
            }
            line.north.run("restore", "--from", "/nowhere", "--yes").expect(Exit.INPUT);
        }
    }
}
