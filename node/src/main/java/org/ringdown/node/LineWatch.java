package org.ringdown.node;

import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.ringdown.line.Clock;
import org.ringdown.line.StoreException;

/**
 * Watches one line from outside its thread: whether that thread turns, and whether entries can be read. What is wrong is told
 * by a thread of its own, so that a hung disk can't silence its own alarm (law 8); a thread that holds up STOP is relieved
 * (law 3). Safe to share between threads.
 */
final class LineWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LineWatch.class.getName());
    private static final String STOPPED = "record-stopped";
    private static final String UNREADABLE = "store-unreadable";
    /** So many looks in a row: a process that was stopped and goes on has turned by the second one. */
    private static final int LOOKS = 3;

    private final LineEvents events;
    private final Clock clock;
    private final Turning line;
    private final Thread thread;
    private volatile boolean closed;
    /** What was told of a hung thread; owned by the thread. */
    private Optional<String> toldHung = Optional.empty();

    /** Looks in a row at a thread that holds up STOP; owned by the thread. */
    private int heldUp;

    /** Owned by the thread. */
    private boolean toldUnreadable;

    private volatile Optional<String> unreadable = Optional.empty();
    private volatile long failedNs;

    /** What is watched. */
    interface Turning {
        /** Why the line's thread does not turn. */
        Optional<String> hung();

        /** Whether it holds up STOP. */
        boolean holdsUp();

        /** Puts another thread in its place. */
        void relieve();
    }

    LineWatch(String lineId, LineEvents events, Clock clock, Turning line) {
        this.events = events;
        this.clock = clock;
        this.line = line;
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
        heldUp = line.holdsUp() ? heldUp + 1 : 0;
        if (heldUp >= LOOKS) {
            heldUp = 0;
            relieve();
        }
        tellHung(line.hung());
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

    private void relieve() {
        try {
            line.relieve();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "a hung thread could not be relieved, it is tried again", e);
        }
    }

    private void tellHung(Optional<String> why) {
        if (why.equals(toldHung)) return;
        if (why.isPresent()) {
            String mend =
                    ". Use the telephone; then look at the disk of the data directory (dmesg). Once it answers, the"
                            + " record goes on by itself.";
            events.standing(STOPPED, why.get() + mend, clock.wallMs());
        } else {
            events.over(STOPPED, "The line's thread turns again, and the record goes on.", clock.wallMs());
        }
        toldHung = why;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
