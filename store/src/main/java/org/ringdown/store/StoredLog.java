package org.ringdown.store;

import java.util.SortedSet;
import java.util.TreeSet;
import org.ringdown.message.LogId;

/** What the writer keeps in memory of one log; a commit works on a copy, which replaces it once it is durable. */
final class StoredLog {
    final long rowId;
    final LogId log;
    long size;
    long receipted;
    TileEdge edge;

    /** Indexes at or above the size that are held as early entries. */
    final SortedSet<Long> early;

    StoredLog(long rowId, LogId log, long size, long receipted, TileEdge edge, SortedSet<Long> early) {
        this.rowId = rowId;
        this.log = log;
        this.size = size;
        this.receipted = receipted;
        this.edge = edge;
        this.early = early;
    }

    /** The checksum of its row. */
    long sum() {
        return new RowSum()
                .with(rowId)
                .with(log.party())
                .with(log.epoch())
                .with(size)
                .with(receipted)
                .value();
    }

    StoredLog copy() {
        return new StoredLog(rowId, log, size, receipted, edge.copy(), new TreeSet<>(early));
    }
}
