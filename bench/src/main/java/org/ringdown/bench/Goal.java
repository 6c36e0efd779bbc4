package org.ringdown.bench;

import org.ringdown.charter.Json;

/**
 * A goal of the issue, and whether this run met it.
 *
 * @param name what is measured
 * @param unit its unit
 * @param limit the goal
 * @param measured this run's figure
 * @param atMost whether the goal is an upper bound; else a lower one
 * @param bound what bounds the figure, in plain words
 */
record Goal(String name, String unit, double limit, double measured, boolean atMost, String bound) {

    static Goal atMost(String name, String unit, double limit, double measured, String bound) {
        return new Goal(name, unit, limit, measured, true, bound);
    }

    static Goal atLeast(String name, String unit, double limit, double measured, String bound) {
        return new Goal(name, unit, limit, measured, false, bound);
    }

    boolean met() {
        return atMost ? measured <= limit : measured >= limit;
    }

    /** By how much it is missed, as a share of the goal; 0 when it is met. */
    double missedBy() {
        return met() ? 0 : Math.abs(measured - limit) / Math.max(1e-9, limit);
    }

    Json.Obj json() {
        return Json.obj()
                .put("goal", name)
                .put("unit", unit)
                .put(atMost ? "atMost" : "atLeast", Report.number(limit))
                .put("measured", Report.number(measured))
                .put("met", met())
                .put("missedByPercent", Report.number(100 * missedBy()))
                .put("boundBy", bound)
                .build();
    }

    String text() {
        String sign = atMost ? "<=" : ">=";
        String head = Report.text(
                "%-7s %s: %s %s, goal %s %s",
                met() ? "met" : "MISSED", name, number(measured), unit, sign, number(limit));
        String miss = met() ? "" : Report.text(" (missed by %.0f %%)", 100 * missedBy());
        return head + miss + (bound.isEmpty() ? "" : "; bound by " + bound);
    }

    private static String number(double value) {
        return value >= 1000 ? Report.text("%,.0f", value) : Report.text("%.3g", value);
    }
}
