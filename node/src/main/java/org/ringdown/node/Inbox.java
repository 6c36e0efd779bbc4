package org.ringdown.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for a line's thread, in three bounded queues: what is never held back, what this party asks, and what the
 * sessions bring, in their order. Each turn takes of all three, so that neither side can starve the other.
 */
final class Inbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Condition room = lock.newCondition();
    /** Guarded by the lock. */
    private final Deque<PostRunner.Input> urgent = new ArrayDeque<>();

    /** Guarded by the lock. */
    private final Deque<PostRunner.Input> own = new ArrayDeque<>();

    /** Guarded by the lock. */
    private final Deque<PostRunner.Input> sessions = new ArrayDeque<>();

    /** Of what the sessions brought; guarded by the lock. */
    private long bytes;

    /** Guarded by the lock. */
    private boolean closed;

    /** Who takes; guarded by the lock. */
    private Optional<Object> taker = Optional.empty();

    /** From now on only this one takes: to whoever else asks, there is nothing. */
    void handTo(Object next) {
        lock.lock();
        try {
            taker = Optional.of(next);
        } finally {
            lock.unlock();
        }
    }

    /** Adds what a session brought; waits while there is no room. After the end, inputs are dropped. */
    void put(PostRunner.Input input) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isFull() && !closed) room.await();
            if (closed) return;
            sessions.add(input);
            bytes += size(input);
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return sessions.size() >= Limit.POST_QUEUE.amount() || bytes >= Limit.POST_QUEUE_BYTES.amount();
    }

    /** Adds what this party asks, where there is room. */
    boolean offer(PostRunner.Input input, boolean first) {
        lock.lock();
        try {
            Deque<PostRunner.Input> to = first ? urgent : own;
            Limit limit = first ? Limit.POST_URGENT_QUEUE : Limit.POST_QUEUE;
            if (closed || to.size() >= limit.amount()) return false;
            to.add(input);
            some.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one turn's inputs; none after the time, and none for one that has been relieved. */
    List<PostRunner.Input> take(Object who, long waitMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNs = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (isEmpty() && !closed && leftNs > 0) leftNs = some.awaitNanos(leftNs);
            if (taker.filter(one -> !one.equals(who)).isPresent()) return List.of();
            List<PostRunner.Input> turn = new ArrayList<>(urgent);
            urgent.clear();
            move(own, turn, Limit.TURN_INPUTS.amount() / 2, Limit.TURN_BYTES.amount() / 2);
            bytes -= move(sessions, turn, Limit.TURN_INPUTS.amount(), Limit.TURN_BYTES.amount());
            room.signalAll();
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Moves so many bytes, and the last input may pass that; returns how many it were. */
    private static long move(Deque<PostRunner.Input> from, List<PostRunner.Input> to, long inputsMax, long bytesMax) {
        long moved = 0;
        while (!from.isEmpty() && to.size() < inputsMax && moved < bytesMax) {
            PostRunner.Input input = from.remove();
            moved += size(input);
            to.add(input);
        }
        return moved;
    }

    private boolean isEmpty() {
        return urgent.isEmpty() && own.isEmpty() && sessions.isEmpty();
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
            return urgent.size() + own.size() + sessions.size();
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
            return closed && isEmpty();
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
