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

    /** How far a connection has come; touched by the one thread only. */
    private static final class Progress {
        private long requests;
        private long answers;
        private long bytesBefore;
        private long sinceNs;
        private boolean begun;

        /** Whether the request that is under way comes too slowly. */
        boolean isSlow(Connection connection, long nowNs, long headersNs) {
            boolean moved = connection.getMessagesIn() != requests || connection.getMessagesOut() != answers;
            requests = connection.getMessagesIn();
            answers = connection.getMessagesOut();
            if (moved) {
                begun = false;
                bytesBefore = connection.getBytesIn();
            }
            long bytes = connection.getBytesIn() - bytesBefore;
            boolean inBody = requests > answers;
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
            if (!progress.isSlow(connection, nowNs, headers.amount() * 1_000_000)) return;
            callers.remove(connection);
            connection.getEndPoint().close();
        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
