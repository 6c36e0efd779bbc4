package org.ringdown.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ringdown.line.Commit;
import org.ringdown.line.EntryMark;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.message.LogId;

/** Writes one {@link Commit} inside a transaction, on copies of what the writer keeps in memory. Used once. */
final class Turn {
    private static final String INSERT =
            "INSERT INTO entry(" + EntryRow.COLUMNS + ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    private static final String REPLACE =
            "INSERT OR REPLACE INTO entry(" + EntryRow.COLUMNS + ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    private static final int COMMIT_BYTES = 24_576; // pages that any commit rewrites, about
    private static final int ROW_BYTES = 256;

    private final Sql sql;
    private final TileRows tiles;
    private final SmallRows small;
    private final StatementIndex statements;
    private final Map<LogId, StoredLog> before;

    /** What {@code before} becomes for the logs that the turn touches. */
    private final Map<LogId, StoredLog> after = new LinkedHashMap<>();

    private long nextSeq;
    private long nextLog;
    private long bytes = COMMIT_BYTES;

    Turn(SqliteStore.Parts parts, Map<LogId, StoredLog> before, long nextSeq) {
        this.sql = parts.sql();
        this.tiles = parts.tiles();
        this.small = parts.small();
        this.statements = parts.statements();
        this.before = before;
        this.nextSeq = nextSeq;
        this.nextLog =
                before.values().stream().mapToLong(log -> log.rowId).max().orElse(0) + 1;
    }

    Map<LogId, StoredLog> after() {
        return after;
    }

    long nextSeq() {
        return nextSeq;
    }

    /** How much it wrote, about. */
    long bytes() {
        return bytes;
    }

    void write(Commit commit) throws SQLException, StoreException {
        for (Map.Entry<LogId, Long> cut : commit.cuts().entrySet()) cut(cut.getKey(), cut.getValue());
        List<TileEdge.Full> full = new ArrayList<>();
        for (KeptEntry entry : commit.entries()) append(entry, full);
        for (KeptEntry entry : commit.early()) early(entry);
        for (KeptHead head : commit.heads()) small.addHead(log(head.log()).rowId, head);
        for (KeptReceipt receipt : commit.receipts()) receipt(receipt);
        for (org.ringdown.line.Evidence evidence : commit.evidence()) small.addEvidence(evidence);
        for (Map.Entry<String, String> fact : commit.facts().entrySet()) small.setFact(fact.getKey(), fact.getValue());
        for (StoredLog log : after.values()) writeLog(log);
    }

    private void append(KeptEntry entry, List<TileEdge.Full> full) throws SQLException, StoreException {
        StoredLog log = log(entry.log());
        if (entry.index() != log.size) {
            throw new IllegalArgumentException(
                    "entry " + entry.index() + " does not continue " + entry.log() + " of size " + log.size);
        }
        if (log.early.remove(entry.index())) {
            place(log, entry);
        } else {
            insert(log, entry);
        }
        log.size++;
        log.edge.append(entry.hash(), full);
        for (TileEdge.Full tile : full) tiles.add(log.rowId, tile);
        full.clear();
    }

    private void early(KeptEntry entry) throws SQLException, StoreException {
        StoredLog log = log(entry.log());
        if (entry.index() < log.size || !log.early.add(entry.index())) return;
        insert(log, entry);
    }

    private void insert(StoredLog log, KeptEntry entry) throws SQLException, StoreException {
        if (nextSeq > Integer.MAX_VALUE) {
            throw new StoreException(Kind.FULL, "the store holds its 2,147,483,647 entries; found a new line");
        }
        long seq = nextSeq++;
        write(INSERT, new EntryRow(seq, log.rowId, entry));
        statements.add(seq, statements.print(entry.log().party(), entry.mark().statementId()));
    }

    /** An early entry's log has reached it: it keeps its seq and the time at which it came. */
    private void place(StoredLog log, KeptEntry entry) throws SQLException, StoreException {
        record Known(long seq, long receivedMs, String statementId) {}
        Known known = sql.first(
                        row -> new Known(row.getLong(1), row.getLong(2), row.getString(3)),
                        "SELECT seq, received_ms, statement_id FROM entry WHERE log = ? AND idx = ?",
                        log.rowId,
                        entry.index())
                .orElseThrow(() -> EntryRow.corrupt(entry.log(), entry.index(), "its early row is gone"));
        sql.run("DELETE FROM about WHERE seq = ?", known.seq());
        EntryMark mark = entry.mark();
        KeptEntry kept =
                new KeptEntry(entry.log(), entry.index(), entry.leaf(), entry.hash(), known.receivedMs(), mark);
        write(REPLACE, new EntryRow(known.seq(), log.rowId, kept));
        if (!mark.statementId().isEmpty() && !mark.statementId().equals(known.statementId())) {
            statements.revise(known.seq(), statements.print(entry.log().party(), mark.statementId()));
        }
    }

    private void write(String how, EntryRow row) throws SQLException {
        var statement = sql.statement(how);
        row.bind(statement);
        statement.executeUpdate();
        bytes += row.entry().leaf().size() + ROW_BYTES;
        for (var place : row.entry().mark().about()) {
            sql.run(
                    "INSERT INTO about(party, epoch, idx, seq) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    place.party(),
                    place.epoch(),
                    place.index(),
                    row.seq());
        }
    }

    private void receipt(KeptReceipt receipt) throws SQLException, StoreException {
        StoredLog log = log(receipt.log());
        small.addReceipt(log.rowId, receipt);
        switch (receipt.kind()) {
            case COSIGNATURE, HELD -> log.receipted = Math.max(log.receipted, receipt.size());
            case EARLY -> {}
        }
    }

    private void cut(LogId id, long size) throws SQLException, StoreException {
        StoredLog log = log(id);
        if (size > log.size || size < log.receipted) {
            throw new IllegalArgumentException(
                    "cannot cut " + id + " of size " + log.size + ", receipted " + log.receipted + ", to " + size);
        }
        sql.run("DELETE FROM about WHERE seq IN (SELECT seq FROM entry WHERE log = ? AND idx >= ?)", log.rowId, size);
        sql.run("DELETE FROM entry WHERE log = ? AND idx >= ?", log.rowId, size);
        sql.run("DELETE FROM head WHERE log = ? AND size > ?", log.rowId, size);
        sql.run("DELETE FROM quarantine WHERE log = ? AND idx >= ?", log.rowId, size);
        sql.run("INSERT OR REPLACE INTO meta(name, value) VALUES('seq_end', ?)", nextSeq);
        tiles.cut(log.rowId, size);
        log.size = size;
        log.early.clear();
        log.edge = tiles.edge(log.rowId, size);
    }

    private StoredLog log(LogId id) throws SQLException {
        StoredLog touched = after.get(id);
        if (touched != null) return touched;
        StoredLog known = before.get(id);
        StoredLog copy =
                known == null ? new StoredLog(nextLog++, id, 0, 0, TileEdge.empty(), new TreeSet<>()) : known.copy();
        after.put(id, copy);
        return copy;
    }

    private void writeLog(StoredLog log) throws SQLException {
        StoredLog old = before.get(log.log);
        if (old != null && old.size == log.size && old.receipted == log.receipted) return;
        sql.run(
                "INSERT OR REPLACE INTO log(id, party, epoch, size, receipted, sum) VALUES(?, ?, ?, ?, ?, ?)",
                log.rowId,
                log.log.party(),
                log.log.epoch(),
                log.size,
                log.receipted,
                log.sum());
    }
}
