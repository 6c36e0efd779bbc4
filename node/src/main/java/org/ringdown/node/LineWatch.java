package org.ringdown.node;

import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.ringdown.line.Clock;
import org.ringdown.line.StoreException;

/**
 * Watches one line from outside its thread: whether that thread turns, and whether entries can be read. What is wrong is told
 * by a thread of its own, so that a hung disk can't silence its own alarm (law 8). Safe to share between threads.
 */
final class LineWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LineWatch.class.getName());
    private static final String STOPPED = "record-stopped";
    private static final String UNREADABLE = "store-unreadable";

    private final LineEvents events;
    private final Clock clock;
    private final Supplier<Optional<String>> hung;
    private final Thread thread;
    private volatile boolean closed;
    /** Owned by the thread. */
    private boolean toldHung;

    /** Owned by the thread. */
    private boolean toldUnreadable;

    private volatile Optional<String> unreadable = Optional.empty();
    private volatile long failedNs;

    LineWatch(String lineId, LineEvents events, Clock clock, Supplier<Optional<String>> hung) {
        this.events = events;
        this.clock = clock;
        this.hung = hung;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("watch-" + lineId.substring(0, 8))
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Entries could not be read. */
    void failed(StoreException e) {
        failedNs = clock.monoNs();
        if (unreadable.isEmpty())
            LOG.log(Logger.Level.ERROR, "entries can''t be read: {0}", String.valueOf(e.getMessage()));
        unreadable = Optional.of(String.valueOf(e.getMessage()));
    }

    /** Why entries can't be read; empty once no reading has failed for a while. */
    Optional<String> unreadable() {
        return unreadable;
    }

    private void run() {
        while (!closed) {
            look();
            LockSupport.parkNanos(Limit.WATCH_MS.amount() * 1_000_000);
        }
    }

    /** Looks once; what is new or over is told. */
    void look() {
        Optional<String> why = hung.get();
        if (why.isPresent() && !toldHung) {
            String mend =
                    ". Use the telephone; then look at the disk of the data directory (dmesg), and restart the node.";
            events.standing(STOPPED, why.get() + mend, clock.wallMs());
        }
        if (why.isEmpty() && toldHung) events.over(STOPPED, "The line's thread turns again.", clock.wallMs());
        toldHung = why.isPresent();
        long quietNs = clock.monoNs() - failedNs;
        if (quietNs > Limit.UNREADABLE_MS.amount() * 1_000_000) unreadable = Optional.empty();
        if (unreadable.isPresent() && !toldUnreadable) {
            String text =
                    "Entries can't be read from the store: " + unreadable.get() + ". What is said may not stand on this"
                            + " screen: use the telephone for what matters, and run ringdown doctor. STOP still goes.";
            events.standing(UNREADABLE, text, clock.wallMs());
        }
        if (unreadable.isEmpty() && toldUnreadable) events.over(UNREADABLE, "Entries can be read.", clock.wallMs());
        toldUnreadable = unreadable.isPresent();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
