package org.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is noted is found, whatever the tables grew to; and they never take much more than they hold. */
final class FingerprintsTest {
    private static final int ENTRIES = 400_000;

    private static List<Long> candidates(Fingerprints prints, int print) {
        List<Long> found = new ArrayList<>();
        prints.candidates(print, found::add);
        return found;
    }

    @Test
    void everyPrint_isFoundAtEachOfItsRows_andNoOther() {
        Random random = new Random(1);
        try (Fingerprints prints = new Fingerprints(new byte[16], 0)) {
            found(random, prints);
        }
        try (Fingerprints prints = new Fingerprints(new byte[16], 50_000)) {
            found(random, prints);
        }
    }

    private static void found(Random random, Fingerprints prints) {
        Map<Integer, List<Long>> model = new HashMap<>();
        for (long seq = 0; seq < 50_000; seq++) {
            int print = 1 + random.nextInt(30_000);
            prints.add(print, seq);
            model.computeIfAbsent(print, _ -> new ArrayList<>()).add(seq);
        }
        for (int print = 1; print <= 30_000; print++) {
            List<Long> found = candidates(prints, print);
            found.sort(Long::compare);
            assertEquals(model.getOrDefault(print, List.of()), found, "print " + print);
        }
    }

    @Test
    void tables_takeFifteenBytesAnEntryAtMost_andNothingTwiceAsLargeAtOnce() {
        Random random = new Random(2);
        try (Fingerprints prints = new Fingerprints(new byte[16], 0)) {
            filled(random, prints);
        }
    }

    private static void filled(Random random, Fingerprints prints) {
        long before = prints.bytes();
        for (int seq = 0; seq < ENTRIES; seq++) {
            prints.add(random.nextInt() | (1 << 20), seq);
            long bytes = prints.bytes();
            if (seq > 20_000) assertTrue(bytes <= 15L * seq, bytes + " bytes for " + seq + " entries");
            assertTrue(seq < 20_000 || bytes - before < before / 8, before + " grew to " + bytes + " at once");
            before = bytes;
        }
    }
}
