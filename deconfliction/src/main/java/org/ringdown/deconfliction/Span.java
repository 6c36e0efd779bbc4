package org.ringdown.deconfliction;

import org.ringdown.deconfliction.VolumeException.Code;

/**
 * A span of time, its start included and its end not.
 *
 * @param startMs UTC, milliseconds since 1970 without leap seconds; 0 or more
 * @param endMs the same, later; before the year 10000
 */
public record Span(long startMs, long endMs) {
    private static final long YEAR_10000_MS = 253_402_300_800_000L;

    /** Checks its order: what is out of order is a bug of the caller, see {@link #of}. */
    public Span {
        if (startMs < 0 || endMs <= startMs || endMs > YEAR_10000_MS) {
            throw new IllegalArgumentException(startMs + " to " + endMs);
        }
    }

    /**
     * Makes one.
     *
     * @param startMs UTC, milliseconds since 1970
     * @param endMs the same
     * @return the span
     * @throws VolumeException SPAN_EMPTY
     */
    public static Span of(long startMs, long endMs) throws VolumeException {
        if (startMs < 0 || endMs <= startMs || endMs > YEAR_10000_MS) {
            throw new VolumeException(
                    Code.SPAN_EMPTY,
                    "It ends before it begins, or lies outside the years 1970 to 9999: look at day and month, and give UTC.");
        }
        return new Span(startMs, endMs);
    }

    /**
     * The time between two spans.
     *
     * @param other the other one
     * @return milliseconds; 0 where one ends as the other begins; below 0 where they overlap, by how much
     */
    public long gapMs(Span other) {
        return Math.max(startMs - other.endMs, other.startMs - endMs);
    }
}
