package org.ringdown.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;

/**
 * Moves the write-ahead log into the file from a thread of its own, so that no commit pays for it. A passive checkpoint
 * never waits for the writer, nor the writer for it; only when commits never pause and the log has grown past its bound
 * is the writer held off, and then just for what it wrote during the passive one before.
 */
final class Checkpointer implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int IDLE_PAUSES = 20;
    private static final int FRAME_BYTES = 4_096 + 24;
    private static final int WORK_KEPT = 256;

    private final Connection connection;
    private final StoreOptions options;
    private final ReentrantLock writing;
    private final Thread thread;

    /** Bytes that commits have written, by estimate, since the last checkpoint began. */
    private final AtomicLong dirtyBytes = new AtomicLong();

    private final AtomicReference<Optional<StoreException>> failure = new AtomicReference<>(Optional.empty());
    private volatile boolean closed;

    /** The newest work; guarded by itself. */
    private final ArrayDeque<StoreWork> work = new ArrayDeque<>();

    /** What SQLite says of a checkpoint: frames in the log, and how many of them are in the file. */
    private record Outcome(long frames, long moved) {}

    Checkpointer(Connection connection, StoreOptions options, ReentrantLock writing) throws StoreException {
        this.connection = connection;
        this.options = options;
        this.writing = writing;
        try {
            Database.execute(connection, "PRAGMA busy_timeout=0"); // readers are not waited for
        } catch (SQLException e) {
            throw Failures.of("prepare checkpoints", e);
        }
        this.thread = Thread.ofPlatform().daemon().name("store-checkpoint").start(this::run);
    }

    /** A commit wrote about so much. */
    void wrote(long bytes) {
        dirtyBytes.addAndGet(bytes);
    }

    /** Why the store must not be written any more; empty while all is well. */
    Optional<StoreException> failure() {
        return failure.get();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            failure.set(Optional.of(Failures.of("close after checkpoints", e)));
        }
    }

    private void run() {
        int pauses = 0;
        while (!closed && failure.get().isEmpty()) {
            pauses = dirtyBytes.get() == 0 ? 0 : pauses + 1;
            if (pauses > IDLE_PAUSES || dirtyBytes.get() > options.checkpointAfterBytes()) {
                pauses = 0;
                once();
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The newest work, oldest first. */
    List<StoreWork> work() {
        synchronized (work) {
            return List.copyOf(work);
        }
    }

    private void once() {
        long startNs = System.nanoTime();
        long heldNs = 0;
        try {
            dirtyBytes.set(0);
            Outcome passive = checkpoint("PASSIVE");
            if (passive.frames() * FRAME_BYTES > options.walBytesMax()) heldNs = restart();
            synchronized (work) {
                work.add(new StoreWork(startNs, System.nanoTime(), heldNs));
                if (work.size() > WORK_KEPT) work.remove();
            }
        } catch (SQLException e) {
            StoreException reason = Failures.of("move its write-ahead log into the file", e);
            boolean passes = reason.kind() == Kind.FULL;
            if (!passes) failure.set(Optional.of(reason));
        }
    }

    /** Makes the log start again; returns how long the writer was held off. */
    private long restart() throws SQLException {
        checkpoint("PASSIVE"); // what came meanwhile, so that little is left to wait for
        writing.lock();
        try {
            long heldFromNs = System.nanoTime();
            checkpoint("RESTART");
            return System.nanoTime() - heldFromNs;
        } finally {
            writing.unlock();
        }
    }

    private Outcome checkpoint(String mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.next() ? new Outcome(row.getLong(2), row.getLong(3)) : new Outcome(0, 0);
        }
    }
}
