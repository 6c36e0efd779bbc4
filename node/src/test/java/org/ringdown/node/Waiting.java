package org.ringdown.node;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, and fails loudly when it does not in time. */
final class Waiting {
    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        long endNs = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > endNs) throw new AssertionError("not within 60 s: " + what);
            LockSupport.parkNanos(20_000_000L);
        }
    }
}
