package org.ringdown.store;

import java.util.ArrayList;
import java.util.List;

/** The newest commit times, in a ring that costs nothing to write. One thread adds, any may read. */
final class CommitTimes {
    private static final int KEPT = 4_096;

    private final long[] startNs = new long[KEPT];
    private final long[] endNs = new long[KEPT];
    private final int[] entries = new int[KEPT];
    private long count;

    synchronized void add(CommitTime time) {
        int at = (int) (count++ % KEPT);
        startNs[at] = time.startNs();
        endNs[at] = time.endNs();
        entries[at] = time.entries();
    }

    /** Oldest first. */
    synchronized List<CommitTime> newest() {
        List<CommitTime> out = new ArrayList<>();
        for (long i = Math.max(0, count - KEPT); i < count; i++) {
            int at = (int) (i % KEPT);
            out.add(new CommitTime(startNs[at], endNs[at], entries[at]));
        }
        return out;
    }
}
