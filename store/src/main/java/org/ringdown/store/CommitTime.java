package org.ringdown.store;

/**
 * How long one commit took.
 *
 * @param startNs when it began, monotonic clock
 * @param endNs when it was durable
 * @param entries how many entries were in it
 */
public record CommitTime(long startNs, long endNs, int entries) {}
