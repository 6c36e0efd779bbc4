package org.ringdown.line;

import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;

/**
 * A signed head as it is kept.
 *
 * @param log the log it vouches for
 * @param size the number of entries below it
 * @param root the tree's root at that size
 * @param note the signed note, exact text
 */
public record KeptHead(LogId log, long size, Hash root, String note) {}
