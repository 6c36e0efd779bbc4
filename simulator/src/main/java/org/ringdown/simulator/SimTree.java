package org.ringdown.simulator;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Rfc6962;

/** A log's whole tree in memory: every complete subtree by level and index; can be cut back. */
final class SimTree implements NodeSource {
    private final List<List<Hash>> levels = new ArrayList<>();

    SimTree copy() {
        SimTree copy = new SimTree();
        levels.forEach(level -> copy.levels.add(new ArrayList<>(level)));
        return copy;
    }

    void append(Hash leaf) {
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            if (level == levels.size()) levels.add(new ArrayList<>());
            List<Hash> row = levels.get(level);
            row.add(hash);
            if (row.size() % 2 == 1) return;
            hash = Rfc6962.node(row.get(row.size() - 2), hash);
        }
    }

    void cut(long size) {
        for (int level = 0; level < levels.size(); level++) {
            List<Hash> row = levels.get(level);
            while (row.size() > size >> level) row.removeLast();
        }
    }

    @Override
    public Hash node(int level, long index) {
        return levels.get(level).get((int) index);
    }
}
