package org.ringdown.store;

/**
 * One piece of background work: write-ahead log moved into the file.
 *
 * @param startNs when it began, monotonic clock
 * @param endNs when it ended
 * @param heldNs how long of it the writer was held off
 */
public record StoreWork(long startNs, long endNs, long heldNs) {}
