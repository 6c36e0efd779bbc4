package org.ringdown.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringdown.charter.Json;

/** How often each law was checked, and where it did not hold. Safe to share between threads. */
final class LawBook {
    private static final int TOLD_MAX = 8;

    // All guarded by this.
    private final Map<Integer, long[]> counts = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    LawBook(List<Integer> laws) {
        laws.forEach(law -> counts.put(law, new long[2]));
    }

    /** Counts one check. */
    synchronized void check(int law, boolean holds, String what) {
        long[] count = counts.get(law);
        if (count == null) throw new IllegalArgumentException("law " + law + " is not in this book");
        count[0]++;
        if (holds) return;
        count[1]++;
        broken.add("law " + law + ": " + what);
        if (broken.size() <= TOLD_MAX) System.err.println("demo: VIOLATION of law " + law + ": " + what);
    }

    synchronized long violations() {
        return broken.size();
    }

    /** Whether every law was checked, and held. */
    synchronized boolean allHold() {
        return counts.values().stream().allMatch(count -> count[0] > 0 && count[1] == 0);
    }

    synchronized Json rows() {
        List<Json> rows = new ArrayList<>();
        counts.forEach((n, count) -> rows.add(Json.obj()
                .put("n", n.longValue())
                .put("checked", count[0])
                .put("violations", count[1])
                .build()));
        return Json.of(rows);
    }
}
