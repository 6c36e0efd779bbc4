package org.ringdown.message;

import java.util.Optional;

/**
 * Line 2 of a leaf: what the node adds when the statement takes its place.
 *
 * @param index the entry's index in its log
 * @param held the largest peer head whose entries are all durable here; empty before the first
 * @param wallMs the node's wall clock, milliseconds since 1970
 * @param offsetMs the peer's clock minus ours as last measured; empty when unknown
 */
public record Seal(long index, Optional<Held> held, long wallMs, Optional<Long> offsetMs) {}
