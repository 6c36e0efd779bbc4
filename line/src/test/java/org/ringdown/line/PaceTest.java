package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** Law 9's bound on bulk in flight, over simulated links of one rate and one trip. */
final class PaceTest {
    private static final long STEP_NS = 1_000_000;

    /** A link that passes bytes at a rate after a trip, and tells GOT over the same trip. */
    private static final class Link {
        private record Due(long atNs, long bytes) {}

        final Pace pace = new Pace();
        private final double bytesPerNs;
        private final long tripNs;
        private final ArrayDeque<Due> due = new ArrayDeque<>();
        private long nowNs = 5_000_000_000L;
        private long freeNs;
        private long total;
        private long told;
        long mostInFlight;

        Link(double bytesPerSecond, long tripMs) {
            bytesPerNs = bytesPerSecond / 1e9;
            tripNs = tripMs * 1_000_000;
        }

        void run(long ms) {
            for (long t = 0; t < ms * 1_000_000; t += STEP_NS) {
                nowNs += STEP_NS;
                while (!due.isEmpty() && due.peek().atNs() <= nowNs) {
                    told = due.remove().bytes();
                    pace.got(told, nowNs);
                }
                while (pace.open()) send(pace.chunk());
                mostInFlight = Math.max(mostInFlight, pace.inFlight());
            }
        }

        private void send(int bytes) {
            pace.sent(bytes, nowNs);
            total += bytes;
            freeNs = Math.max(freeNs, nowNs) + (long) (bytes / bytesPerNs);
            due.add(new Due(freeNs + tripNs, total));
        }
    }

    @Test
    void beforeAnyMeasurement_littleIsOnTheWay() {
        Pace pace = new Pace();
        assertTrue(pace.open());
        assertTrue(pace.window() <= 4L * LineLimits.CHUNK_MIN_BYTES);
        assertEquals(0, pace.inFlight());
    }

    /** One round trip and 2 ms' worth, with a quarter of a trip for the chunk's own length; or one small chunk more. */
    @Test
    void links_ofManyRates_keepTheBoundAndAreFilled() {
        for (double rate : new double[] {8_000, 125_000, 1_250_000, 12_500_000}) {
            for (long tripMs : new long[] {2, 40, 600}) {
                Link link = new Link(rate, tripMs);
                link.run(30_000);
                long before = link.told;
                link.mostInFlight = 0;
                link.run(20_000);
                double product = rate * (tripMs + 2) / 1e3;
                double bound = 2 * product + 3.0 * LineLimits.CHUNK_MIN_BYTES + 2 * link.pace.chunk();
                String where = (long) rate + " B/s, " + tripMs + " ms: " + link.mostInFlight + " in flight, bound "
                        + (long) bound;
                assertTrue(link.mostInFlight <= bound, where);
                double used = (link.told - before) / (rate * 20);
                assertTrue(used > 0.3, where + ", used " + used);
            }
        }
    }

    @Test
    void chunk_isAlwaysWithinItsBounds() {
        for (double rate : new double[] {1_000, 1e6, 1e9}) {
            Link link = new Link(rate, 10);
            link.run(2_000);
            assertTrue(
                    link.pace.chunk() >= LineLimits.CHUNK_MIN_BYTES && link.pace.chunk() <= LineLimits.CHUNK_MAX_BYTES);
        }
    }

    @Test
    void got_goingBackOrTwice_changesNothing() {
        Pace pace = new Pace();
        pace.sent(1_000, 1);
        pace.got(600, 2);
        pace.got(600, 3);
        pace.got(10, 4);
        assertEquals(400, pace.inFlight());
    }
}
