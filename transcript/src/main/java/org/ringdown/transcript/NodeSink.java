package org.ringdown.transcript;

/** Takes every complete subtree of a growing log, once, children before parents. */
@FunctionalInterface
public interface NodeSink {
    /**
     * Takes one node.
     *
     * @param level 0 for leaf hashes; a node of level n covers 2^n leaves
     * @param index the place among the nodes of that level, from 0
     * @param hash its hash
     */
    void node(int level, long index, Hash hash);
}
