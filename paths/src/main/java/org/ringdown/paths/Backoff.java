package org.ringdown.paths;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.ringdown.line.Clock;

/** The pause between the starts of two attempts on one path; see {@link RetryPace}. */
final class Backoff {
    private final RetryPace pace;
    private final Clock clock;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();

    // All guarded by lock.
    private int failures;
    private long dueNs;
    private long startedNs;
    private boolean stopped;
    private boolean hurried;

    Backoff(RetryPace pace, Clock clock, RandomGenerator random) {
        this.pace = pace;
        this.clock = clock;
        this.random = random;
    }

    /** An attempt begins; until a session is proven it counts as failed. */
    void started() {
        lock.lock();
        try {
            startedNs = clock.monoNs();
            dueNs = startedNs + pauseNs();
            failures++;
        } finally {
            lock.unlock();
        }
    }

    /** A session was proven on some path: the next attempt is due one first pause after the last began. */
    void proven() {
        lock.lock();
        try {
            failures = 0;
            hurried = false;
            dueNs = startedNs + pauseNs();
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A session stands on some path, so the peer is there again: the next attempt is due now, once until one is proven. */
    void stands() {
        lock.lock();
        try {
            if (hurried) return;
            hurried = true;
            dueNs = Math.min(dueNs, startedNs + TimeUnit.MILLISECONDS.toNanos(pace.firstMs()));
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How long it is until the next attempt is due; not positive when it is. */
    long pauseLeftNs() {
        lock.lock();
        try {
            return dueNs - clock.monoNs();
        } finally {
            lock.unlock();
        }
    }

    /** No more attempts. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the next attempt is due; false when there is to be none. */
    boolean awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (!stopped) {
                long leftNs = dueNs - clock.monoNs();
                if (leftNs <= 0) return true;
                woken.await(leftNs, TimeUnit.NANOSECONDS);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private long pauseNs() {
        long fullMs = Math.min(pace.longestMs(), (long) pace.firstMs() << Math.min(failures, 20));
        long halfNs = TimeUnit.MILLISECONDS.toNanos(fullMs) / 2;
        synchronized (random) {
            return halfNs + random.nextLong(halfNs + 1);
        }
    }
}
