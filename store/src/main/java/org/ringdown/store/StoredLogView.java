package org.ringdown.store;

import org.ringdown.message.LogId;

/**
 * One log as the API shows it.
 *
 * @param log which
 * @param size its committed size
 * @param receipted the largest size that a peer's cosignature covers; 0 for a peer's log
 * @param early how many entries beyond the size are here
 */
public record StoredLogView(LogId log, long size, long receipted, long early) {}
