package org.ringdown.line;

import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;

/**
 * One leaf in its place, with what the node noted about it when it came.
 *
 * @param log the log it stands in
 * @param index its index, from 0
 * @param leaf its exact bytes
 * @param hash its RFC 6962 leaf hash
 * @param receivedMs own wall clock when it became known here; for an own entry, when it was sealed
 * @param mark what it is, for queries
 */
public record KeptEntry(LogId log, long index, Bytes leaf, Hash hash, long receivedMs, EntryMark mark) {}
