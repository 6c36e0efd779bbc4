package org.ringdown.paths;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.ringdown.line.Clock;

/** One connection that stands: a reader (the thread that calls {@link #run}), a writer, a bounded queue between. */
final class Session {
    private static final int READ_BUFFER_BYTES = 32_768;
    private static final int WRITE_BUFFER_BYTES = 65_536;
    private static final String STANDING = "";

    private final long id;
    private final SessionOrigin origin;
    private final Socket raw;
    private final SSLSocket tls;
    private final FrameQueue queue;
    private final StreamDeadlines deadlines;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final long openedNs;
    private final AtomicBoolean proven = new AtomicBoolean();

    /** Why it ended; the first reason given stays. */
    private final AtomicReference<String> cause = new AtomicReference<>(STANDING);

    /** Cuts a closed session that does not flush in time. */
    private volatile Future<?> flushDeadline = CompletableFuture.completedFuture(STANDING);

    /** The connection as it is, and with TLS over it. */
    record Connection(Socket raw, SSLSocket tls) {}

    Session(
            long id,
            SessionOrigin origin,
            Connection connection,
            FrameQueue queue,
            StreamConfig config,
            ScheduledExecutorService timer) {
        this.id = id;
        this.origin = origin;
        this.raw = connection.raw();
        this.tls = connection.tls();
        this.queue = queue;
        this.deadlines = config.deadlines();
        this.timer = timer;
        this.clock = config.clock();
        this.openedNs = clock.monoNs();
    }

    long id() {
        return id;
    }

    /** The peer hears us on it; true once, when the session has stood for long enough. */
    boolean prove(long standingMs) {
        boolean stood = clock.monoNs() - openedNs >= TimeUnit.MILLISECONDS.toNanos(standingMs);
        return stood && proven.compareAndSet(false, true);
    }

    /** Queues a frame; a peer that does not take what is sent loses the session. */
    void send(byte[] frame) {
        if (frame.length < 1 || frame.length > StreamLimits.FRAME_BYTES_MAX) {
            throw new IllegalArgumentException("a frame of " + frame.length + " bytes");
        }
        if (!queue.offer(frame)) abort("the peer stopped reading: the queue to it is full");
    }

    /** Sends what is queued, then ends; at once when the flush deadline passes. */
    void close(String reason) {
        if (!cause.compareAndSet(STANDING, reason)) return;
        queue.finish();
        flushDeadline = timer.schedule(() -> Sockets.cut(raw), deadlines.flushMs(), TimeUnit.MILLISECONDS);
    }

    /** Ends at once. */
    void abort(String reason) {
        cause.compareAndSet(STANDING, reason);
        queue.discard();
        Sockets.cut(raw);
    }

    /** Reads until the session ends, in the caller's thread. */
    void run(SessionListener listener) {
        Thread writer = Thread.ofVirtual().name("session-" + id + "-writer").start(this::writeLoop);
        try {
            listener.opened(id, origin);
            readLoop(listener);
        } catch (IOException e) {
            cause.compareAndSet(STANDING, Sockets.cause(e));
        } finally {
            abort("the receiver of this session's frames failed");
            awaitEnd(writer);
            queue.end();
            flushDeadline.cancel(false);
            listener.closed(id, cause.get());
        }
    }

    private void readLoop(SessionListener listener) throws IOException {
        raw.setSoTimeout(deadlines.idleMs());
        DataInputStream in = new DataInputStream(new BufferedInputStream(tls.getInputStream(), READ_BUFFER_BYTES));
        try {
            while (true) {
                Optional<byte[]> frame = Frames.read(in);
                if (frame.isEmpty()) break;
                if (cause.get().isEmpty()) listener.received(id, frame.get());
            }
            cause.compareAndSet(STANDING, "the peer ended the session");
        } catch (SocketTimeoutException e) {
            throw new SocketTimeoutException("nothing heard from the peer for " + deadlines.idleMs() + " ms");
        }
    }

    private void writeLoop() {
        List<byte[]> batch = new ArrayList<>();
        byte[] buffer = new byte[WRITE_BUFFER_BYTES];
        try {
            OutputStream out = tls.getOutputStream();
            for (queue.take(batch, buffer.length); !batch.isEmpty(); queue.take(batch, buffer.length)) {
                Frames.write(batch, buffer, out);
            }
            tls.shutdownOutput(); // close_notify and the end of the TCP stream; the reader waits for the peer's own end
        } catch (IOException e) {
            abort(Sockets.cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort("this node is stopping");
        }
    }

    private static void awaitEnd(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
