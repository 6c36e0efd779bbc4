package org.ringdown.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for one event stream; bounded: a stream that does not keep up is closed. Safe to share between threads. */
final class EventQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock. */
    private final Deque<EventHub.Event> events = new ArrayDeque<>();

    /** Guarded by the lock. */
    private final Set<String> lines = new HashSet<>();

    /** Guarded by the lock. */
    private boolean woken;

    /** Guarded by the lock. */
    private boolean closed;

    /** What there is to do. */
    record Work(List<EventHub.Event> events, Set<String> lines, boolean closed) {}

    void add(EventHub.Event event) {
        lock.lock();
        try {
            if (events.size() >= Limit.STREAM_EVENTS.amount()) closed = true;
            else events.add(event);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void lineChanged(String lineId) {
        lock.lock();
        try {
            lines.add(lineId);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes everything; waits for something, and so long at most. */
    Work take(long waitMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNs = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (events.isEmpty() && lines.isEmpty() && !woken && !closed && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            Work work = new Work(new ArrayList<>(events), new HashSet<>(lines), closed);
            events.clear();
            lines.clear();
            woken = false;
            return work;
        } finally {
            lock.unlock();
        }
    }
}
