package org.ringdown.message;

import org.ringdown.transcript.Hash;

/**
 * The largest peer head whose entries were all durable at the author's node.
 *
 * @param epoch the peer's epoch
 * @param size the head's size
 * @param root the head's root
 */
public record Held(String epoch, long size, Hash root) {}
