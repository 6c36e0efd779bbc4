package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes and proofs read through tiles are those of the tree that was appended. */
final class HashTilesTest {
    private static final int SIZE = 70_000;
    private static final SmallLog LOG = SmallLog.of(SIZE);

    private static byte[] tile(int tileLevel, long tileIndex, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < width; i++) {
            out.writeBytes(LOG.node(tileLevel * 8, tileIndex * 256 + i).bytes());
        }
        return out.toByteArray();
    }

    @Test
    void node_everyLevelAtTheEdges_isTheTreesOwn() {
        HashTiles tiles = new HashTiles(SIZE, HashTilesTest::tile);
        for (int level = 0; SIZE >>> level > 0; level++) {
            int last = (SIZE >>> level) - 1;
            for (int index : new int[] {0, last / 2, Math.max(0, last - 1), last}) {
                assertEquals(LOG.node(level, index), tiles.node(level, index), level + "/" + index);
            }
        }
    }

    @Test
    void proofs_throughTilesOfAnOlderSize_verify() throws TranscriptException {
        for (int size : new int[] {1, 255, 256, 257, 511, 65_535, 65_536, 65_537, SIZE}) {
            HashTiles tiles = new HashTiles(size, HashTilesTest::tile);
            Hash root = Proofs.root(size, tiles);
            for (int index : new int[] {0, size / 3, size - 1}) {
                List<Hash> proof = Proofs.inclusion(index, size, tiles);
                Proofs.verifyInclusion(LOG.leafHash(index), index, size, proof, root);
            }
            List<Hash> proof = Proofs.consistency(size / 2, size, tiles);
            Proofs.verifyConsistency(size / 2, size, proof, Proofs.root(size / 2, tiles), root);
        }
        assertEquals(LOG.range.root(), Proofs.root(SIZE, new HashTiles(SIZE, HashTilesTest::tile)));
    }

    @Test
    void node_incompleteOrShortTile_throws() {
        HashTiles tiles = new HashTiles(5, (level, index, width) -> new byte[width * 32 - 1]);
        assertThrows(IllegalArgumentException.class, () -> tiles.node(1, 2));
        assertThrows(IllegalArgumentException.class, () -> tiles.node(0, 5));
        assertThrows(IllegalStateException.class, () -> tiles.node(0, 0));
    }
}
