package org.ringdown.node;

import java.util.OptionalLong;

/** Lets a few occasions of one kind through and counts the rest. Safe to share between threads. */
final class Seldom {
    private final long burst;
    private final long everyNs;
    private double room;
    private long atNs;
    private long heldBack;

    Seldom(Limit burst, Limit everyMs, long nowNs) {
        this.burst = burst.amount();
        this.everyNs = everyMs.amount() * 1_000_000;
        this.room = (double) this.burst;
        this.atNs = nowNs;
    }

    /** How many were held back before this one; empty when it is held back itself. */
    synchronized OptionalLong pass(long nowNs) {
        room = Math.min((double) burst, room + (double) (nowNs - atNs) / (double) everyNs);
        atNs = nowNs;
        if (room < 1) {
            heldBack++;
            return OptionalLong.empty();
        }
        room -= 1;
        long before = heldBack;
        heldBack = 0;
        return OptionalLong.of(before);
    }

    /** What is to be said of those that were held back. */
    static String more(long heldBack) {
        return heldBack == 0 ? "" : " (" + heldBack + " more like it were not told)";
    }
}
