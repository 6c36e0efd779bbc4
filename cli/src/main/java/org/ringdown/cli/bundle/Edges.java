package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;

/**
 * The tree's edge before each block of a log, as far as the blocks were gone over: from there any one of them can be gone
 * over again alone. At most one hash for each bit of the size, for each block. For one thread.
 */
final class Edges {
    private record Edge(long size, List<Hash> hashes) {}

    private final List<Edge> edges = new ArrayList<>();

    /** Whether the edge before a block is known; the number of blocks stands for the end of the last one. */
    boolean knows(int block) {
        return block < edges.size();
    }

    void add(CompactRange range) {
        edges.add(new Edge(range.size(), range.hashes()));
    }

    /** The index of a block's first leaf. */
    long first(int block) {
        return edges.get(block).size();
    }

    /** A tree that ends before a block. */
    CompactRange before(int block) {
        Edge edge = edges.get(block);
        return CompactRange.of(edge.size(), edge.hashes());
    }
}
