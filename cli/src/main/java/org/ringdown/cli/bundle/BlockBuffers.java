package org.ringdown.cli.bundle;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Room for blocks of records, used again and again: at most one for each thread that reads. Safe for all threads. */
final class BlockBuffers {
    private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();

    /** Room for the largest block; what stands in it is left over from others. */
    byte[] take() {
        byte[] buffer = free.poll();
        return buffer == null ? new byte[BundleLimits.BLOCK_BYTES_MAX] : buffer;
    }

    void giveBack(byte[] buffer) {
        free.add(buffer);
    }
}
