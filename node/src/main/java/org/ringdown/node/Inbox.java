package org.ringdown.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for a line's thread, in bounded queues: what this party asks and what the sessions bring, each session's in
 * its order, and of both what is urgent apart, which comes first. Each turn takes of all queues, so that nobody can starve
 * another.
 */
final class Inbox {
    /** One queue and what it weighs; guarded by the lock. */
    private static final class Queue {
        private final Deque<PostRunner.Input> inputs = new ArrayDeque<>();
        private long bytes;

        void add(PostRunner.Input input) {
            inputs.add(input);
            bytes += size(input);
        }

        boolean holds(Limit most) {
            return inputs.size() >= most.amount() || bytes >= Limit.POST_QUEUE_BYTES.amount();
        }

        /** Moves so many inputs and bytes, and the last input may pass that. */
        void moveTo(List<PostRunner.Input> turn, long inputsMax, long bytesMax) {
            long bytesBefore = bytes;
            for (long i = 0; i < inputsMax && bytesBefore - bytes < bytesMax && !inputs.isEmpty(); i++) {
                PostRunner.Input input = inputs.remove();
                bytes -= size(input);
                turn.add(input);
            }
        }

        void moveAllTo(List<PostRunner.Input> turn) {
            moveTo(turn, Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    /** What is urgent rarely comes alone: beside it a turn takes so small a part of the rest. */
    private static final int URGENT_SHARE = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Condition room = lock.newCondition();
    /** What is never gated. */
    private final Queue stops = new Queue();

    private final Queue ownUrgent = new Queue();
    private final Queue own = new Queue();
    private final Queue sessionsUrgent = new Queue();
    private final Queue sessions = new Queue();
    /** The sessions for urgent entries; guarded by the lock. */
    private final Set<Long> urgent = new HashSet<>();

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
            while (queueOf(input).holds(Limit.POST_QUEUE) && !closed) room.await();
            if (closed) return;
            queueOf(input).add(input);
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    private Queue queueOf(PostRunner.Input brought) {
        return isUrgent(brought) ? sessionsUrgent : sessions;
    }

    private boolean isUrgent(PostRunner.Input brought) {
        return switch (brought) {
            case PostRunner.Input.Received received -> urgent.contains(received.session());
            case PostRunner.Input.Closed gone -> urgent.contains(gone.session());
            case PostRunner.Input.Say say -> say.isUrgent();
            case PostRunner.Input.Opened _,
                    PostRunner.Input.Damaged _,
                    PostRunner.Input.NotConnected _,
                    PostRunner.Input.SignedAgain _ -> false;
        };
    }

    /** From now on what this session brings is urgent, and what of it waits already. */
    void urgent(long session) {
        lock.lock();
        try {
            if (!urgent.add(session)) return;
            List<PostRunner.Input> waiting = new ArrayList<>();
            sessions.moveAllTo(waiting);
            waiting.forEach(input -> queueOf(input).add(input));
        } finally {
            lock.unlock();
        }
    }

    /** That session is gone. */
    void ended(long session) {
        lock.lock();
        try {
            urgent.remove(session);
        } finally {
            lock.unlock();
        }
    }

    /** Adds what this party asks, where there is room; what is never gated has room of its own. */
    boolean offer(PostRunner.Input input, boolean neverGated) {
        lock.lock();
        try {
            Queue to = neverGated ? stops : isUrgent(input) ? ownUrgent : own;
            Limit limit = neverGated ? Limit.POST_URGENT_QUEUE : Limit.POST_QUEUE;
            if (closed || to.holds(limit)) return false;
            to.add(input);
            some.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** One turn's inputs. */
    record Taken(List<PostRunner.Input> urgent, List<PostRunner.Input> rest) {
        static final Taken NOTHING = new Taken(List.of(), List.of());
    }

    /** Takes one turn's inputs; none after the time, and none for one that has been relieved. */
    Taken take(Object who, long waitMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNs = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (size() == 0 && !closed && leftNs > 0) leftNs = some.awaitNanos(leftNs);
            if (taker.filter(one -> !one.equals(who)).isPresent()) return Taken.NOTHING;
            Taken turn = new Taken(new ArrayList<>(), new ArrayList<>());
            stops.moveAllTo(turn.urgent());
            move(ownUrgent, sessionsUrgent, turn.urgent(), 1);
            move(own, sessions, turn.rest(), turn.urgent().isEmpty() ? 1 : URGENT_SHARE);
            room.signalAll();
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private static void move(Queue asked, Queue brought, List<PostRunner.Input> turn, int share) {
        asked.moveTo(turn, Limit.TURN_INPUTS.amount() / 2 / share, Limit.TURN_BYTES.amount() / 2 / share);
        brought.moveTo(turn, Limit.TURN_INPUTS.amount() / share, Limit.TURN_BYTES.amount() / share);
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
            int all = 0;
            for (Queue queue : List.of(stops, ownUrgent, own, sessionsUrgent, sessions)) all += queue.inputs.size();
            return all;
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
            return closed && size() == 0;
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
