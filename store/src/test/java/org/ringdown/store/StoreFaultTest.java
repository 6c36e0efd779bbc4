package org.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;

/** Disks that are full, fail to sync, or are killed under us. Root and strace are needed; without them a test says so. */
final class StoreFaultTest {
    private static final StoreOptions OPTIONS = new StoreOptions(2 << 20, 1 << 20, 4 << 20);
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    Path directory;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (!mounted) return;
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path fd : open.toList()) {
                if (!Files.isSymbolicLink(fd)) continue;
                String target = Files.readSymbolicLink(fd).toString();
                assertFalse(target.startsWith(directory.toString()), () -> "left open: " + target);
            }
        } finally {
            run("umount", directory.resolve("small").toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .inheritIO()
                .start()
                .waitFor();
    }

    private Path smallDisk() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("small"));
        boolean can = "root".equals(System.getProperty("user.name"))
                && run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()) == 0;
        if (!can) System.err.println("SKIPPED: the disk-full test needs root, to mount a small tmpfs");
        assumeTrue(can, "needs root, to mount a small tmpfs");
        mounted = true;
        return disk;
    }

    @Test
    void disk_full_ordinaryStopsStopGoesInAndAllRecovers() throws Exception {
        Path disk = smallDisk();
        Path filler = disk.resolve("filler");
        Files.write(filler, new byte[4 << 20]);
        Path file = disk.resolve("line.db");
        Model model = new Model(41);
        try (SqliteStore store = SqliteStore.open(file, OPTIONS)) {
            assertTrue(store.reserveHeld());
            StoreException full = fill(store, model);
            assertEquals(Kind.FULL, full.kind(), full::toString);
            for (int stop = 0; stop < 5; stop++) {
                store.commit(stop(model).commit(true));
                assertEquals(Kind.FULL, fill(store, model).kind());
            }
            assertFalse(store.reserveHeld());
            assertEquals(
                    model.root(Model.OWN),
                    store.load().logs().getFirst().frontier().root());
            Files.delete(filler);
            awaitCommit(store, model.append(Model.OWN, 1, 500));
            assertTrue(store.reserveHeld());
            assertEquals(model.of(Model.OWN), store.read(Model.OWN, 0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        }
        try (SqliteStore store = SqliteStore.open(file, OPTIONS)) {
            assertEquals(
                    model.root(Model.OWN),
                    store.load().logs().getFirst().frontier().root());
            store.commit(model.append(Model.OWN, 1, 500).commit());
        }
    }

    /** Commits until the disk is full; the model keeps what was committed. */
    private static StoreException fill(SqliteStore store, Model model) {
        for (int turn = 0; turn < 10_000; turn++) {
            Model.Draft draft = new Model.Draft();
            List<KeptEntry> offered = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                offered.add(model.entry(Model.OWN, model.size(Model.OWN) + i, "FREE TEXT", 1_000));
            }
            draft.entries.addAll(offered);
            try {
                store.commit(draft.commit());
            } catch (StoreException e) {
                return e;
            }
            offered.forEach(model::appended);
        }
        return fail("12 MiB took 200 MB");
    }

    private static Model.Draft stop(Model model) {
        Model.Draft draft = new Model.Draft();
        draft.entries.add(model.appended(model.entry(Model.OWN, model.size(Model.OWN), "STOP", 400)));
        return draft;
    }

    private static void awaitCommit(SqliteStore store, Model.Draft draft) {
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < DEADLINE_NS) {
            try {
                store.commit(draft.commit());
                return;
            } catch (StoreException e) {
                assertEquals(Kind.FULL, e.kind(), e::toString);
                Thread.onSpinWait();
            }
        }
        fail("no commit within 20 s of the room coming back");
    }

    @Test
    void directory_missing_isBrokenAndNamesTheFile() {
        Path file = directory.resolve("none").resolve("line.db");
        StoreException refused = assertThrows(StoreException.class, () -> SqliteStore.open(file, OPTIONS));
        assertEquals(Kind.BROKEN, refused.kind());
        assertTrue(refused.toString().contains(file.toString()));
    }

    @Test
    void directory_readOnly_isBrokenAndNamesTheFile() throws Exception {
        Path disk = smallDisk();
        assumeTrue(run("mount", "-o", "remount,ro", disk.toString()) == 0);
        Path file = disk.resolve("line.db");
        StoreException refused = assertThrows(StoreException.class, () -> SqliteStore.open(file, OPTIONS));
        assertEquals(Kind.BROKEN, refused.kind());
        assertTrue(refused.toString().contains(file.toString()));
    }

    @Test
    void diskTurnsReadOnly_commit_isBrokenAndReadsOnReopening() throws Exception {
        Path disk = smallDisk();
        Path file = disk.resolve("line.db");
        Model model = new Model(42);
        try (SqliteStore store = SqliteStore.open(file, OPTIONS)) {
            store.commit(model.append(Model.OWN, 3, 100).commit());
        }
        assumeTrue(run("mount", "-o", "remount,ro", disk.toString()) == 0);
        StoreException refused = assertThrows(StoreException.class, () -> SqliteStore.open(file, OPTIONS));
        assertEquals(Kind.BROKEN, refused.kind(), refused::toString);
        assertTrue(run("mount", "-o", "remount,rw", disk.toString()) == 0);
        try (SqliteStore store = SqliteStore.open(file, OPTIONS)) {
            assertEquals(
                    model.root(Model.OWN),
                    store.load().logs().getFirst().frontier().root());
        }
    }

    @Test
    void sync_failsOnce_nothingIsAcknowledgedAfterIt() throws Exception {
        int hit = 0;
        for (int nth = 1; nth <= 12; nth++) hit += strace("fdatasync,fsync:error=EIO:when=" + nth, "sync-" + nth);
        assertTrue(hit >= 10, "only " + hit + " of 12 faults hit the child");
    }

    @Test
    void process_killedAtAWriteOrSync_losesNothingAcknowledged() throws Exception {
        int hit = 0;
        for (int nth = 2; nth <= 57; nth += 5) {
            hit += strace("pwrite64,fdatasync:signal=SIGKILL:when=" + nth, "kill-" + nth);
        }
        assertTrue(hit >= 10, "only " + hit + " of 12 kills hit the child");
    }

    /** Runs {@link CommittingChild} under a fault, and compares what it said with what the store holds; 1 when the fault hit. */
    private int strace(String fault, String name) throws Exception {
        boolean can = Files.isExecutable(Path.of("/usr/bin/strace"));
        if (!can) System.err.println("SKIPPED: the fault injection tests need /usr/bin/strace");
        assumeTrue(can, "needs strace");
        Path at = Files.createDirectory(directory.resolve(name));
        Path said = at.resolve("said");
        Process child = new ProcessBuilder(
                        "/usr/bin/strace",
                        "-f",
                        "-qq",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=pwrite64,fdatasync,fsync",
                        "-e",
                        "inject=" + fault,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingChild.class.getName(),
                        at.resolve("line.db").toString())
                .redirectOutput(said.toFile())
                .redirectError(at.resolve("errors").toFile())
                .start();
        assertTrue(child.waitFor(60, TimeUnit.SECONDS), "the child hangs under " + fault);
        List<String> lines = Files.readAllLines(said);
        assertFalse(lines.contains("ACKNOWLEDGED AFTER BROKEN"), fault);
        assertFalse(lines.isEmpty() && child.exitValue() == 1, () -> "the child did not start: " + at);
        long acknowledged =
                lines.stream().filter(line -> line.startsWith("kept ")).count();
        try (SqliteStore store = SqliteStore.open(at.resolve("line.db"), OPTIONS)) {
            long size = store.load().logs().isEmpty()
                    ? 0
                    : store.load().logs().getFirst().frontier().size();
            assertTrue(size >= acknowledged, fault + ": said " + acknowledged + ", kept " + size);
            assertTrue(size <= acknowledged + 1, fault + ": said " + acknowledged + ", kept " + size);
            if (size > 0)
                assertEquals(size, store.read(Model.OWN, 0, 1_000, 10_000_000).size());
        }
        return lines.contains("kept 24") ? 0 : 1;
    }
}
