package org.ringdown.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringdown.line.KeptHead;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.store.ScrubSlice.Bad;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.HashTiles;
import org.ringdown.transcript.Proofs;

/**
 * Passes over a whole store, a slice at a time: every leaf against its row and its tile, every tile against its root and
 * the tile above, the tree against its largest head, every other row against its checksum, and the file's structure by
 * SQLite's own check. Reads only, on a connection of its own; what it finds is for the writer to quarantine and repair.
 * For one thread.
 */
public final class Scrub implements AutoCloseable {
    private final Path file;
    private Connection connection;
    private Sql sql;
    private Stage stage = Stage.ENTRIES;
    private long cursor;

    private enum Stage {
        ENTRIES,
        TILES,
        TREES,
        SMALL_ROWS,
        STATEMENTS,
        STRUCTURE
    }

    private Scrub(Path file) throws StoreException {
        this.file = file;
        this.connection = Database.openReader(file);
        this.sql = new Sql(connection);
    }

    /**
     * Opens a store for scrubbing.
     *
     * @param file the SQLite file
     * @return a scrub at the beginning of a pass
     * @throws StoreException when it can't be opened at all
     */
    public static Scrub open(Path file) throws StoreException {
        return new Scrub(file);
    }

    /**
     * Checks the next slice.
     *
     * @param rowsMax about how many rows; the checks of tree and structure are one slice each
     * @return what it found; a part that SQLite can't read at all is one finding
     * @throws StoreException BROKEN when the file can't be read for want of the disk
     */
    public ScrubSlice next(int rowsMax) throws StoreException {
        List<Bad> bad = new ArrayList<>();
        Stage now = stage;
        long rows = 0;
        try {
            rows = switch (now) {
                case ENTRIES -> entries(rowsMax, bad);
                case TILES -> tiles(rowsMax, bad);
                case TREES -> trees(bad);
                case SMALL_ROWS -> smallRows(bad);
                case STATEMENTS -> statements(rowsMax, bad);
                case STRUCTURE -> structure(bad);
            };
        } catch (SQLException e) {
            StoreException reason = Failures.of("check " + now, e);
            if (reason.kind() == StoreException.Kind.BROKEN) throw reason;
            bad.add(new Bad(Optional.empty(), "unreadable while checking " + now + ": " + e.getMessage()));
        }
        if (rows == 0) advance();
        return new ScrubSlice(rows, bad, rows == 0 && now == Stage.STRUCTURE);
    }

    /** Closes the connection. */
    @Override
    public void close() throws StoreException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of("close the scrub's connection", e);
        }
    }

    private void advance() throws StoreException {
        cursor = 0;
        stage = switch (stage) {
            case ENTRIES -> Stage.TILES;
            case TILES -> Stage.TREES;
            case TREES -> Stage.SMALL_ROWS;
            case SMALL_ROWS -> Stage.STATEMENTS;
            case STATEMENTS -> Stage.STRUCTURE;
            case STRUCTURE -> Stage.ENTRIES;
        };
        if (stage == Stage.ENTRIES) { // a fresh connection, so that nothing of the last pass is cached
            close();
            connection = Database.openReader(file);
            sql = new Sql(connection);
        }
    }

    private long entries(int rowsMax, List<Bad> bad) throws SQLException, StoreException {
        List<StoredLog> logs = logs(bad);
        TileRows tiles = new TileRows(sql);
        List<Long> seen = sql.list(
                row -> {
                    entry(row, logs, tiles, bad);
                    return row.getLong(1);
                },
                "SELECT " + EntryRow.COLUMNS + " FROM entry WHERE seq > ? ORDER BY seq LIMIT ?",
                cursor,
                (long) rowsMax);
        if (!seen.isEmpty()) cursor = seen.getLast();
        return seen.size();
    }

    private static void entry(ResultSet row, List<StoredLog> logs, TileRows tiles, List<Bad> bad) throws SQLException {
        long logRow = row.getLong(2);
        Optional<StoredLog> log = logs.stream().filter(l -> l.rowId == logRow).findFirst();
        if (log.isEmpty()) {
            bad.add(new Bad(Optional.empty(), "entry row " + row.getLong(1) + " belongs to no log"));
            return;
        }
        LogId id = log.get().log;
        long index = row.getLong(3);
        Optional<EntryId> place = Optional.of(new EntryId(id.party(), id.epoch(), index));
        try {
            EntryRow entry = EntryRow.unchecked(row, id);
            String damage = entry.damage(row);
            long tile = index / HashTiles.TILE_WIDTH;
            if (damage.isEmpty() && (tile + 1) * HashTiles.TILE_WIDTH <= log.get().size) {
                Hash wanted = TileEdge.at(tiles.tile(logRow, 0, tile), (int) (index % HashTiles.TILE_WIDTH));
                if (!wanted.equals(entry.entry().hash())) damage = "its leaf does not hash to its place in the tree";
            }
            if (!damage.isEmpty()) bad.add(new Bad(place, damage));
        } catch (StoreException | RuntimeException e) {
            bad.add(new Bad(place, "its row can't be read: " + e.getMessage()));
        }
    }

    private long tiles(int rowsMax, List<Bad> bad) throws SQLException, StoreException {
        List<Long> seen = sql.list(
                row -> {
                    tile(row, bad);
                    return row.getLong(1);
                },
                "SELECT t.rowid, t.log, t.level, t.idx, t.root, t.hashes, up.hashes FROM tile t LEFT JOIN tile up"
                        + " ON up.log = t.log AND up.level = t.level + 1 AND up.idx = t.idx / 256"
                        + " WHERE t.rowid > ? ORDER BY t.rowid LIMIT ?",
                cursor,
                Math.max(1L, rowsMax / 64));
        if (!seen.isEmpty()) cursor = seen.getLast();
        return seen.size();
    }

    private static void tile(ResultSet row, List<Bad> bad) throws SQLException {
        String name = "tile " + row.getLong(3) + "/" + row.getLong(4) + " of log row " + row.getLong(2);
        byte[] root = row.getBytes(5);
        byte[] hashes = row.getBytes(6);
        byte[] above = row.getBytes(7);
        boolean whole = root.length == Hash.SIZE && hashes.length == HashTiles.TILE_WIDTH * Hash.SIZE;
        if (!whole || !TileEdge.root(hashes).equals(Hash.of(root))) {
            bad.add(new Bad(Optional.empty(), name + " does not hash to its root"));
            return;
        }
        if (above == null) return; // the tile above is not full yet
        int place = (int) (row.getLong(4) % HashTiles.TILE_WIDTH);
        if (above.length != hashes.length || !TileEdge.at(above, place).equals(Hash.of(root))) {
            bad.add(new Bad(Optional.empty(), name + " is not what the tile above it says"));
        }
    }

    /** One slice: returns 0 rows when it has run. */
    private long trees(List<Bad> bad) throws SQLException, StoreException {
        TileRows tiles = new TileRows(sql);
        SmallRows small = new SmallRows(sql);
        Database.execute(connection, "BEGIN");
        try {
            for (StoredLog log : logs(bad)) {
                try {
                    tree(log, tiles, small.largestHead(log.rowId, log.log, log.size), bad);
                } catch (StoreException | IllegalStateException e) {
                    bad.add(new Bad(Optional.empty(), "the tree of " + log.log + ": " + e.getMessage()));
                }
            }
        } finally {
            Database.execute(connection, "COMMIT");
        }
        return 0;
    }

    private static void tree(StoredLog log, TileRows tiles, Optional<KeptHead> head, List<Bad> bad)
            throws SQLException, StoreException {
        log.edge = tiles.edge(log.rowId, log.size);
        if (head.isEmpty() || head.get().size() > log.size) return;
        Hash root = Proofs.root(head.get().size(), new LogTree(log, tiles));
        if (!root.equals(head.get().root())) {
            bad.add(new Bad(
                    Optional.empty(),
                    "the tree of " + log.log + " does not have the root of its head "
                            + head.get().size()));
        }
    }

    private long smallRows(List<Bad> bad) throws SQLException {
        check(bad, () -> {
            for (StoredLog log : logs(bad)) {
                sql.each(
                        row -> SmallRows.head(row, log.log),
                        "SELECT " + SmallRows.HEAD_COLUMNS + " FROM head WHERE log = ?",
                        log.rowId);
                sql.each(
                        row -> SmallRows.receipt(row, log.log),
                        "SELECT " + SmallRows.RECEIPT_COLUMNS + " FROM receipt WHERE log = ?",
                        log.rowId);
            }
        });
        check(bad, () -> new SmallRows(sql).evidence());
        check(bad, () -> new SmallRows(sql).facts());
        return 0;
    }

    /** Block by block; each fits its rows in any committed state. */
    private long statements(int rowsMax, List<Bad> bad) throws SQLException {
        long[] seen = {0};
        check(bad, () -> {
            OptionalLong next = StatementIndex.verify(
                    sql,
                    cursor,
                    Math.max(1, rowsMax / Fingerprints.BLOCK_ROWS),
                    row -> bad.add(new Bad(Optional.empty(), "the fingerprint of row " + row + " is wrong")));
            seen[0] = next.isPresent() ? (next.getAsLong() - cursor) * Fingerprints.BLOCK_ROWS : 0;
            cursor = next.orElse(cursor);
        });
        return seen[0];
    }

    @FunctionalInterface
    private interface Check {
        void run() throws SQLException, StoreException;
    }

    private static void check(List<Bad> bad, Check check) throws SQLException {
        try {
            check.run();
        } catch (StoreException e) {
            bad.add(new Bad(Optional.empty(), String.valueOf(e.getMessage())));
        }
    }

    private long structure(List<Bad> bad) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check(16)")) {
            while (rows.next()) {
                String finding = rows.getString(1);
                if (!finding.equals("ok")) bad.add(new Bad(Optional.empty(), "the file's structure: " + finding));
            }
        }
        return 0;
    }

    private List<StoredLog> logs(List<Bad> bad) throws SQLException, StoreException {
        return sql.list(
                row -> {
                    StoredLog log = Opening.unchecked(row);
                    if (row.getLong(6) != log.sum()) {
                        bad.add(new Bad(Optional.empty(), "the row of log " + log.log + " is damaged"));
                    }
                    return log;
                },
                "SELECT id, party, epoch, size, receipted, sum FROM log ORDER BY id");
    }
}
