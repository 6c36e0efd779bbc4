package org.ringdown.line;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.OptionalLong;

/**
 * How much bulk may be on a path: one round trip plus 2 ms' worth of what the path was seen to carry, or one small
 * chunk. The rate is the best of the recent deliveries, the round trip the least; both are measured from GOT frames.
 */
final class Pace {
    private record Sent(long upTo, long gotAtSend, long sentNs, boolean alone) {}

    private static final long RATE_SPAN_NS = 3_000_000_000L;
    private static final long TRIP_SPAN_NS = 10_000_000_000L;

    /** Too little says nothing about the wire. */
    private static final long CARRIED_BYTES_MIN = 512;

    private static final int CARRIED_SAMPLES_MIN = 8;
    private static final int CARRIED_SAMPLES = 8;
    private static final int SMALL_TRIPS = 16;

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private final ArrayDeque<Long> carried = new ArrayDeque<>();
    private final ArrayDeque<Long> smallTrips = new ArrayDeque<>();
    private boolean measured;
    /** When a GOT came last, or what it is due for was sent. */
    private long progressNs;

    private long sentBytes;
    private long gotBytes;
    private double bytesPerNs = 64_000 / 1e9;
    private long rateNs;
    private long tripNs = Long.MAX_VALUE;
    private long tripAtNs;
    /** The trip was measured too long ago, and what is on the way would lengthen it: it runs dry first. */
    private boolean draining;

    void sent(int bytes, long nowNs) {
        boolean alone = inFlight() == 0;
        if (alone) progressNs = nowNs;
        sentBytes += bytes;
        sent.add(new Sent(sentBytes, gotBytes, nowNs, alone));
    }

    /** Takes what the peer says it got; false where that is more than was sent. */
    boolean got(long bytes, long nowNs) {
        if (bytes > sentBytes) return false;
        if (bytes <= gotBytes) return true;
        gotBytes = bytes;
        progressNs = nowNs;
        if (!sent.isEmpty() && sent.peek().upTo() <= bytes) measure(bytes, nowNs);
        return true;
    }

    private void measure(long bytes, long nowNs) {
        Sent last = sent.remove();
        while (!sent.isEmpty() && sent.peek().upTo() <= bytes) last = sent.remove();
        long spanNs = Math.max(1_000, nowNs - last.sentNs());
        double seen = (double) (bytes - last.gotAtSend()) / spanNs;
        if (seen >= bytesPerNs || nowNs - rateNs > RATE_SPAN_NS) {
            bytesPerNs = seen;
            rateNs = nowNs;
        }
        carried(bytes - last.gotAtSend(), spanNs);
        boolean alone = last.alone();
        if (spanNs <= tripNs || (alone && nowNs - tripAtNs > TRIP_SPAN_NS)) {
            tripNs = spanNs;
            tripAtNs = nowNs;
        }
        draining = nowNs - tripAtNs > TRIP_SPAN_NS;
    }

    /** Whether something was sent and nothing of it got through. */
    boolean barren() {
        return sentBytes > 0 && gotBytes == 0;
    }

    /** Whether the peer has taken nothing off the wire for too long. */
    boolean overdue(long nowNs) {
        return inFlight() > 0 && nowNs - progressNs > LineLimits.GOT_MS * 1_000_000L;
    }

    long inFlight() {
        return sentBytes - gotBytes;
    }

    /** How long a small frame and its answer took. */
    void smallTrip(long ns) {
        smallTrips.add(ns);
        if (smallTrips.size() > SMALL_TRIPS) smallTrips.remove();
    }

    /** Whether it was measured anew since this was asked last. */
    boolean news() {
        boolean before = measured;
        measured = false;
        return before;
    }

    /** What the path was seen to carry; empty until it was measured. */
    OptionalLong bytesPerS() {
        if (carried.size() < CARRIED_SAMPLES_MIN) return OptionalLong.empty();
        return carried.stream().mapToLong(Long::longValue).max();
    }

    /** What was on the way for longer than a small frame was, by its own length: the wire's rate, whatever the distance. */
    private void carried(long bytes, long spanNs) {
        if (bytes < CARRIED_BYTES_MIN || smallTrips.isEmpty()) return;
        long wireNs = Math.max(1_000_000, spanNs - Collections.min(smallTrips));
        carried.add((bytes + LineLimits.FRAME_OVERHEAD_BYTES) * 1_000_000_000L / wireNs);
        if (carried.size() > CARRIED_SAMPLES) carried.remove();
        measured = true;
    }

    /** Whether the path was seen to carry little only. */
    boolean thin() {
        OptionalLong seen = bytesPerS();
        return seen.isPresent() && seen.getAsLong() < LineLimits.THIN_BYTES_PER_S;
    }

    /** The most that may be on the way. While the old trip is to be measured anew, one small chunk. */
    long window() {
        if (tripNs == Long.MAX_VALUE || draining) return LineLimits.CHUNK_MIN_BYTES;
        return Math.max(LineLimits.CHUNK_MIN_BYTES, (long) (bytesPerNs * (1.25 * tripNs + 2_000_000)));
    }

    /** The size of the next chunk. */
    int chunk() {
        long half = window() / 2;
        return Math.clamp(half, LineLimits.CHUNK_MIN_BYTES, LineLimits.CHUNK_MAX_BYTES);
    }

    boolean open() {
        return inFlight() < window();
    }
}
