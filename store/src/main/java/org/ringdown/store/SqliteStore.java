package org.ringdown.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.ringdown.line.Commit;
import org.ringdown.line.EntryStore;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.StatementPlace;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.line.StoreState;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Rfc6962;

/**
 * One line's record in one SQLite file: write-ahead log, {@code synchronous=FULL}, one transaction a commit. The tree's
 * full tiles are written in the transaction that completes them; the unfinished ones live in memory and are rebuilt at
 * the start from at most 255 rows a level.
 *
 * <p>Errors: FULL leaves the store usable and as it was. After BROKEN every call throws BROKEN until the store is
 * closed and opened again. For one thread, {@link #close} included.
 */
public final class SqliteStore implements EntryStore, AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final Parts parts;
    private final Map<LogId, StoredLog> logs;
    private final Reserve reserve;
    private final ReentrantLock writing = new ReentrantLock();
    private final Checkpointer checkpointer;
    private final CommitTimes times = new CommitTimes();
    private long nextSeq;
    private Optional<StoreException> broken = Optional.empty();
    private boolean closed;

    /** The tables, by what they hold. */
    record Parts(Sql sql, TileRows tiles, SmallRows small, StatementIndex statements) {}

    private SqliteStore(Path file, StoreOptions options, Sql sql, StatementIndex statements)
            throws SQLException, StoreException {
        this.file = file;
        this.connection = sql.connection();
        TileRows tiles = new TileRows(sql);
        this.parts = new Parts(sql, tiles, new SmallRows(sql), statements);
        this.logs = Opening.logs(sql, tiles);
        this.nextSeq = Opening.nextSeq(sql);
        this.reserve = new Reserve(file.resolveSibling(file.getFileName() + "-reserve"), options.reserveBytes());
        reserve.hold();
        this.checkpointer = new Checkpointer(Database.openCheckpointer(file), options, writing);
    }

    /**
     * Opens the store, and makes it where there is none.
     *
     * @param file the SQLite file; its directory must exist
     * @param options reserve and checkpoints
     * @return the store
     * @throws StoreException FOREIGN when the file is not ours or newer; CORRUPT or BROKEN when it can't be read
     */
    public static SqliteStore open(Path file, StoreOptions options) throws StoreException {
        Connection connection = Database.openWriter(file);
        try {
            return open(file, options, new Sql(connection));
        } catch (SQLException e) {
            throw closing(connection, Failures.of("open " + file, e));
        } catch (StoreException e) {
            throw closing(connection, e);
        }
    }

    private static SqliteStore open(Path file, StoreOptions options, Sql sql) throws SQLException, StoreException {
        StatementIndex statements = StatementIndex.load(sql);
        try {
            return new SqliteStore(file, options, sql, statements);
        } catch (SQLException | StoreException e) {
            statements.close();
            throw e;
        }
    }

    @Override
    public StoreState load() throws StoreException {
        refuseBroken();
        try {
            return Opening.state(parts, logs);
        } catch (SQLException e) {
            throw Failures.of("read what a start needs", e);
        }
    }

    @Override
    public List<KeptEntry> read(LogId log, long first, int countMax, int bytesMax) throws StoreException {
        refuseBroken();
        StoredLog known = logs.get(log);
        if (known == null || first >= known.size || first < 0 || countMax < 1) return List.of();
        try {
            return read(known, first, Math.min(countMax, known.size - first), bytesMax);
        } catch (SQLException e) {
            throw Failures.of("read entry " + first + " of " + log, e);
        }
    }

    @Override
    public NodeSource nodes(LogId log) {
        StoredLog known = logs.get(log);
        if (known != null) return new LogTree(known, parts.tiles());
        return (level, index) -> {
            throw new IllegalArgumentException("the store has no node of " + log);
        };
    }

    @Override
    public Optional<StatementPlace> statement(String party, String statementId) throws StoreException {
        refuseBroken();
        List<Long> candidates = new ArrayList<>();
        int print = parts.statements().print(party, statementId);
        if (print != 0) parts.statements().candidates(print, candidates::add);
        try {
            for (long seq : candidates) {
                Optional<StatementPlace> place = parts.sql()
                        .first(
                                SqliteStore::statementPlace,
                                "SELECT party, epoch, idx, hash, request_digest FROM entry JOIN log ON log.id = entry.log"
                                        + " WHERE seq = ? AND statement_id = ? AND party = ?",
                                seq,
                                statementId,
                                party);
                if (place.isPresent()) return place;
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw Failures.of("look up a statement", e);
        }
    }

    @Override
    public Optional<KeptEntry> early(LogId log, long index) throws StoreException {
        refuseBroken();
        StoredLog known = logs.get(log);
        if (known == null || !known.early.contains(index)) return Optional.empty();
        try {
            return parts.sql()
                    .first(
                            row -> EntryRow.read(row, log).entry(),
                            "SELECT " + EntryRow.COLUMNS + " FROM entry WHERE log = ? AND idx = ?",
                            known.rowId,
                            index);
        } catch (SQLException e) {
            throw Failures.of("read an early entry", e);
        }
    }

    @Override
    public Optional<KeptHead> headAbove(LogId log, long size) throws StoreException {
        refuseBroken();
        StoredLog known = logs.get(log);
        if (known == null) return Optional.empty();
        try {
            return parts.small().headAbove(known.rowId, log, size);
        } catch (SQLException e) {
            throw Failures.of("read a head", e);
        }
    }

    @Override
    public void commit(Commit commit) throws StoreException {
        refuseBroken();
        if (commit.isEmpty()) return;
        if (!commit.reserve() && !reserve.hold()) {
            throw new StoreException(
                    Kind.FULL, "the room held back for STOP is in use; free space on the volume of " + file);
        }
        long startNs = System.nanoTime();
        try {
            write(commit);
        } catch (StoreException e) {
            if (e.kind() != Kind.FULL || !commit.reserve() || !released()) throw e;
            write(commit);
        }
        times.add(new CommitTime(startNs, System.nanoTime(), commit.entries().size()));
    }

    /**
     * Notes that an entry's stored bytes are damaged; {@link #repair} strikes the note out.
     *
     * @param place the entry
     * @param reason what is wrong
     * @throws StoreException FULL or BROKEN as in {@link #commit}
     */
    @Override
    public void quarantine(EntryId place, String reason) throws StoreException {
        refuseBroken();
        StoredLog log = logs.get(place.log());
        if (log == null) throw new IllegalArgumentException("the store has no log " + place.log());
        transaction(
                "quarantine entry " + place.index(),
                () -> parts.sql()
                        .run(
                                "INSERT OR REPLACE INTO quarantine(log, idx, reason) VALUES(?, ?, ?)",
                                log.rowId,
                                place.index(),
                                reason));
    }

    /**
     * Puts back an entry whose stored bytes were damaged.
     *
     * @param entry the entry as the peer, or a bundle, gave it again
     * @throws StoreException CORRUPT when its leaf does not hash to its place in the tree, or for an early entry to the
     *     hash beside it; FULL or BROKEN as in {@link #commit}
     */
    @Override
    public void repair(KeptEntry entry) throws StoreException {
        refuseBroken();
        StoredLog log = logs.get(entry.log());
        if (log == null || (entry.index() >= log.size && !log.early.contains(entry.index()))) {
            throw new IllegalArgumentException("the store has no entry " + entry.log() + "/" + entry.index());
        }
        transaction("repair entry " + entry.index(), () -> {
            Hash wanted = entry.index() < log.size
                    ? new LogTree(log, parts.tiles()).leafHash(entry.index())
                    : Repair.earlyHash(parts.sql(), log, entry.index());
            if (!wanted.equals(Rfc6962.leaf(entry.leaf().array()))) {
                throw EntryRow.corrupt(
                        entry.log(), entry.index(), "the bytes offered for it are not those of the tree");
            }
            Repair.entry(parts.sql(), log.rowId, entry);
        });
    }

    /**
     * Recomputes every tile of a log from its leaves and writes those that differ. Requires that the leaves are whole.
     *
     * @param log the log
     * @return how many tiles were wrong
     * @throws StoreException CORRUPT when the leaves do not give the root of the largest kept head they reach
     */
    public long repairTiles(LogId log) throws StoreException {
        refuseBroken();
        StoredLog known = logs.get(log);
        if (known == null) throw new IllegalArgumentException("the store has no log " + log);
        long[] wrong = {0};
        StoredLog copy = known.copy();
        transaction("rebuild the tiles of " + log, () -> wrong[0] = Repair.tiles(parts, copy));
        logs.put(log, copy);
        return wrong[0];
    }

    /**
     * Whether the room for STOP is held back.
     *
     * @return false after it was given up, until there is room again
     */
    public boolean reserveHeld() {
        return reserve.hold();
    }

    /**
     * What was done in the background.
     *
     * @return the newest checkpoints, oldest first; safe from any thread
     */
    public List<StoreWork> work() {
        return checkpointer.work();
    }

    /**
     * How long commits took.
     *
     * @return the newest 4,096, oldest first; safe from any thread
     */
    public List<CommitTime> commitTimes() {
        return times.newest();
    }

    /** Stops the checkpoints and closes the file; what is committed stays. */
    @Override
    public void close() throws StoreException {
        checkpointer.close();
        if (closed) return;
        closed = true;
        parts.statements().close();
        broken = Optional.of(new StoreException(Kind.BROKEN, "the store is closed"));
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of("close " + file, e);
        }
    }

    private List<KeptEntry> read(StoredLog log, long first, long count, int bytesMax)
            throws SQLException, StoreException {
        LogTree tree = new LogTree(log, parts.tiles());
        List<KeptEntry> entries = new ArrayList<>();
        long bytes = 0;
        var statement = parts.sql()
                .statement("SELECT " + EntryRow.COLUMNS
                        + " FROM entry WHERE log = ? AND idx >= ? AND idx < ? ORDER BY idx");
        statement.setLong(1, log.rowId);
        statement.setLong(2, first);
        statement.setLong(3, first + count);
        try (ResultSet rows = statement.executeQuery()) {
            while (bytes < bytesMax && rows.next()) {
                long index = first + entries.size();
                KeptEntry entry = EntryRow.read(rows, log.log).entry();
                if (entry.index() != index) throw EntryRow.corrupt(log.log, index, "its row is missing");
                if (!tree.leafHash(index).equals(entry.hash())) {
                    throw EntryRow.corrupt(log.log, index, "its leaf does not hash to its place in the tree");
                }
                entries.add(entry);
                bytes += entry.leaf().size();
            }
        }
        if (entries.isEmpty()) throw EntryRow.corrupt(log.log, first, "its row is missing");
        return entries;
    }

    private void write(Commit commit) throws StoreException {
        Turn turn = new Turn(parts, logs, nextSeq);
        transaction("commit", () -> turn.write(commit));
        logs.putAll(turn.after());
        nextSeq = turn.nextSeq();
        checkpointer.wrote(turn.bytes());
    }

    /** Work inside a transaction. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException, StoreException;
    }

    /** Durable when it returns; undone when it throws FULL or CORRUPT; the store is dead when it throws BROKEN. */
    private void transaction(String doing, Work work) throws StoreException {
        boolean done = false;
        writing.lock();
        try {
            Database.execute(connection, "BEGIN IMMEDIATE");
            work.run();
            Database.execute(connection, "COMMIT");
            done = true;
            parts.statements().committed();
        } catch (SQLException e) {
            StoreException reason = Failures.of(doing, e);
            throw reason.kind() == Kind.FULL ? reason : breaking(reason);
        } finally {
            try {
                if (!done) undo();
            } finally {
                writing.unlock();
            }
        }
    }

    private void undo() throws StoreException {
        parts.statements().undone();
        parts.tiles().forget();
        if (broken.isPresent()) return;
        try {
            Database.execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            boolean undoneAlready = String.valueOf(e.getMessage()).contains("no transaction is active");
            if (!undoneAlready) throw breaking(Failures.of("undo a commit", e));
        }
    }

    private boolean released() throws StoreException {
        try {
            return reserve.release();
        } catch (IOException e) {
            throw breaking(new StoreException(Kind.BROKEN, "cannot give up the room for STOP beside " + file, e));
        }
    }

    private StoreException breaking(StoreException reason) {
        StoreException dead = reason.kind() == Kind.BROKEN
                ? reason
                : new StoreException(Kind.BROKEN, String.valueOf(reason.getMessage()), reason);
        broken = Optional.of(dead);
        return dead;
    }

    private void refuseBroken() throws StoreException {
        if (broken.isEmpty()) checkpointer.failure().ifPresent(this::breaking);
        if (broken.isPresent()) {
            throw new StoreException(Kind.BROKEN, "the store was given up; close and reopen it", broken.orElseThrow());
        }
    }

    private static StatementPlace statementPlace(ResultSet row) throws SQLException {
        EntryId place = new EntryId(row.getString(1), row.getString(2), row.getLong(3));
        return new StatementPlace(place, Hash.of(row.getBytes(4)), row.getString(5));
    }

    private static StoreException closing(Connection connection, StoreException reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
        return reason;
    }
}
