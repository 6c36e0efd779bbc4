package org.ringdown.paths;

/**
 * How much of anything there may be.
 *
 * @param queueBytesMax bytes that wait to be written on one session; one frame more ends the session
 * @param unauthenticatedMax inbound connections whose handshake is not done; one more ends the oldest of the address
 *     that has most
 * @param sessionsMax inbound sessions at once; one more is refused
 */
public record StreamLimits(int queueBytesMax, int unauthenticatedMax, int sessionsMax) {

    /** The largest frame: type byte and payload. */
    public static final int FRAME_BYTES_MAX = 262_144;

    /** Checks that each is positive and that one frame fits a queue. */
    public StreamLimits {
        if (queueBytesMax < FRAME_BYTES_MAX + 4) throw new IllegalArgumentException("a queue must hold one frame");
        if (unauthenticatedMax < 1 || sessionsMax < 1) throw new IllegalArgumentException("a limit must be at least 1");
    }

    /**
     * Bytes that wait on all sessions together; a frame more ends the session that it was for, unless nothing waits there.
     *
     * @return two full queues
     */
    public long queuesBytesMax() {
        return 2L * queueBytesMax;
    }

    /**
     * The product's own.
     *
     * @return 8 MiB, 32 connections, 32 sessions
     */
    public static StreamLimits standard() {
        return new StreamLimits(8 << 20, 32, 32);
    }
}
