package org.ringdown.transcript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log in memory for tests: every leaf, and every node that the product's own append reported. */
final class SmallLog implements NodeSource {
    final List<byte[]> leaves = new ArrayList<>();
    final CompactRange range = CompactRange.empty();
    private final Map<String, Hash> nodes = new HashMap<>();

    static SmallLog of(int size) {
        SmallLog log = new SmallLog();
        for (int i = 0; i < size; i++) log.append(("entry " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return log;
    }

    void append(byte[] leaf) {
        leaves.add(leaf);
        range.append(Rfc6962.leaf(leaf), (level, index, hash) -> {
            Hash before = nodes.put(level + "/" + index, hash);
            if (before != null) throw new AssertionError("node " + level + "/" + index + " reported twice");
        });
    }

    Hash leafHash(int index) {
        return Rfc6962.leaf(leaves.get(index));
    }

    Head head(String origin) {
        return new Head(origin, range.size(), range.root());
    }

    @Override
    public Hash node(int level, long index) {
        Hash hash = nodes.get(level + "/" + index);
        if (hash == null) throw new AssertionError("node " + level + "/" + index + " was never complete");
        return hash;
    }
}
