package org.ringdown.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ringdown.cli.bundle.BundleSource;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Rfc6962;

/**
 * A log's whole tree in memory, recomputed from its leaves: 64 bytes an entry. For proofs out of a store at rest; for one
 * thread.
 */
final class HashTree implements NodeSource {
    private static final int AT_ONCE = 1_024;

    /** Each level's hashes one behind the other. */
    private final List<byte[]> levels = new ArrayList<>();

    private HashTree() {}

    static HashTree of(BundleSource source, LogId log) throws IOException {
        HashTree tree = new HashTree();
        CompactRange range = CompactRange.empty();
        List<Bytes> leaves = source.leaves(log, 0, AT_ONCE);
        while (!leaves.isEmpty()) {
            for (Bytes leaf : leaves) range.append(Rfc6962.leaf(leaf.array()), tree::put);
            leaves = source.leaves(log, range.size(), AT_ONCE);
        }
        return tree;
    }

    private void put(int level, long index, Hash hash) {
        if (levels.size() == level) levels.add(new byte[AT_ONCE * Hash.SIZE]);
        int at = Math.toIntExact(index * Hash.SIZE);
        byte[] row = levels.get(level);
        if (at == row.length) {
            row = Arrays.copyOf(row, row.length * 2);
            levels.set(level, row);
        }
        System.arraycopy(hash.bytes(), 0, row, at, Hash.SIZE);
    }

    @Override
    public Hash node(int level, long index) {
        int at = Math.toIntExact(index * Hash.SIZE);
        return Hash.of(Arrays.copyOfRange(levels.get(level), at, at + Hash.SIZE));
    }
}
