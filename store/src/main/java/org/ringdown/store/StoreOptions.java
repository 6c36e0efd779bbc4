package org.ringdown.store;

/**
 * What a store may be told.
 *
 * @param reserveBytes room held back for STOP; 0 for none
 * @param checkpointAfterBytes so much written to the write-ahead log starts a checkpoint in the background
 * @param walBytesMax above so much the write-ahead log is made to start again, at the price of a short wait
 */
public record StoreOptions(int reserveBytes, long checkpointAfterBytes, long walBytesMax) {

    /** Checks that nothing is negative. */
    public StoreOptions {
        if (reserveBytes < 0 || checkpointAfterBytes < 0 || walBytesMax < 0) {
            throw new IllegalArgumentException("a store option is negative");
        }
    }

    /**
     * The product's own.
     *
     * @return 4 MiB in reserve, checkpoints from 4 MiB, at most about 64 MiB of write-ahead log
     */
    public static StoreOptions standard() {
        return new StoreOptions(4 << 20, 4 << 20, 64 << 20);
    }
}
