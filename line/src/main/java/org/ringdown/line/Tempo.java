package org.ringdown.line;

import java.util.OptionalLong;
import org.ringdown.message.Leaf;

/**
 * How often heartbeats leave on one path: as the charter says, slower where they would take more than their share of what
 * it was seen to carry, or where their echoes stay away. What was learnt outlives a session. Owned by the Post's thread.
 */
final class Tempo {
    /** So many without an echo are more than any distance explains. */
    private static final int UNECHOED_MUCH = 8;

    /** So many sessions in a row that ended before anything sent on them got through. */
    private static final int BARREN_MUCH = 2;

    private OptionalLong bytesPerS = OptionalLong.empty();
    private long leastPerS;
    private long slowMs;
    private int barren;

    /** The path was seen to carry so much; empty tells nothing new. */
    void carries(OptionalLong seen) {
        if (seen.isPresent()) bytesPerS = seen;
    }

    /** A heartbeat leaves while so many before it are without an echo. */
    void leaves(int unechoed, long everyMs) {
        if (unechoed >= UNECHOED_MUCH) slower(everyMs);
    }

    /** So many bytes went there and back in so long: the path carries no less. */
    void passed(long bytes, long tripMs) {
        leastPerS = bytes * 1_000 / Math.max(1, tripMs);
        if (bytesPerS.isPresent()) bytesPerS = OptionalLong.of(Math.max(bytesPerS.getAsLong(), leastPerS));
        slowMs = Math.min(slowMs, slowestMs());
    }

    /** An echo came after so long. */
    void echoed(long tripMs) {
        if (2 * tripMs <= slowMs) slowMs /= 2;
    }

    /** Something that was sent got through. */
    void gotThrough() {
        barren = 0;
    }

    /** A session has ended before anything that was sent on it got through. */
    void endedBarren(long everyMs) {
        if (++barren >= BARREN_MUCH) slower(everyMs);
    }

    private void slower(long everyMs) {
        slowMs = Math.min(2 * Math.max(slowMs, everyMs), slowestMs());
    }

    /** While four of them pass, the largest leaf does, at the least that the path is known to carry. */
    private long slowestMs() {
        long largestMs = Leaf.BYTES_MAX * 1_000L / Math.max(1, leastPerS);
        return Math.min(largestMs * 100 / LineLimits.DOWN_PERCENT, LineLimits.HEARTBEAT_MS_MAX);
    }

    /**
     * The time to the next heartbeat.
     *
     * @param charterMs the charter's heartbeat
     * @param roundBytes what one heartbeat on each session of the path takes
     */
    long everyMs(long charterMs, long roundBytes) {
        long fairMs = bytesPerS.isEmpty()
                ? 0
                : roundBytes * 1_000 * LineLimits.HEARTBEAT_SHARE / Math.max(1, bytesPerS.getAsLong());
        return Math.max(charterMs, Math.min(Math.max(fairMs, slowMs), LineLimits.HEARTBEAT_MS_MAX));
    }
}
