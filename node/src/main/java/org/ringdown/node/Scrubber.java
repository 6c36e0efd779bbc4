package org.ringdown.node;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.ringdown.line.Clock;
import org.ringdown.line.StoreException;
import org.ringdown.store.Scrub;
import org.ringdown.store.ScrubSlice;

/**
 * Passes over a line's whole store each hour (law 15), and at once when something damaged was met, a slice at a time on a
 * thread of its own. What it finds is handed to the line's thread. Safe to share between threads.
 */
final class Scrubber implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Scrubber.class.getName());

    private final Path store;
    private final Clock clock;
    private final Found found;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock. */
    private boolean asked;

    /** Guarded by the lock. */
    private boolean closed;

    private volatile Optional<Long> doneMs = Optional.empty();

    /** Takes what one slice found. */
    interface Found {
        void take(List<ScrubSlice.Bad> bad) throws InterruptedException;
    }

    Scrubber(String lineId, Path store, Clock clock, Found found) {
        this.store = store;
        this.clock = clock;
        this.found = found;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("scrub-" + lineId.substring(0, 8))
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Begins a pass now. */
    void now() {
        lock.lock();
        try {
            asked = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Own wall clock when the last whole pass ended. */
    Optional<Long> doneMs() {
        return doneMs;
    }

    private void run() {
        try {
            long waitMs = Limit.SCRUB_FIRST_MS.amount();
            while (pause(waitMs)) {
                boolean whole = pass();
                waitMs = whole ? Limit.SCRUB_EVERY_MS.amount() : Limit.SCRUB_AGAIN_MS.amount();
            }
        } catch (InterruptedException e) {
            LOG.log(Logger.Level.DEBUG, "the scrub of {0} ends", store);
        }
    }

    /** Waits so long, or until a pass is asked for; false at the end. */
    private boolean pause(long waitMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNs = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (!asked && !closed && leftNs > 0) leftNs = changed.awaitNanos(leftNs);
            asked = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean pass() throws InterruptedException {
        try (Scrub scrub = Scrub.open(store)) {
            while (true) {
                ScrubSlice slice = scrub.next(Limit.SCRUB_ROWS.count());
                if (!slice.bad().isEmpty()) found.take(slice.bad());
                if (slice.passDone()) break;
                Thread.sleep(Limit.SCRUB_PAUSE_MS.amount());
            }
            doneMs = Optional.of(clock.wallMs());
            return true;
        } catch (StoreException e) {
            LOG.log(Logger.Level.WARNING, "the scrub of {0} was cut short: {1}", store, String.valueOf(e.getMessage()));
            return false;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(Limit.STOP_WAIT_MS.amount());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
