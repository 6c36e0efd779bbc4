package org.ringdown.transcript;

import java.util.Arrays;

/**
 * A log's nodes read from C2SP tlog-tiles: a tile is up to 256 neighbouring hashes of a level that is a
 * multiple of 8;
 * the seven levels between are recomputed. For a store that keeps full tiles and the partial right edge.
 *
 * <p>Cost: a node of level 8k + j reads one tile and makes 2^j - 1 hashes; caching tiles is the loader's business.
 */
public final class HashTiles implements NodeSource {
    /** Hashes in a full tile. */
    public static final int TILE_WIDTH = 256;

    /** Levels that one tile spans. */
    public static final int TILE_LEVELS = 8;

    /** Brings a tile from wherever it lies. */
    @FunctionalInterface
    public interface Loader {
        /**
         * Reads a tile.
         *
         * @param tileLevel 0 for leaf hashes, 1 for hashes of level 8, and so on
         * @param tileIndex the place among the tiles of that level, from 0
         * @param width how many hashes the tile has at this log size: 1 to 256
         * @return at least width times 32 bytes; more is ignored, so a later, wider tile will do
         */
        byte[] tile(int tileLevel, long tileIndex, int width);
    }

    private final long size;
    private final Loader loader;

    /**
     * Makes a source for a log of one size.
     *
     * @param size the number of leaves, which decides how wide the tiles at the right edge are
     * @param loader brings the tiles
     */
    public HashTiles(long size, Loader loader) {
        if (size < 0) throw new IllegalArgumentException("a log's size is not negative: " + size);
        this.size = size;
        this.loader = loader;
    }

    @Override
    public Hash node(int level, long index) {
        if (level < 0 || level > 62 || index < 0 || index >= size >>> level) {
            throw new IllegalArgumentException(
                    "no complete node at level " + level + ", index " + index + " in a log of " + size);
        }
        int tileLevel = level / TILE_LEVELS;
        int above = level % TILE_LEVELS;
        long first = index << above;
        long tileIndex = first / TILE_WIDTH;
        long inRow = size >>> (tileLevel * TILE_LEVELS);
        int width = (int) Math.min(TILE_WIDTH, inRow - tileIndex * TILE_WIDTH);
        byte[] tile = loader.tile(tileLevel, tileIndex, width);
        if (tile.length < width * Hash.SIZE) {
            throw new IllegalStateException("tile " + tileLevel + "/" + tileIndex + " needs " + width
                    + " hashes and has " + tile.length + " bytes: run fsck");
        }
        return fold(tile, (int) (first % TILE_WIDTH), above);
    }

    private static Hash fold(byte[] tile, int offset, int levels) {
        Hash[] row = new Hash[1 << levels];
        for (int i = 0; i < row.length; i++) {
            int at = (offset + i) * Hash.SIZE;
            row[i] = Hash.owned(Arrays.copyOfRange(tile, at, at + Hash.SIZE));
        }
        for (int count = row.length / 2; count > 0; count /= 2) {
            for (int i = 0; i < count; i++) row[i] = Rfc6962.node(row[2 * i], row[2 * i + 1]);
        }
        return row[0];
    }
}
