package org.ringdown.paths;

/**
 * How soon a lost path is dialled again: doubling from the first to the longest pause, each shortened at random by up
 * to a half, and from the first again as soon as the peer is heard on any path.
 *
 * @param firstMs the first pause
 * @param longestMs the longest pause
 */
public record RetryPace(int firstMs, int longestMs) {

    /** Checks the order. */
    public RetryPace {
        if (firstMs < 1 || longestMs < firstMs) throw new IllegalArgumentException("need 1 <= firstMs <= longestMs");
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
