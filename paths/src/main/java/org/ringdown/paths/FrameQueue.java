package org.ringdown.paths;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Frames that wait to be written on one session: bounded in bytes, one writer takes from it. */
final class FrameQueue {
    /** What a frame costs beside its bytes: prefix, array header, queue slot. */
    private static final int FRAME_OVERHEAD_BYTES = 32;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int bytesMax;
    /** What waits in the queues of all sessions. */
    private final AtomicLong together;

    private final long togetherMax;

    // All guarded by lock.
    private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
    private long bytes;
    private boolean finished;

    FrameQueue(StreamLimits limits, AtomicLong together) {
        this.bytesMax = limits.queueBytesMax();
        this.togetherMax = limits.queuesBytesMax();
        this.together = together;
    }

    /** Whether the frame fitted; a finished queue swallows it. */
    boolean offer(byte[] frame) {
        lock.lock();
        try {
            if (finished) return true;
            boolean full = bytes + cost(frame) > bytesMax || together.get() + cost(frame) > togetherMax;
            if (!frames.isEmpty() && full) return false;
            frames.add(frame);
            count(cost(frame));
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more frames; what waits is still taken out. */
    void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more frames and throws away what waits. */
    void discard() {
        lock.lock();
        try {
            finished = true;
            for (byte[] frame : frames) count(-cost(frame));
            frames.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The session is gone, and what was being written with it. */
    void end() {
        discard();
        lock.lock();
        try {
            count(-bytes);
        } finally {
            lock.unlock();
        }
    }

    private void count(long cost) {
        bytes += cost;
        together.addAndGet(cost);
    }

    /**
     * Waits for frames and moves what is there, up to about so many bytes and at least one frame. Leaves the list empty
     * only when the queue is finished and empty. What the last call moved counts as written by now.
     */
    void take(List<byte[]> into, int aboutBytes) throws InterruptedException {
        lock.lock();
        try {
            for (byte[] written : into) count(-cost(written));
            into.clear();
            while (frames.isEmpty() && !finished) changed.await();
            long taken = 0;
            while (!frames.isEmpty() && (into.isEmpty() || taken + frames.element().length <= aboutBytes)) {
                byte[] frame = frames.remove();
                taken += frame.length;
                into.add(frame);
            }
        } finally {
            lock.unlock();
        }
    }

    private static long cost(byte[] frame) {
        return (long) frame.length + FRAME_OVERHEAD_BYTES;
    }
}
