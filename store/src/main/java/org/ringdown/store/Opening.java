package org.ringdown.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.line.StoreState;
import org.ringdown.line.StoreState.LogState;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;

/** Reads what a start needs. */
final class Opening {
    /** The entries that decide about charters and keys; word for word the condition of the index entry_formal. */
    static final String FORMAL =
            "WHERE type IN ('CHARTER', 'KEY', 'REVOCATION', 'PROPOSE', 'CONSENT', 'WITHDRAW', 'ADOPT') ORDER BY seq";

    private static final String FOUNDING = "SELECT " + EntryRow.COLUMNS + " FROM entry " + FORMAL;

    private Opening() {}

    /** The logs in the order first seen, with their unfinished tiles. */
    static Map<LogId, StoredLog> logs(Sql sql, TileRows tiles) throws SQLException, StoreException {
        Map<LogId, StoredLog> logs = new LinkedHashMap<>();
        List<StoredLog> rows =
                sql.list(Opening::log, "SELECT id, party, epoch, size, receipted, sum FROM log ORDER BY id");
        for (StoredLog log : rows) {
            log.edge = tiles.edge(log.rowId, log.size);
            log.early.addAll(sql.list(
                    row -> row.getLong(1),
                    "SELECT idx FROM entry WHERE log = ? AND idx >= ? ORDER BY idx",
                    log.rowId,
                    log.size));
            logs.put(log.log, log);
        }
        return logs;
    }

    static long nextSeq(Sql sql) throws SQLException, StoreException {
        long end = sql.number("SELECT value FROM meta WHERE name = 'seq_end'");
        return Math.max(end, sql.number("SELECT max(seq) FROM entry") + 1);
    }

    static StoreState state(SqliteStore.Parts parts, Map<LogId, StoredLog> logs) throws SQLException, StoreException {
        List<LogState> states = new ArrayList<>();
        for (StoredLog log : logs.values()) states.add(state(parts, log));
        return new StoreState(states, parts.small().facts(), parts.small().evidence(), founding(parts.sql(), logs));
    }

    private static LogState state(SqliteStore.Parts parts, StoredLog log) throws SQLException, StoreException {
        Optional<KeptHead> head = parts.small().largestHead(log.rowId, log.log, log.size);
        CompactRange frontier = frontier(parts, log);
        if (head.isPresent()
                && head.get().size() == log.size
                && !head.get().root().equals(frontier.root())) {
            throw new StoreException(
                    Kind.CORRUPT,
                    "the tree of " + log.log.party() + "/" + log.log.epoch() + " does not have the root of its head "
                            + log.size + "; run fsck to rebuild it");
        }
        List<Long> earlyReceipts = parts.sql()
                .list(
                        row -> row.getLong(1) - 1,
                        "SELECT size FROM receipt WHERE log = ? AND kind = ? AND size > ? ORDER BY size",
                        log.rowId,
                        KeptReceipt.Kind.EARLY.name(),
                        log.receipted);
        return new LogState(log.log, frontier, head, log.receipted, earlyReceipts, List.copyOf(log.early));
    }

    private static CompactRange frontier(SqliteStore.Parts parts, StoredLog log) throws StoreException {
        try {
            return new LogTree(log, parts.tiles()).frontier();
        } catch (IllegalStateException e) {
            throw new StoreException(Kind.CORRUPT, "a tile is damaged (" + e.getMessage() + "); run fsck", e);
        }
    }

    /** Placed ones, and early REVOCATIONs, which work at once. */
    private static List<KeptEntry> founding(Sql sql, Map<LogId, StoredLog> logs) throws SQLException, StoreException {
        Map<Long, StoredLog> byRow = new LinkedHashMap<>();
        logs.values().forEach(log -> byRow.put(log.rowId, log));
        return sql.list(row -> founding(row, byRow), FOUNDING).stream()
                .flatMap(Optional::stream)
                .filter(entry -> entry.mark().type().equals("REVOCATION") || placed(entry, logs))
                .toList();
    }

    /**
     * A damaged certificate is left out: the certificates stand in files too, and the scrub has the entry asked back. A
     * damaged revocation or adoption stops the start, so that no key works longer than it may.
     */
    private static Optional<KeptEntry> founding(ResultSet row, Map<Long, StoredLog> byRow)
            throws SQLException, StoreException {
        StoredLog log = byRow.get(row.getLong(2));
        if (log == null) throw new StoreException(Kind.CORRUPT, "an entry belongs to no log; run fsck");
        boolean inFiles = row.getString(6).equals("KEY") || row.getString(6).equals("CHARTER");
        if (inFiles && !EntryRow.unchecked(row, log.log).damage(row).isEmpty()) return Optional.empty();
        return Optional.of(EntryRow.read(row, log.log).entry());
    }

    private static boolean placed(KeptEntry entry, Map<LogId, StoredLog> logs) {
        StoredLog log = logs.get(entry.log());
        return log != null && entry.index() < log.size;
    }

    /** A row of columns id, party, epoch, size, receipted as it is. */
    static StoredLog unchecked(ResultSet row) throws SQLException {
        LogId id = new LogId(row.getString(2), row.getString(3));
        return new StoredLog(row.getLong(1), id, row.getLong(4), row.getLong(5), TileEdge.empty(), new TreeSet<>());
    }

    private static StoredLog log(ResultSet row) throws SQLException, StoreException {
        StoredLog log = unchecked(row);
        LogId id = log.log;
        if (row.getLong(6) != log.sum()) {
            throw new StoreException(
                    Kind.CORRUPT, "the row of log " + id.party() + "/" + id.epoch() + " is damaged; run fsck");
        }
        return log;
    }
}
