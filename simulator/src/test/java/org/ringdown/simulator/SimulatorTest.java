package org.ringdown.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static final long SEEDS = 400;

    @Test
    void fixedSeeds_everyFault_noLawBroken() {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        boolean clean = Seeds.run(1, SEEDS, 2, new PrintStream(report, true, StandardCharsets.UTF_8));
        assertTrue(clean, () -> report.toString(StandardCharsets.UTF_8));
        String met = report.toString(StandardCharsets.UTF_8);
        for (Faults.Point point : Faults.Point.values()) {
            assertTrue(met.contains("CRASH at " + point), "no crash at " + point + ": " + met);
        }
        assertTrue(met.contains("BROKEN at AFTER_COMMIT"), met);
        assertTrue(met.contains("two losses in one cut"), met);
        for (int law : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16}) {
            assertTrue(report.toString(StandardCharsets.UTF_8).contains(law + "="), "law " + law + " was not checked");
        }
        assertEquals(
                0,
                report.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(l -> l.contains("broke"))
                        .count());
    }
}
