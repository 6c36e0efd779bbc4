package org.ringdown.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.ringdown.line.Commit;

/**
 * Prints commits and rows a second; judges nothing. {@code mvn test -Dtest=StoreBench -Dstore.bench=true
 * [-Dstore.bench.rows=1000000] [-Dstore.bench.dir=DIR]}
 */
@EnabledIfSystemProperty(named = "store.bench", matches = "true")
final class StoreBench {
    private static final int LEAF_BYTES = 500;

    @Test
    void store_commits_figures() throws Exception {
        int rows = Integer.getInteger("store.bench.rows", 400_000);
        Path at = Path.of(System.getProperty("store.bench.dir", System.getProperty("java.io.tmpdir", "/tmp")));
        for (int batch : new int[] {1, 200, 1_000}) {
            Path directory = Files.createTempDirectory(at, "bench");
            int total = batch == 1 ? Math.min(rows, 10_000) : rows;
            run(directory, batch, total);
            opening(directory, total);
            delete(directory);
        }
    }

    private static void run(Path directory, int batch, int total) throws Exception {
        Model model = new Model(1);
        long[] takenNs = new long[total / batch];
        long sumNs = 0;
        long walMax = 0;
        try (SqliteStore store = SqliteStore.open(directory.resolve("line.db"), StoreOptions.standard())) {
            for (int i = 0; i < takenNs.length; i++) {
                Model.Draft draft = model.append(i % 2 == 0 ? Model.OWN : Model.PEER, batch, LEAF_BYTES);
                if (i % 2 == 0) draft.receipts.add(Model.cosignature(Model.OWN, model.size(Model.OWN)));
                Commit commit = draft.commit();
                long startNs = System.nanoTime();
                store.commit(commit);
                takenNs[i] = System.nanoTime() - startNs;
                sumNs += takenNs[i];
                if (i % 64 == 0) walMax = Math.max(walMax, Files.size(directory.resolve("line.db-wal")));
            }
        }
        Arrays.sort(takenNs);
        say(String.format(
                Locale.ROOT,
                "batch %d: %,.0f rows/s in %d commits, p50 %.2f ms, p99 %.2f ms, max %.1f ms; wal <= %d MiB, db %d MiB",
                batch,
                total / (sumNs / 1e9),
                takenNs.length,
                takenNs[takenNs.length / 2] / 1e6,
                takenNs[takenNs.length * 99 / 100] / 1e6,
                takenNs[takenNs.length - 1] / 1e6,
                walMax >> 20,
                Files.size(directory.resolve("line.db")) >> 20));
    }

    private static void opening(Path directory, int rows) throws Exception {
        long startNs = System.nanoTime();
        try (SqliteStore store = SqliteStore.open(directory.resolve("line.db"), StoreOptions.standard())) {
            long logs = store.load().logs().size();
            say(String.format(
                    Locale.ROOT,
                    "open and load with %,d rows in %d logs: %.0f ms",
                    rows,
                    logs,
                    (System.nanoTime() - startNs) / 1e6));
        }
    }

    private static void say(String text) {
        System.out.println("bench " + text);
    }

    private static void delete(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(directory);
    }
}
