package org.ringdown.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** FLASH while a backlog of ROUTINE entries drains, against FLASH on an idle line; both through the same relay. */
final class FlashRun {
    private static final long INTERVAL_US = 10_000;
    private static final int ROUNDS_MAX = 6;

    /** With fewer, what is compiled meanwhile makes the idle line look slow, and the goal easy. */
    private static final int WARM_UPS = 4;

    /** A percentile of one backlog alone is one pause, or none. */
    private static final int BACKLOGS = 3;

    private final Report report;
    private final LineBench.Sizes sizes;

    FlashRun(Report report, LineBench.Sizes sizes) {
        this.report = report;
        this.sizes = sizes;
    }

    void run(Rig.Pair pair, Relay relay) throws IOException {
        report.part(Report.text("FLASH with %,d ROUTINE entries queued", sizes.backlog()));
        warmUp(pair);
        Sample idle = paced(pair, Long.MAX_VALUE, sizes.flashes());
        report.figure("flashIdleP99Ms", idle.p99Ms(), "on an idle line:       " + idle);
        long[] flashNs = new long[0];
        for (int round = 0; round < ROUNDS_MAX && flashNs.length < BACKLOGS * sizes.flashes(); round++) {
            long[] more = overBacklog(pair, relay);
            flashNs = Arrays.copyOf(flashNs, flashNs.length + more.length);
            System.arraycopy(more, 0, flashNs, flashNs.length - more.length, more.length);
        }
        if (flashNs.length == 0) {
            report.unmeasured(
                    "FLASH p99 with a backlog",
                    "the backlog was always gone before a FLASH could be said: take a larger one");
            return;
        }
        Sample loaded = new Sample(flashNs);
        report.figure("flashLoadedP50Ms", loaded.p50Ms(), "before the backlog:    " + loaded);
        report.figure("flashLoadedP99Ms", loaded.p99Ms());
        double commits = batchCommitMs(pair.north()) + batchCommitMs(pair.south());
        report.figure("batchCommitsMs", commits, Report.text("one batch commit at each node: %.2f ms", commits));
        double limit = Math.max(2 * idle.p99Ms(), idle.p99Ms() + commits);
        report.goal(Goal.atMost(
                "FLASH p99 with a backlog",
                "ms",
                limit,
                loaded.p99Ms(),
                "the turn under way at each node, and by the processors that they share with the relay"));
    }

    private void warmUp(Rig.Pair pair) throws IOException {
        pair.north().ask("record 0");
        pair.north().ask("flood " + sizes.backlog() / 2 + " 64 4");
        for (int i = 0; i < WARM_UPS; i++) paced(pair, Long.MAX_VALUE, sizes.flashes());
    }

    private static Sample paced(Rig.Pair pair, long until, int count) throws IOException {
        pair.north().ask("record " + count);
        return new Sample(took(pair, until, count));
    }

    private static long[] took(Rig.Pair pair, long until, int countMax) throws IOException {
        int count = pair.north().numbers("paced " + until + " " + countMax + " " + INTERVAL_US).length;
        long[] said = pair.north().numbers("times said");
        long[] delivered = pair.north().numbers("times delivered");
        long[] out = new long[count];
        int at = 0;
        for (int i = 0; i < said.length; i++) {
            if (said[i] != 0) out[at++] = delivered[i] - said[i];
        }
        return Arrays.copyOf(out, at);
    }

    /** Queues the backlog while the line is cut, heals it, and sends FLASH until the backlog is gone. */
    private long[] overBacklog(Rig.Pair pair, Relay relay) throws IOException {
        relay.reset();
        long size = pair.north().numbers("queue " + sizes.backlog())[0];
        pair.north().ask("record " + sizes.flashes());
        long before = pair.north().numbers("delivered")[0];
        relay.heal();
        while (pair.north().numbers("delivered")[0] == before) LockSupport.parkNanos(5_000_000);
        while (pair.north().numbers("sessions")[0] < 2) LockSupport.parkNanos(5_000_000);
        long[] took = took(pair, size, sizes.flashes());
        pair.north().ask("await " + size);
        return took;
    }

    /** The 99th percentile of commits of many entries. */
    private static double batchCommitMs(Child end) throws IOException {
        long[] commits = end.numbers("commits");
        long[] batches = new long[commits.length / 2];
        int count = 0;
        for (int i = 0; i < commits.length; i += 2) {
            if (commits[i + 1] >= 100) batches[count++] = commits[i];
        }
        return count == 0 ? 0 : new Sample(Arrays.copyOf(batches, count)).p99Ms();
    }
}
