package org.ringdown.node;

import java.lang.System.Logger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;

/**
 * Ends connections to the API that are never silent and never come to an end either: a byte at a time is no silence, so the
 * server below would wait for ever, and with enough such callers for nobody else. Looks at all connections in a thread of
 * its own.
 */
final class SlowCallers implements Connection.Listener, AutoCloseable {
    private static final Logger LOG = System.getLogger(SlowCallers.class.getName());
    private static final long SECOND_NS = 1_000_000_000L;

    private final Map<Connection, Progress> callers = new ConcurrentHashMap<>();
    private final BooleanSupplier crowded;
    private final LongSupplier monoNs;
    private final Thread thread = Thread.ofVirtual().name("slow-callers").unstarted(this::run);

    SlowCallers(BooleanSupplier crowded, LongSupplier monoNs) {
        this.crowded = crowded;
        this.monoNs = monoNs;
    }

    /** What a connection has brought so far. */
    record Seen(long requests, long answers, long bytes) {
        static Seen of(Connection connection) {
            return new Seen(connection.getMessagesIn(), connection.getMessagesOut(), connection.getBytesIn());
        }
    }

    /** How far a connection has come; touched by the one thread only. */
    static final class Progress {
        private Seen last = new Seen(0, 0, 0);
        private boolean begun;
        private long sinceNs;

        /**
         * Whether the request that is under way comes too slowly. Where none is under way nothing is slow: the idle
         * timeout and the beats of a stream see to that.
         */
        boolean isSlow(Seen now, long nowNs, long headersNs) {
            if (now.requests() != last.requests() || now.answers() != last.answers()) {
                begun = false;
                last = now;
            }
            long bytes = now.bytes() - last.bytes();
            boolean inBody = now.requests() > now.answers();
            if (!begun && (bytes > 0 || inBody)) {
                begun = true;
                sinceNs = nowNs;
            }
            if (!begun) return false;
            long spentNs = nowNs - sinceNs;
            if (!inBody) return spentNs > headersNs;
            return spentNs > Limit.BODY_SLOW_MS.amount() * 1_000_000
                    && bytes < Limit.BODY_RATE_PER_S.amount() * (spentNs / SECOND_NS);
        }
    }

    @Override
    public void onOpened(Connection connection) {
        boolean http = connection.getMessagesIn() >= 0; // the TLS layer counts no messages
        if (http) callers.put(connection, new Progress());
    }

    @Override
    public void onClosed(Connection connection) {
        callers.remove(connection);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(Limit.SLOW_LOOK_MS.amount());
                look();
            }
        } catch (InterruptedException e) {
            LOG.log(Logger.Level.DEBUG, "no more looking for slow callers: {0}", e.toString());
        }
    }

    private void look() {
        long nowNs = monoNs.getAsLong();
        Limit headers = crowded.getAsBoolean() ? Limit.CROWDED_HEADERS_MS : Limit.HEADERS_MS;
        callers.forEach((connection, progress) -> {
            if (!progress.isSlow(Seen.of(connection), nowNs, headers.amount() * 1_000_000)) return;
            callers.remove(connection);
            connection.getEndPoint().close();
        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
