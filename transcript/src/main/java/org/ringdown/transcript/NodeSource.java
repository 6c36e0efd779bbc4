package org.ringdown.transcript;

/** Gives back the complete subtrees of a log: what {@link NodeSink} was given. */
@FunctionalInterface
public interface NodeSource {
    /**
     * Reads one node. Requires that all 2^level leaves below it are in the log.
     *
     * @param level 0 for leaf hashes
     * @param index the place among the nodes of that level, from 0
     * @return its hash
     */
    Hash node(int level, long index);
}
