package org.ringdown.paths;

/**
 * How long anything may take.
 *
 * @param connectMs the TCP connection
 * @param handshakeMs the whole TLS handshake
 * @param idleMs the longest silence: no byte from the peer for so long ends the session
 * @param flushMs what a closed session may still take to send what is queued
 */
public record StreamDeadlines(int connectMs, int handshakeMs, int idleMs, int flushMs) {

    /** Checks that each is positive. */
    public StreamDeadlines {
        if (connectMs < 1 || handshakeMs < 1 || idleMs < 1 || flushMs < 1) {
            throw new IllegalArgumentException("a deadline must be at least 1 ms");
        }
    }

    /**
     * The product's own: fit for a path of two seconds each way.
     *
     * @return 10 s, 15 s, 5 min, 1 s; the line ends a silent session long before that, by its heartbeats
     */
    public static StreamDeadlines standard() {
        return new StreamDeadlines(10_000, 15_000, 300_000, 1_000);
    }
}
