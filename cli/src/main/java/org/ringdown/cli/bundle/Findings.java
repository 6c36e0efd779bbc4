package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;

/** Collects findings up to a bound for each level, and counts what is beyond it. For one thread. */
final class Findings {
    private final List<Finding> bad = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();
    private long dropped;

    void add(Finding finding) {
        List<Finding> kept = finding.level() == Finding.Level.BAD ? bad : notes;
        if (kept.size() < BundleLimits.FINDINGS_LISTED_MAX) kept.add(finding);
        else dropped++;
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(bad);
        all.addAll(notes);
        if (dropped > 0) all.add(Finding.note(dropped + " further findings of these kinds are not listed."));
        return List.copyOf(all);
    }
}
