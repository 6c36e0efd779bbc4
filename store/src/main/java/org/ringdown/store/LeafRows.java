package org.ringdown.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.line.StoreException;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.HashTiles;
import org.ringdown.transcript.Rfc6962;

/** Leaves out of table {@code entry}, without what else is told of an entry. For one thread and one committed state. */
final class LeafRows {
    private static final String QUERY =
            "SELECT idx, hash, leaf FROM entry WHERE log = ? AND idx >= ? ORDER BY idx LIMIT ?";

    private final Sql sql;
    private final TileRows tiles;

    LeafRows(Sql sql) {
        this.sql = sql;
        this.tiles = new TileRows(sql);
    }

    /** Consecutive leaves, each against its row and its place in the tree. */
    List<StoredLeaf> checked(StoredLog log, long first, int countMax) throws SQLException, StoreException {
        List<StoredLeaf> leaves = new ArrayList<>();
        sql.takeWhile(
                row -> {
                    long index = row.getLong(1);
                    if (index != first + leaves.size()) return false;
                    byte[] leaf = row.getBytes(3);
                    Hash hash = Rfc6962.leaf(leaf);
                    String damage = EntryRow.leafDamage(row.getBytes(2), hash);
                    String wrong = damage.isEmpty() ? damageInTree(log, index, hash) : damage;
                    Optional<String> said = wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
                    return leaves.add(new StoredLeaf(index, Bytes.of(leaf), said));
                },
                QUERY,
                log.rowId,
                first,
                (long) countMax);
        return leaves;
    }

    /** Consecutive leaves that stand in their place, as they are. */
    List<Bytes> raw(StoredLog log, long first, int countMax) throws SQLException, StoreException {
        List<Bytes> leaves = new ArrayList<>();
        sql.takeWhile(
                row -> {
                    boolean inPlace = row.getLong(1) == first + leaves.size() && row.getLong(1) <= log.size;
                    return inPlace && leaves.add(Bytes.of(row.getBytes(3)));
                },
                QUERY,
                log.rowId,
                first,
                (long) countMax);
        return leaves;
    }

    /** What is wrong with a leaf's hash by the tile that has its place; empty when nothing is, or no tile has it yet. */
    String damageInTree(StoredLog log, long index, Hash hash) throws SQLException {
        long tile = index / HashTiles.TILE_WIDTH;
        if ((tile + 1) * HashTiles.TILE_WIDTH > log.size) return ""; // guarded by the head, checked at the start
        try {
            byte[] hashes = tiles.tile(log.rowId, 0, tile);
            int place = (int) (index % HashTiles.TILE_WIDTH);
            return TileEdge.at(hashes, place).equals(hash) ? "" : "its leaf does not hash to its place in the tree";
        } catch (StoreException e) {
            return "its tile is damaged";
        }
    }
}
