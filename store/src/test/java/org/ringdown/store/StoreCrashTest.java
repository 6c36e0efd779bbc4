package org.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreState.LogState;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;

/** A crash after a commit loses nothing of it; a crash inside one loses all of it. */
final class StoreCrashTest {
    private static final StoreOptions SMALL = new StoreOptions(0, 1 << 20, 8 << 20);

    @TempDir
    Path directory;

    private static Hash root(Path file) throws StoreException {
        try (SqliteStore store = SqliteStore.open(file, SMALL)) {
            Hash root = new Model(0).root(Model.OWN);
            for (LogState log : store.load().logs()) {
                if (log.log().equals(Model.OWN)) root = log.frontier().root();
                LogId id = log.log();
                long size = log.frontier().size();
                assertEquals(
                        size,
                        store.read(id, 0, Integer.MAX_VALUE, Integer.MAX_VALUE).size());
            }
            return root;
        }
    }

    /** What the disk holds now, opened as after a crash. */
    private Hash crashed(byte[] db, byte[] wal) throws Exception {
        Path copy = directory.resolve("crashed.db");
        for (String rest : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(directory.resolve("crashed.db" + rest));
        }
        Files.write(copy, db);
        Files.write(directory.resolve("crashed.db-wal"), wal);
        return root(copy);
    }

    @Test
    void crash_afterAnyCommit_holdsAllThatWasCommitted() throws Exception {
        Model model = new Model(31);
        Random random = new Random(32);
        Path file = directory.resolve("line.db");
        try (SqliteStore store = SqliteStore.open(file, SMALL)) {
            for (int turn = 0; turn < 30; turn++) {
                store.commit(
                        model.append(Model.OWN, 1 + random.nextInt(60), 200).commit());
                Hash found = crashed(Files.readAllBytes(file), Files.readAllBytes(directory.resolve("line.db-wal")));
                assertEquals(model.root(Model.OWN), found, "after commit " + turn);
            }
        }
    }

    @Test
    void crash_insideACommit_holdsTheOneBefore() throws Exception {
        Model model = new Model(33);
        Random random = new Random(34);
        Path file = directory.resolve("line.db");
        try (SqliteStore store = SqliteStore.open(file, SMALL)) {
            for (int turn = 0; turn < 12; turn++) {
                byte[] db = Files.readAllBytes(file);
                byte[] wal = Files.readAllBytes(directory.resolve("line.db-wal"));
                Hash before = model.root(Model.OWN);
                store.commit(
                        model.append(Model.OWN, 1 + random.nextInt(60), 200).commit());
                byte[] after = Files.readAllBytes(directory.resolve("line.db-wal"));
                int first = Math.max(0, Arrays.mismatch(wal, after));
                int last = lastDifference(wal, after);
                for (int cut = 0; cut < 8; cut++) {
                    int at = first + random.nextInt(last - first);
                    byte[] torn = after.clone();
                    Arrays.fill(torn, at, torn.length, (byte) 0x5a);
                    assertEquals(before, crashed(db, cut % 2 == 0 ? torn : Arrays.copyOf(after, at)), "cut at " + at);
                }
            }
        }
    }

    private static int lastDifference(byte[] before, byte[] after) {
        int last = after.length - 1;
        while (last < before.length && before[last] == after[last]) last--;
        return last;
    }
}
