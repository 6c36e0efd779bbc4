package org.ringdown.charter;

import java.time.Instant;

/** Spans of time and instants as people read them. */
final class Spans {
    private static final long[] UNIT_MS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
    private static final String[] WORDS = {"day", "hour", "minute", "second", "millisecond"};
    private static final String[] SYMBOLS = {"d", "h", "min", "s", "ms"};

    private Spans() {}

    /** In English: the largest unit that needs no fraction. */
    static String text(long ms) {
        int unit = unit(ms);
        long count = ms / UNIT_MS[unit];
        return count + " " + WORDS[unit] + (count == 1 ? "" : "s");
    }

    /** With the international symbols. */
    static String figures(long ms) {
        int unit = unit(ms);
        return ms / UNIT_MS[unit] + " " + SYMBOLS[unit];
    }

    static String instant(long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }

    private static int unit(long ms) {
        if (ms == 0) return 3;
        for (int i = 0; i < UNIT_MS.length; i++) {
            if (ms % UNIT_MS[i] == 0) return i;
        }
        throw new IllegalStateException("every span is a count of milliseconds");
    }
}
