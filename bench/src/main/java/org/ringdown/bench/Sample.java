package org.ringdown.bench;

import java.util.Arrays;

/** Measured times, sorted; nanoseconds. */
final class Sample {
    private final long[] sortedNs;

    Sample(long[] timesNs) {
        if (timesNs.length == 0) throw new IllegalArgumentException("nothing was measured");
        sortedNs = timesNs.clone();
        Arrays.sort(sortedNs);
    }

    int count() {
        return sortedNs.length;
    }

    /** The time that so many of a hundred are not above. */
    double percentileMs(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sortedNs.length);
        return sortedNs[Math.clamp(rank, 1, sortedNs.length) - 1] / 1e6;
    }

    double p50Ms() {
        return percentileMs(50);
    }

    double p99Ms() {
        return percentileMs(99);
    }

    double longestMs() {
        return sortedNs[sortedNs.length - 1] / 1e6;
    }

    @Override
    public String toString() {
        return Report.text("p50 %.3f ms, p99 %.3f ms, longest %.2f ms (n=%d)", p50Ms(), p99Ms(), longestMs(), count());
    }
}
