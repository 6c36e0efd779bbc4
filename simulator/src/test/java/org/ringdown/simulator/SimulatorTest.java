package org.ringdown.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    @Test
    void fixedSeeds_everyFault_noLawBroken() {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        boolean clean = Simulator.run(60, 1, new PrintStream(report, true, StandardCharsets.UTF_8));
        assertTrue(clean, () -> report.toString(StandardCharsets.UTF_8));
    }
}
