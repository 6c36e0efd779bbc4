package org.ringdown.deconfliction;

/**
 * How near two volumes may come. All three together make nearness a conflict.
 *
 * @param horizontalMm millimetres, 0 or more
 * @param verticalMm millimetres, 0 or more
 * @param timeMs milliseconds, 0 or more
 */
public record Separation(long horizontalMm, long verticalMm, long timeMs) {
    /** None is asked for: only what may meet counts. */
    public static final Separation NONE = new Separation(0, 0, 0);

    /** Refuses what is below 0. */
    public Separation {
        if (horizontalMm < 0 || verticalMm < 0 || timeMs < 0) {
            throw new IllegalArgumentException("a separation below 0");
        }
    }
}
