package org.ringdown.store;

import java.util.Optional;
import org.ringdown.transcript.Bytes;

/**
 * A leaf as it stands in its log, and nothing else of its entry.
 *
 * @param index its index
 * @param leaf its bytes
 * @param damage what is wrong with them; empty when they hash to their row and to their place in the tree
 */
public record StoredLeaf(long index, Bytes leaf, Optional<String> damage) {}
