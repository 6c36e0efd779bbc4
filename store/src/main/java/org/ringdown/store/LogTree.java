package org.ringdown.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ringdown.line.StoreException;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.HashTiles;
import org.ringdown.transcript.NodeSource;

/** The tree of one log at its committed size, from stored tiles and the unfinished ones in memory. */
final class LogTree implements NodeSource {
    private final StoredLog log;
    private final TileRows tiles;
    private final HashTiles source;

    LogTree(StoredLog log, TileRows tiles) {
        this.log = log;
        this.tiles = tiles;
        this.source = new HashTiles(log.size, this::tile);
    }

    @Override
    public Hash node(int level, long index) {
        return source.node(level, index);
    }

    /** The hash of the leaf at an index below the size. */
    Hash leafHash(long index) throws SQLException, StoreException {
        long tileIndex = index / HashTiles.TILE_WIDTH;
        byte[] tile = log.edge.holds(0, tileIndex) ? log.edge.hashes(0) : tiles.tile(log.rowId, 0, tileIndex);
        return TileEdge.at(tile, (int) (index % HashTiles.TILE_WIDTH));
    }

    /** The compact range: one node for each set bit of the size, the largest first. */
    CompactRange frontier() {
        List<Hash> hashes = new ArrayList<>();
        long from = 0;
        for (int level = 62; level >= 0; level--) {
            if ((log.size >>> level & 1) == 0) continue;
            hashes.add(node(level, from >>> level));
            from += 1L << level;
        }
        return CompactRange.of(log.size, hashes);
    }

    private byte[] tile(int level, long index, int width) {
        if (log.edge.holds(level, index)) return log.edge.hashes(level);
        try {
            return tiles.tile(log.rowId, level, index);
        } catch (SQLException e) {
            throw new IllegalStateException("tile " + level + "/" + index + " of " + log.log + " is unreadable", e);
        } catch (StoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
