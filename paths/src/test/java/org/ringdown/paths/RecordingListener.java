package org.ringdown.paths;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Keeps all it hears; tests wait for a condition on it, with a deadline. */
final class RecordingListener implements SessionListener {
    private static final long DEADLINE_MS = 10_000;

    final Map<Long, SessionOrigin> opened = new TreeMap<>();
    final Map<Long, List<byte[]>> frames = new TreeMap<>();
    final Map<Long, String> closed = new TreeMap<>();
    final List<String> refused = new ArrayList<>();
    final List<String> warned = new ArrayList<>();
    private long receivedCount;

    @Override
    public synchronized void opened(long session, SessionOrigin how) {
        opened.put(session, how);
        frames.put(session, new ArrayList<>());
        notifyAll();
    }

    @Override
    public synchronized void received(long session, byte[] frame) {
        frames.computeIfAbsent(session, id -> new ArrayList<>()).add(frame);
        receivedCount++;
        notifyAll();
    }

    @Override
    public synchronized void closed(long session, String cause) {
        closed.put(session, cause);
        notifyAll();
    }

    @Override
    public synchronized void refused(SessionOrigin how, String cause) {
        refused.add(cause);
        notifyAll();
    }

    @Override
    public synchronized void warned(SessionOrigin how, String warning) {
        warned.add(warning);
        notifyAll();
    }

    synchronized long receivedCount() {
        return receivedCount;
    }

    /** Waits until the condition holds. */
    synchronized void await(String what, Predicate<RecordingListener> condition) {
        long untilNs = System.nanoTime() + DEADLINE_MS * 1_000_000;
        try {
            while (!condition.test(this)) {
                long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) fail("not within " + DEADLINE_MS + " ms: " + what + "; " + this);
                wait(leftMs);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized List<Long> openSessions() {
        return opened.keySet().stream().filter(id -> !closed.containsKey(id)).toList();
    }

    @Override
    public synchronized String toString() {
        return "opened " + opened + ", received " + receivedCount + ", closed " + closed + ", refused " + refused
                + ", warned " + warned;
    }
}
