package org.ringdown.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.HashTiles;

/** Full tiles in the store, the last used ones kept in memory. For one thread. */
final class TileRows {
    private static final int CACHED_MAX = 128; // 1 MiB

    private record Place(long log, int level, long index) {}

    private final Sql sql;
    private final Map<Place, byte[]> cache = new LinkedHashMap<>(CACHED_MAX, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > CACHED_MAX;
        }
    };

    TileRows(Sql sql) {
        this.sql = sql;
    }

    void add(long log, TileEdge.Full tile) throws SQLException {
        sql.run(
                "INSERT INTO tile(log, level, idx, root, hashes) VALUES(?, ?, ?, ?, ?)",
                log,
                (long) tile.level(),
                tile.index(),
                tile.root().bytes(),
                tile.hashes().shared());
    }

    /** Removes the tiles of a log that are not wholly below a size. */
    void cut(long log, long size) throws SQLException {
        for (long level = 0; level < 7; level++) {
            long whole = size >>> (HashTiles.TILE_LEVELS * (level + 1));
            sql.run("DELETE FROM tile WHERE log = ? AND level = ? AND idx >= ?", log, level, whole);
        }
        cache.clear();
    }

    void forget() {
        cache.clear();
    }

    /** The hashes of a full tile; not to be changed. */
    byte[] tile(long log, int level, long index) throws SQLException, StoreException {
        Place place = new Place(log, level, index);
        byte[] cached = cache.get(place);
        if (cached != null) return cached;
        byte[] read = sql.first(
                        row -> row.getBytes(1),
                        "SELECT hashes FROM tile WHERE log = ? AND level = ? AND idx = ?",
                        log,
                        (long) level,
                        index)
                .filter(bytes -> bytes.length == HashTiles.TILE_WIDTH * Hash.SIZE)
                .orElseThrow(() -> new StoreException(
                        Kind.CORRUPT, "tile " + level + "/" + index + " is missing or cut; run fsck to rebuild it"));
        cache.put(place, read);
        return read;
    }

    /** Rebuilds the unfinished tiles of a log from leaf hashes and tile roots: a few hundred short reads. */
    TileEdge edge(long log, long size) throws SQLException, StoreException {
        TileEdge edge = TileEdge.empty();
        for (int level = 0; level == 0 || size >>> (HashTiles.TILE_LEVELS * level) > 0; level++) {
            long nodes = size >>> (HashTiles.TILE_LEVELS * level);
            long full = nodes / HashTiles.TILE_WIDTH;
            long from = full * HashTiles.TILE_WIDTH;
            List<Hash> behind = level == 0 ? leafHashes(log, from, nodes) : roots(log, level - 1, from, nodes);
            if (behind.size() != nodes - from) {
                throw new StoreException(
                        Kind.CORRUPT,
                        "level " + level * HashTiles.TILE_LEVELS + " has " + behind.size() + " nodes from " + from
                                + " where " + (nodes - from) + " belong; run fsck to rebuild it");
            }
            edge.restore(level, full, behind);
        }
        return edge;
    }

    private List<Hash> leafHashes(long log, long from, long to) throws SQLException, StoreException {
        return sql.list(
                row -> hash(row.getBytes(1)),
                "SELECT hash FROM entry WHERE log = ? AND idx >= ? AND idx < ? ORDER BY idx",
                log,
                from,
                to);
    }

    private List<Hash> roots(long log, long level, long from, long to) throws SQLException, StoreException {
        return new ArrayList<>(sql.list(
                row -> hash(row.getBytes(1)),
                "SELECT root FROM tile WHERE log = ? AND level = ? AND idx >= ? AND idx < ? ORDER BY idx",
                log,
                level,
                from,
                to));
    }

    private static Hash hash(byte[] bytes) throws StoreException {
        if (bytes.length != Hash.SIZE) {
            throw new StoreException(Kind.CORRUPT, "a stored hash has " + bytes.length + " bytes; run fsck");
        }
        return Hash.of(bytes);
    }
}
