package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ringdown.line.LineStatus.Name;

/** Law 8, figure by figure, and against a slow oracle over whole histories. */
final class PathBoardTest {
    private static final int STEP_MS = 100;
    private static final int TRIP_MS = 100;
    private final TestClock clock = new TestClock();
    private final PathBoard board = new PathBoard();

    private LineStatus.Path path() {
        return board.status(Map.of()).getFirst();
    }

    private List<PathBoard.Change> pass(long ms) {
        List<PathBoard.Change> changes = new ArrayList<>();
        for (long t = 0; t < ms; t += STEP_MS) {
            clock.pass(STEP_MS);
            changes.addAll(board.tick(clock.monoNs(), clock.wallMs()));
        }
        return changes;
    }

    private void beat(boolean echo) {
        board.heard("cable", clock, 1_000);
        if (echo) board.echoed("cable", 12, clock.monoNs());
    }

    private List<PathBoard.Change> beats(int seconds, boolean echo) {
        List<PathBoard.Change> changes = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            beat(echo);
            changes.addAll(pass(1_000));
        }
        return changes;
    }

    private void up() {
        board.expect("cable", clock.wallMs());
        beats(12, true);
        assertEquals(Name.UP, path().state());
    }

    @Test
    void path_neverHeard_isDownFromTheStart() {
        board.expect("cable", clock.wallMs());
        assertEquals(List.of(), pass(60_000));
        assertEquals(Name.PATH_DOWN, path().state());
        assertEquals("not connected yet", path().cause());
    }

    @Test
    void path_heardButNeverEchoed_staysDown() {
        board.expect("cable", clock.wallMs());
        beats(30, false);
        assertEquals(Name.PATH_DOWN, path().state());
    }

    @Test
    void firstGoodEcho_degradedSettling_upAfterTenSecondsClean() {
        board.expect("cable", clock.wallMs());
        beat(true);
        pass(STEP_MS);
        assertEquals(Name.DEGRADED, path().state());
        assertEquals("settling", path().cause());
        int seconds = 0;
        while (path().state() != Name.UP) {
            beats(1, true);
            seconds++;
        }
        assertEquals(10, seconds, 1);
    }

    @Test
    void threeMissedBeats_degraded_fourSecondsSilent_down() {
        up();
        beat(true);
        long from = clock.wallMs();
        pass(3_100);
        assertEquals(Name.UP, path().state());
        pass(100);
        assertEquals(Name.DEGRADED, path().state());
        assertEquals("heartbeats are missing", path().cause());
        pass(800);
        assertEquals(Name.PATH_DOWN, path().state());
        assertEquals("nothing heard from the peer", path().cause());
        assertEquals(4_000, clock.wallMs() - from);
    }

    @Test
    void peerHeardButDeafToUs_downAfterFourSecondsAndATrip() {
        up();
        beat(true);
        assertEquals(List.of(), beats(4, false));
        List<PathBoard.Change> changes = pass(STEP_MS);
        assertEquals(Name.PATH_DOWN, changes.getLast().to());
        assertEquals("the peer is heard, but does not hear us", path().cause());
    }

    @Test
    void lapse_whileSettling_startsTheTenSecondsAnew() {
        board.expect("cable", clock.wallMs());
        beats(9, true);
        pass(2_500);
        assertEquals(Name.DEGRADED, path().state());
        beats(8, true);
        assertEquals(Name.DEGRADED, path().state(), "the lapse counts");
        beats(4, true);
        assertEquals(Name.UP, path().state());
    }

    @Test
    void wallClock_jumps_changesNothing() {
        up();
        clock.jump(-3_600_000);
        assertEquals(List.of(), beats(5, true));
        clock.jump(7_200_000);
        assertEquals(List.of(), beats(5, true));
    }

    @Test
    void longRoundTrip_lampIsWrongForFiveSecondsAtMost_andHoldsOnAWholePath() {
        board.expect("cable", clock.wallMs());
        long tripMs = 2_750;
        for (int i = 0; i < 12; i++) {
            board.heard("cable", clock, 1_000);
            board.echoed("cable", tripMs, clock.monoNs() - (tripMs + 1_000) * 1_000_000L);
            pass(1_000);
            assertTrue(i < 11 || path().state() == Name.UP, "an echo may be two heartbeats and a round trip old");
        }
        assertEquals(5_000, path().lagMs());
    }

    @Test
    void slowHeartbeats_lampCountsInThem_andSaysHowFarItMayLag() {
        board.expect("cable", clock.wallMs());
        for (int i = 0; i < 12; i++) {
            board.beat("cable", 20_000);
            board.heard("cable", clock, 20_000);
            board.echoed("cable", 900, clock.monoNs());
            pass(20_000);
        }
        assertEquals(Name.UP, path().state());
        assertEquals(80_900, path().lagMs());
        pass(43_900);
        assertEquals(Name.UP, path().state());
        pass(200);
        assertEquals(Name.DEGRADED, path().state());
        pass(16_000);
        assertEquals(Name.PATH_DOWN, path().state());
    }

    @Test
    void heartbeatsQuickenAgain_lampStays() {
        board.expect("cable", clock.wallMs());
        for (int i = 0; i < 12; i++) {
            board.beat("cable", 16_000);
            board.heard("cable", clock, 16_000);
            board.echoed("cable", 900, clock.monoNs());
            pass(16_000);
        }
        long sentNs = clock.monoNs() - 16_000_000_000L; // still at the peer's slow pace
        for (int i = 0; i < 15; i++) {
            board.beat("cable", 1_000);
            if (i == 0) board.heard("cable", clock, 16_000);
            if (i == 0) board.echoed("cable", 900, sentNs);
            pass(1_000);
            assertEquals(Name.UP, path().state(), "after " + i + " s");
        }
    }

    @Test
    void seventeenthPath_hasNoLamp_andHarmsNone() {
        for (int i = 0; i < 20; i++) board.expect("path-" + i, clock.wallMs());
        assertEquals(LineLimits.PATHS_MAX, board.status(Map.of()).size());
        board.heard("path-19", clock, 1_000);
        board.echoed("path-19", 1, clock.monoNs());
        assertTrue(board.down("path-19"));
        assertEquals(Name.PATH_DOWN, board.best());
    }

    @Test
    void line_isAsGoodAsItsBestPath() {
        up();
        board.expect("radio", clock.wallMs());
        assertEquals(Name.UP, board.best());
        pass(2_300);
        assertEquals(Name.DEGRADED, board.best());
        pass(1_000);
        assertEquals(Name.PATH_DOWN, board.best());
    }

    /** Random cuts of either direction: what is shown is what the whole history says, and wrong for at most 5 s. */
    @Test
    void randomCuts_shownState_isTheOraclesAndNeverWrongForFiveSeconds() {
        for (long seed = 0; seed < 60; seed++) {
            History history = new History(seed);
            for (int step = 0; step < 1_200; step++) history.step();
            assertTrue(
                    history.longestWrongMs <= 5_000, "seed " + seed + ": wrong for " + history.longestWrongMs + " ms");
        }
    }

    /** A link that is cut and mended at random, with beats each second and a trip of 100 ms. */
    private static final class History {
        private final SplittableRandom random;
        private final TestClock clock = new TestClock();
        private final PathBoard board = new PathBoard();
        private long nowMs;
        private long heardMs = -1;
        private long echoMs = -1;
        private long lapsedMs;
        private boolean in = true;
        private boolean out = true;
        private long cutSinceMs = -1;
        private long wrongMs;
        long longestWrongMs;

        History(long seed) {
            random = new SplittableRandom(seed);
            board.expect("cable", clock.wallMs());
        }

        void step() {
            if (random.nextInt(60) == 0) in = !in;
            if (random.nextInt(60) == 0) out = !out;
            clock.pass(STEP_MS);
            nowMs += STEP_MS;
            if (nowMs % 1_000 == 0 && in) {
                board.heard("cable", clock, 1_000);
                heardMs = nowMs;
                if (out) {
                    board.echoed("cable", TRIP_MS, clock.monoNs());
                    echoMs = nowMs;
                }
            }
            board.tick(clock.monoNs(), clock.wallMs());
            Name shown = board.status(Map.of()).getFirst().state();
            assertEquals(oracle(), shown, "at " + nowMs + " ms");
            judge(shown);
        }

        private Name oracle() {
            if (heardMs < 0 || echoMs < 0 || nowMs - heardMs >= 4_000 || nowMs - echoMs >= 4_000 + TRIP_MS) {
                lapsedMs = nowMs + STEP_MS;
                return Name.PATH_DOWN;
            }
            if (nowMs - heardMs >= 3_200) {
                lapsedMs = nowMs;
                return Name.DEGRADED;
            }
            return nowMs - lapsedMs >= 10_000 ? Name.UP : Name.DEGRADED;
        }

        /** Wrong is UP or DEGRADED on a link that is cut; a mended one may settle. */
        private void judge(Name shown) {
            if (in && out) cutSinceMs = -1;
            else if (cutSinceMs < 0) cutSinceMs = nowMs;
            boolean wrong = cutSinceMs >= 0 && shown != Name.PATH_DOWN;
            wrongMs = wrong ? wrongMs + STEP_MS : 0;
            longestWrongMs = Math.max(longestWrongMs, wrongMs);
            assertFalse(wrongMs > 60_000);
        }
    }
}
