package org.ringdown.message;

/**
 * What of the peer's log stood on the author's screen when Send was pressed; the author's claim.
 *
 * @param epoch the peer's epoch
 * @param size every entry below this index was shown
 */
public record Shown(String epoch, long size) {}
