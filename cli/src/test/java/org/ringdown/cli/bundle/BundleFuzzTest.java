package org.ringdown.cli.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/**
 * One fuzz target for each parser that faces a bundle. A run of the tests replays the corpus; to search for new inputs:
 * {@code JAZZER_FUZZ=1 mvn -pl cli -am test -Dtest='BundleFuzzTest#bundle' -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>The laws: nothing but a {@link BundleException} is thrown, and what is accepted is written back byte for byte.
 */
final class BundleFuzzTest {
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(1);

    @AfterAll
    static void stop() {
        WORKERS.shutdown();
    }

    private static byte[] bytes(byte @Nullable [] data) {
        return data == null ? new byte[0] : data;
    }

    @FuzzTest(maxDuration = "20s")
    void manifest(byte @Nullable [] data) {
        try {
            byte[] once = Manifest.parse(bytes(data)).bytes();
            assertArrayEquals(once, Manifest.parse(once).bytes());
        } catch (BundleException refused) {
            assertFalse(refused.getMessage() == null);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void records(byte @Nullable [] data) {
        try {
            Records records = new Records("fuzzed", bytes(data));
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            while (records.hasNext()) {
                Records.Item item = records.next();
                Records.append(back, item.number(), item.word(), item.bytes());
            }
            assertArrayEquals(bytes(data), back.toByteArray());
        } catch (BundleException refused) {
            assertFalse(refused.getMessage() == null);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void hashLines(byte @Nullable [] data) {
        try {
            HashLines.parse("fuzzed", bytes(data));
        } catch (BundleException refused) {
            assertFalse(refused.getMessage() == null);
        }
    }

    /** The whole verifier: zip, manifest, charter, keys, heads, leaves, proofs. */
    @FuzzTest(maxDuration = "20s")
    void bundle(byte @Nullable [] data) throws IOException {
        try {
            BundleVerifier.verify(ByteSource.of(bytes(data)), Trust.NONE, WORKERS);
        } catch (BundleException refused) {
            assertFalse(refused.getMessage() == null);
        }
    }
}
