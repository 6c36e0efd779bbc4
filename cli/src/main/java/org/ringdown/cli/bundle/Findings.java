package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;

/** Collects findings up to a bound, and counts what is beyond it. For one thread. */
final class Findings {
    private static final int KEPT_MAX = 200;

    private final List<Finding> kept = new ArrayList<>();
    private long dropped;
    private boolean bad;

    void add(Finding finding) {
        bad |= finding.level() == Finding.Level.BAD;
        if (kept.size() < KEPT_MAX) kept.add(finding);
        else dropped++;
    }

    boolean anyBad() {
        return bad;
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(kept);
        if (dropped > 0) all.add(Finding.note(dropped + " further findings of these kinds are not listed."));
        return List.copyOf(all);
    }
}
