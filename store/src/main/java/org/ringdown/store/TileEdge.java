package org.ringdown.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.HashTiles;
import org.ringdown.transcript.Rfc6962;

/** The unfinished tiles of one log, one for each tile level. Mutable, for one thread. */
final class TileEdge {
    /** A tile that has just become full. */
    record Full(int level, long index, Hash root, Bytes8K hashes) {}

    /** The 256 hashes of a full tile; not copied, not changed any more. */
    static final class Bytes8K {
        private final byte[] bytes;

        Bytes8K(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] shared() {
            return bytes;
        }
    }

    private static final class Row {
        long fullTiles;
        int fill;
        byte[] hashes = new byte[HashTiles.TILE_WIDTH * Hash.SIZE];

        Row copy() {
            Row row = new Row();
            row.fullTiles = fullTiles;
            row.fill = fill;
            row.hashes = hashes.clone();
            return row;
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private long size;

    /** The edge of an empty log. */
    static TileEdge empty() {
        return new TileEdge();
    }

    /** Restores one level: how many full tiles it has, and the hashes behind them. Levels come from 0 upwards. */
    void restore(int level, long fullTiles, List<Hash> behind) {
        Row row = row(level);
        row.fullTiles = fullTiles;
        for (Hash hash : behind) put(row, hash);
        if (level == 0) size = fullTiles * HashTiles.TILE_WIDTH + row.fill;
    }

    long size() {
        return size;
    }

    TileEdge copy() {
        TileEdge copy = new TileEdge();
        for (Row row : rows) copy.rows.add(row.copy());
        copy.size = size;
        return copy;
    }

    /** Appends a leaf hash and adds to {@code full} each tile that it completes. */
    void append(Hash leafHash, List<Full> full) {
        size++;
        Hash hash = leafHash;
        for (int level = 0; ; level++) {
            Row row = row(level);
            put(row, hash);
            if (row.fill < HashTiles.TILE_WIDTH) return;
            hash = root(row.hashes);
            full.add(new Full(level, row.fullTiles, hash, new Bytes8K(row.hashes)));
            row.hashes = new byte[HashTiles.TILE_WIDTH * Hash.SIZE];
            row.fullTiles++;
            row.fill = 0;
        }
    }

    /** Whether the tile is the unfinished one of its level. */
    boolean holds(int level, long index) {
        return level < rows.size() && rows.get(level).fullTiles == index;
    }

    /** The unfinished tile's hashes; only the first ones are set. */
    byte[] hashes(int level) {
        return rows.get(level).hashes;
    }

    /** The root of a full tile: the node 8 levels up. */
    static Hash root(byte[] tile) {
        Hash[] row = new Hash[HashTiles.TILE_WIDTH];
        for (int i = 0; i < row.length; i++) row[i] = at(tile, i);
        for (int count = row.length / 2; count > 0; count /= 2) {
            for (int i = 0; i < count; i++) row[i] = Rfc6962.node(row[2 * i], row[2 * i + 1]);
        }
        return row[0];
    }

    /** The hash at a place in a tile. */
    static Hash at(byte[] tile, int place) {
        return Hash.of(Arrays.copyOfRange(tile, place * Hash.SIZE, (place + 1) * Hash.SIZE));
    }

    private static void put(Row row, Hash hash) {
        System.arraycopy(hash.bytes(), 0, row.hashes, row.fill * Hash.SIZE, Hash.SIZE);
        row.fill++;
    }

    private Row row(int level) {
        while (rows.size() <= level) rows.add(new Row());
        return rows.get(level);
    }
}
