package org.ringdown.bench;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.ringdown.line.LineStatus;

/** A cut under load: how soon after the first good heartbeat the first entry of the backlog is delivered. */
final class CutRun {
    private static final int CUT_MINUTES = 10;
    private static final int CUT_SECONDS = 15;

    private final Report report;
    private final LineBench.Sizes sizes;

    CutRun(Report report, LineBench.Sizes sizes) {
        this.report = report;
        this.sizes = sizes;
    }

    void run(Rig.Pair pair, Relay relay) throws IOException {
        double rate = (double) sizes.backlog() / (CUT_MINUTES * 60);
        report.part("A cut under load");
        report.note(Report.text(
                "time is compressed: the wire is silent for %d s, and meanwhile the %,d entries are said"
                        + " that %.0f a second would say in %d minutes",
                CUT_SECONDS, sizes.backlog(), rate, CUT_MINUTES));
        pair.north().ask("record 0");
        relay.cut();
        long cutNs = System.nanoTime();
        awaitState(pair, LineStatus.Name.PATH_DOWN);
        double downS = (System.nanoTime() - cutNs) / 1e9;
        report.figure("cutSeenAfterS", downS, Report.text("the cut was seen after %.1f s", downS));
        long size = pair.north().numbers("queue " + sizes.backlog())[0];
        LockSupport.parkNanos(Math.max(0, cutNs + CUT_SECONDS * 1_000_000_000L - System.nanoTime()));
        pair.north().ask("mark");
        relay.heal();
        long healedNs = System.nanoTime();
        long beatNs = awaitState(pair, LineStatus.Name.DEGRADED);
        pair.north().ask("await " + size);
        long[] marked = pair.north().numbers("marked");
        report.figure(
                "healToFirstDeliveryS",
                (marked[0] - healedNs) / 1e9,
                Report.text(
                        "healed; first good heartbeat shown after %.2f s, first delivery after %.2f s, all after %.2f s",
                        (beatNs - healedNs) / 1e9, (marked[0] - healedNs) / 1e9, (marked[1] - healedNs) / 1e9));
        report.goal(Goal.atMost(
                "first delivery after the first good heartbeat",
                "s",
                1,
                (marked[0] - beatNs) / 1e9,
                "the first chunk, which the wire's measured rate keeps small, and the commits at both"));
    }

    private static long awaitState(Rig.Pair pair, LineStatus.Name name) throws IOException {
        while (true) {
            String[] state = pair.north().ask("state").split(" ", -1);
            if (state[0].equals(name.name())) return Long.parseLong(state[1]);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
