package org.ringdown.paths;

/**
 * How soon a lost path is dialled again: doubling from the first to the longest pause, each shortened at random by up
 * to a half, and from the first again as soon as a session on any path is proven: it has stood for {@link #provenMs} and
 * the peer has shown on it that it hears us. The first session that stands on any path after that brings each of the others
 * one attempt at once: when a cut heals, all come back together. A peer that takes every call and ends it at once is so called ever more
 * slowly.
 *
 * @param firstMs the first pause
 * @param longestMs the longest pause
 */
public record RetryPace(int firstMs, int longestMs) {

    /** Checks the order. */
    public RetryPace {
        if (firstMs < 1 || longestMs < firstMs) throw new IllegalArgumentException("need 1 <= firstMs <= longestMs");
    }

    /** How long a session must have stood to count as proven: four first pauses. */
    long provenMs() {
        return 4L * firstMs;
    }

    /**
     * The product's own.
     *
     * @return 250 ms to 5 s
     */
    public static RetryPace standard() {
        return new RetryPace(250, 5_000);
    }
}
