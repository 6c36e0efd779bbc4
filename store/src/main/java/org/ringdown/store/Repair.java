package org.ringdown.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ringdown.line.EntryMark;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** Mends damaged rows; inside the caller's transaction. */
final class Repair {
    private static final long SLICE = 1_024;

    private record Known(long seq, long receivedMs, String requestDigest) {}

    private Repair() {}

    /** Writes an entry again under its seq and the time at which it first came, where those are still there. */
    static void entry(Sql sql, long log, KeptEntry entry) throws SQLException, StoreException {
        Known known = sql.first(
                        row -> new Known(row.getLong(1), row.getLong(2), row.getString(3)),
                        "SELECT seq, received_ms, request_digest FROM entry WHERE log = ? AND idx = ?",
                        log,
                        entry.index())
                .orElse(new Known(0, entry.receivedMs(), ""));
        if (known.seq() == 0) throw EntryRow.corrupt(entry.log(), entry.index(), "its row is gone, not only its bytes");
        KeptEntry kept = new KeptEntry(
                entry.log(), entry.index(), entry.leaf(), entry.hash(), known.receivedMs(), mark(entry.mark(), known));
        var statement = sql.statement(
                "INSERT OR REPLACE INTO entry(" + EntryRow.COLUMNS + ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        new EntryRow(known.seq(), log, kept).bind(statement);
        statement.executeUpdate();
        sql.run("DELETE FROM quarantine WHERE log = ? AND idx = ?", log, entry.index());
    }

    /** No tree reaches to an early entry yet: its proof was held against a head once, and its hash was kept. */
    static Hash earlyHash(Sql sql, StoredLog log, long index) throws SQLException, StoreException {
        byte[] hash = sql.first(
                        row -> row.getBytes(1), "SELECT hash FROM entry WHERE log = ? AND idx = ?", log.rowId, index)
                .orElse(new byte[0]);
        if (hash.length != Hash.SIZE) throw EntryRow.corrupt(log.log, index, "its hash is damaged too");
        return Hash.of(hash);
    }

    /** What the peer can't know, the digest of our own request, is kept as it stands, so that a repeat gets its first answer. */
    private static EntryMark mark(EntryMark offered, Known known) {
        return new EntryMark(
                offered.type(),
                offered.precedence(),
                offered.statementId(),
                offered.requestDigest().isEmpty() ? known.requestDigest() : offered.requestDigest(),
                offered.flags(),
                offered.about(),
                offered.level());
    }

    /** Recomputes a log's tiles from its leaves; says how many were wrong, and gives the log its new edge. */
    static long tiles(SqliteStore.Parts parts, StoredLog log) throws SQLException, StoreException {
        TileEdge edge = TileEdge.empty();
        CompactRange range = CompactRange.empty();
        Optional<KeptHead> head = parts.small().largestHead(log.rowId, log.log, log.size);
        List<TileEdge.Full> full = new ArrayList<>();
        long wrong = 0;
        for (long from = 0; from < log.size; from += SLICE) {
            for (Hash hash : leafHashes(parts.sql(), log, from, Math.min(from + SLICE, log.size))) {
                range.append(hash);
                edge.append(hash, full);
                if (head.isPresent() && head.get().size() == range.size()) require(range, head.get());
            }
            for (TileEdge.Full tile : full) wrong += write(parts.sql(), log.rowId, tile);
            full.clear();
        }
        parts.tiles().forget();
        log.edge = edge;
        return wrong;
    }

    private static List<Hash> leafHashes(Sql sql, StoredLog log, long from, long to)
            throws SQLException, StoreException {
        List<Hash> hashes = sql.list(
                row -> Rfc6962.leaf(row.getBytes(1)),
                "SELECT leaf FROM entry WHERE log = ? AND idx >= ? AND idx < ? ORDER BY idx",
                log.rowId,
                from,
                to);
        if (hashes.size() != to - from) throw EntryRow.corrupt(log.log, from, "rows behind it are missing");
        return hashes;
    }

    private static long write(Sql sql, long log, TileEdge.Full tile) throws SQLException, StoreException {
        boolean right = sql.first(
                        row -> Arrays.equals(row.getBytes(1), tile.hashes().shared())
                                && Arrays.equals(row.getBytes(2), tile.root().bytes()),
                        "SELECT hashes, root FROM tile WHERE log = ? AND level = ? AND idx = ?",
                        log,
                        (long) tile.level(),
                        tile.index())
                .orElse(false);
        if (right) return 0;
        sql.run(
                "INSERT OR REPLACE INTO tile(log, level, idx, root, hashes) VALUES(?, ?, ?, ?, ?)",
                log,
                (long) tile.level(),
                tile.index(),
                tile.root().bytes(),
                tile.hashes().shared());
        return 1;
    }

    private static void require(CompactRange range, KeptHead head) throws StoreException {
        if (range.root().equals(head.root())) return;
        throw new StoreException(
                Kind.CORRUPT,
                "the leaves do not give the root of head " + head.size() + "; restore the log from the peer");
    }
}
