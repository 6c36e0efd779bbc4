package org.ringdown.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.ringdown.line.LineStatus;
import org.ringdown.line.PostEvent;
import org.ringdown.line.PostEvents;

/** When what happened on a line, by index; written from the line's thread. */
final class Recorder implements PostEvents {
    /** Entries of the node's own, such as LINE STATUS, may stand between those that are measured. */
    static final int BETWEEN = 64;

    private final String own;
    private volatile long first;
    private volatile long[] saidNs = new long[0];
    private volatile long[] keptNs = new long[0];
    private volatile long[] deliveredNs = new long[0];

    /** Own entries below it are delivered, as far as whole receipts tell. */
    final AtomicLong delivered = new AtomicLong();

    /** Own entries delivered, early ones included, since the start. */
    final AtomicLong deliveredCount = new AtomicLong();

    private volatile long firstSinceMarkNs;

    volatile long lastDeliveredNs;
    volatile LineStatus.Name state = LineStatus.Name.PATH_DOWN;
    volatile long stateNs;

    Recorder(String own) {
        this.own = own;
    }

    /** Records the times of so many entries from an index on. */
    void record(long from, int count) {
        first = from;
        int slots = count == 0 ? 0 : count + BETWEEN;
        saidNs = new long[slots];
        keptNs = new long[slots];
        deliveredNs = new long[slots];
    }

    void said(long index, long atNs) {
        put(saidNs, index, atNs);
    }

    @Override
    public void on(PostEvent event) {
        long nowNs = System.nanoTime();
        switch (event) {
            case PostEvent.EntryKept(var entry) -> {
                if (!entry.log().party().equals(own)) put(keptNs, entry.index(), nowNs);
            }
            case PostEvent.EarlyKept(var entry, long _) -> put(keptNs, entry.index(), nowNs);
            case PostEvent.Delivered(var _, long from, long to, var kind, long _) -> {
                for (long i = from; i < to && keptNs.length > 0; i++) put(deliveredNs, i, nowNs);
                if (firstSinceMarkNs == 0) firstSinceMarkNs = nowNs;
                lastDeliveredNs = nowNs;
                deliveredCount.addAndGet(to - from);
                more();
                if (kind == org.ringdown.line.KeptReceipt.Kind.COSIGNATURE) delivered.set(to);
            }
            case PostEvent.StatusChanged(var status) -> {
                LineStatus.Name now = status.states().getFirst().name();
                if (now != state) stateNs = nowNs;
                state = now;
            }
            case PostEvent.Alarm _, PostEvent.UnrecordedHeard _, PostEvent.Live _ -> {}
        }
    }

    /** The next delivery is the first one again. */
    String mark() {
        firstSinceMarkNs = 0;
        return "";
    }

    /** When the first delivery since the mark was, and the last. */
    String marked() {
        return firstSinceMarkNs + " " + lastDeliveredNs;
    }

    /** The first time stays: an entry that overtook is kept again when its log reaches it. */
    private void put(long[] into, long index, long atNs) {
        long at = index - first;
        if (at >= 0 && at < into.length && into[(int) at] == 0) into[(int) at] = atNs;
    }

    long deliveredAtNs(long index) {
        long at = index - first;
        return at >= 0 && at < deliveredNs.length ? deliveredNs[(int) at] : 0;
    }

    /** Waits for the next delivery, or some milliseconds. */
    @SuppressWarnings("WaitNotInLoop") // a wake-up too many does no harm: every caller asks again
    synchronized void awaitMore() throws InterruptedException {
        long seen = deliveredCount.get();
        long untilNs = System.nanoTime() + 5_000_000;
        while (deliveredCount.get() == seen && System.nanoTime() < untilNs) wait(1);
    }

    private synchronized void more() {
        notifyAll();
    }

    /** Waits until every own entry below a size is delivered. */
    void awaitDelivered(long size) {
        while (delivered.get() < size) LockSupport.parkNanos(200_000);
    }

    String times(String which) {
        long[] times = switch (which) {
            case "said" -> saidNs;
            case "kept" -> keptNs;
            case "delivered" -> deliveredNs;
            default -> throw new IllegalArgumentException("no times of " + which);
        };
        StringBuilder out = new StringBuilder();
        Arrays.stream(times).forEach(t -> out.append(out.isEmpty() ? "" : " ").append(t));
        return out.toString();
    }
}
