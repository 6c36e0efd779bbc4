package org.ringdown.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for a line's thread: a bounded queue, and a small one that goes first for what is never held back. */
final class Inbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Condition room = lock.newCondition();
    /** Guarded by the lock. */
    private final Deque<PostRunner.Input> urgent = new ArrayDeque<>();

    /** Guarded by the lock. */
    private final Deque<PostRunner.Input> queue = new ArrayDeque<>();

    /** Guarded by the lock. */
    private boolean closed;

    /** Adds at the end; waits while there is no room. After the end, inputs are dropped. */
    void put(PostRunner.Input input) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.size() >= Limit.POST_QUEUE.amount() && !closed) room.await();
            if (closed) return;
            queue.add(input);
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Adds where there is room. */
    boolean offer(PostRunner.Input input, boolean first) {
        lock.lock();
        try {
            Deque<PostRunner.Input> to = first ? urgent : queue;
            Limit limit = first ? Limit.POST_URGENT_QUEUE : Limit.POST_QUEUE;
            if (closed || to.size() >= limit.amount()) return false;
            to.add(input);
            some.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one turn's inputs; none after the time. */
    List<PostRunner.Input> take(long waitMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNs = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (urgent.isEmpty() && queue.isEmpty() && !closed && leftNs > 0) leftNs = some.awaitNanos(leftNs);
            List<PostRunner.Input> turn = new ArrayList<>(urgent);
            urgent.clear();
            long bytes = 0;
            while (!queue.isEmpty() && turn.size() < Limit.TURN_INPUTS.amount() && bytes < Limit.TURN_BYTES.amount()) {
                PostRunner.Input input = queue.poll();
                bytes += size(input);
                turn.add(input);
            }
            room.signalAll();
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private static long size(PostRunner.Input input) {
        return switch (input) {
            case PostRunner.Input.Received received -> received.frame().length;
            case PostRunner.Input.Say say -> say.sayings().size() * 512L;
            case PostRunner.Input.Opened _,
                    PostRunner.Input.Closed _,
                    PostRunner.Input.Damaged _,
                    PostRunner.Input.NotConnected _ -> 64;
            case PostRunner.Input.SignedAgain signed -> signed.head().note().length();
        };
    }

    int size() {
        lock.lock();
        try {
            return urgent.size() + queue.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Closed and empty. */
    boolean isFinished() {
        lock.lock();
        try {
            return closed && urgent.isEmpty() && queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            some.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
