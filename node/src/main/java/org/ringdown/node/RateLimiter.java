package org.ringdown.node;

import java.util.function.LongSupplier;

/** A bucket of permits that fills at a steady rate. Safe to share between threads. */
final class RateLimiter {
    private final double burst;
    private final double perNs;
    private final LongSupplier monoNs;
    private double permits;
    private long atNs;

    /** Starts full. */
    RateLimiter(long burst, long perSecond, LongSupplier monoNs) {
        this.burst = (double) burst;
        this.perNs = (double) perSecond / 1e9;
        this.monoNs = monoNs;
        this.permits = (double) burst;
        this.atNs = monoNs.getAsLong();
    }

    /** Takes a permit, or refuses with the time after which there is one. */
    synchronized void take() throws ProblemException {
        long nowNs = monoNs.getAsLong();
        permits = Math.min(burst, permits + (double) (nowNs - atNs) * perNs);
        atNs = nowNs;
        if (permits < 1) {
            int waitS = (int) Math.clamp(Math.ceil((1 - permits) / perNs / 1e9), 1, 60);
            throw ProblemException.later(Problem.RATE_LIMITED, waitS);
        }
        permits -= 1;
    }
}
