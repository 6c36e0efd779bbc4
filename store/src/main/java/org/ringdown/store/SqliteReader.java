package org.ringdown.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import org.ringdown.line.Evidence;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptHead;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.store.StoredEntry.Delivery;
import org.ringdown.transcript.Bytes;

/**
 * Reads one line's store for the API and for export, on connections of its own that cannot write. Each call sees one
 * committed state. For any number of threads; a call waits while all connections are in use.
 */
public final class SqliteReader implements AutoCloseable {
    /** The most entries told about one entry. */
    public static final int ABOUT_MAX = 256;

    private static final String ENTRIES = "SELECT " + EntryRow.COLUMNS + " FROM entry ";

    private final Path file;
    private final int connections;

    /** Those that no call uses; an empty one is opened when it is needed. */
    private final ArrayBlockingQueue<Optional<Sql>> idle;

    private SqliteReader(Path file, int connections) {
        this.file = file;
        this.connections = connections;
        this.idle = new ArrayBlockingQueue<>(connections);
    }

    /**
     * Opens the store for reading.
     *
     * @param file the SQLite file, which a {@link SqliteStore} has made
     * @param connections how many calls may run at once
     * @return the reader
     * @throws StoreException FOREIGN, CORRUPT or BROKEN when it can't be read
     */
    public static SqliteReader open(Path file, int connections) throws StoreException {
        SqliteReader reader = new SqliteReader(file, connections);
        for (int i = 0; i < connections; i++) reader.idle.add(Optional.of(reader.connect()));
        return reader;
    }

    /**
     * The same for a store that can't be read now, and may be later: each call tries anew.
     *
     * @param file the SQLite file
     * @param connections how many calls may run at once
     * @return the reader
     */
    public static SqliteReader lazily(Path file, int connections) {
        SqliteReader reader = new SqliteReader(file, connections);
        for (int i = 0; i < connections; i++) reader.idle.add(Optional.empty());
        return reader;
    }

    private Sql connect() throws StoreException {
        return new Sql(Database.openReader(file));
    }

    /**
     * Entries in the local order of arrival.
     *
     * @param seq only those behind this one; 0 for all
     * @param countMax at most so many
     * @return the entries
     * @throws StoreException when the store can't be read
     */
    public List<StoredEntry> after(long seq, int countMax) throws StoreException {
        return call(view -> view.entries(ENTRIES + "WHERE seq > ? ORDER BY seq LIMIT ?", seq, (long) countMax));
    }

    /**
     * The entries that decide about charters and keys, in the local order of arrival, early ones included.
     *
     * @return CHARTER, KEY, REVOCATION, PROPOSE, CONSENT, WITHDRAW and ADOPT entries
     * @throws StoreException when the store can't be read
     */
    public List<StoredEntry> formal() throws StoreException {
        return call(view -> view.entries(ENTRIES + Opening.FORMAL));
    }

    /**
     * The schema of the file.
     *
     * @return its version
     * @throws StoreException when the store can't be read
     */
    public long schemaVersion() throws StoreException {
        return call(view -> view.sql.number("PRAGMA user_version"));
    }

    /**
     * Entries of one log in its order, early ones included.
     *
     * @param log the log
     * @param first index of the first
     * @param countMax at most so many
     * @return the entries; none for an unknown log
     * @throws StoreException when the store can't be read
     */
    public List<StoredEntry> range(LogId log, long first, int countMax) throws StoreException {
        return call(view -> {
            Optional<StoredLog> known = view.log(log);
            if (known.isEmpty()) return List.of();
            return view.entries(
                    ENTRIES + "WHERE log = ? AND idx >= ? ORDER BY idx LIMIT ?", known.get().rowId, first, (long)
                            countMax);
        });
    }

    /**
     * Consecutive leaves of one log, each rehashed against its row and its place in the tree; much quicker than {@link
     * #range}, which gathers what is said about each entry.
     *
     * @param log the log
     * @param first index of the first
     * @param countMax at most so many
     * @return the leaves up to the first gap; none for an unknown log
     * @throws StoreException when the store can't be read
     */
    public List<StoredLeaf> leaves(LogId log, long first, int countMax) throws StoreException {
        return call(view -> {
            Optional<StoredLog> known = view.log(log);
            return known.isEmpty() ? List.of() : view.leaves.checked(known.get(), first, countMax);
        });
    }

    /**
     * The same leaves as they stand, held against nothing: for who hashes them and has better to hold them against.
     *
     * @param log the log
     * @param first index of the first
     * @param countMax at most so many
     * @return the bytes of the leaves that stand in their place, up to the first gap; none for an unknown log
     * @throws StoreException when the store can't be read
     */
    public List<Bytes> rawLeaves(LogId log, long first, int countMax) throws StoreException {
        return call(view -> {
            Optional<StoredLog> known = view.log(log);
            return known.isEmpty() ? List.of() : view.leaves.raw(known.get(), first, countMax);
        });
    }

    /**
     * One entry.
     *
     * @param place its place
     * @return the entry, or empty
     * @throws StoreException when the store can't be read
     */
    public Optional<StoredEntry> entry(EntryId place) throws StoreException {
        return range(place.log(), place.index(), 1).stream()
                .filter(found -> found.entry().index() == place.index())
                .findFirst();
    }

    /**
     * Every log in the order first seen.
     *
     * @return the logs
     * @throws StoreException when the store can't be read
     */
    public List<StoredLogView> logs() throws StoreException {
        return call(view -> {
            List<StoredLogView> logs = new ArrayList<>();
            for (StoredLog log : view.logs.values()) {
                long early =
                        view.sql.number("SELECT count(*) FROM entry WHERE log = ? AND idx >= ?", log.rowId, log.size);
                logs.add(new StoredLogView(log.log, log.size, log.receipted, early));
            }
            return logs;
        });
    }

    /**
     * The newest place in the local order of arrival.
     *
     * @return the largest seq, 0 for an empty store
     * @throws StoreException when the store can't be read
     */
    public long newestSeq() throws StoreException {
        return call(view -> view.sql.number("SELECT max(seq) FROM entry"));
    }

    /**
     * Heads of a log, smallest first.
     *
     * @param log the log
     * @param above only those of a larger size
     * @param countMax at most so many
     * @return the heads
     * @throws StoreException when the store can't be read
     */
    public List<KeptHead> heads(LogId log, long above, int countMax) throws StoreException {
        return call(view -> {
            Optional<StoredLog> known = view.log(log);
            return known.isEmpty() ? List.of() : view.small.heads(known.get().rowId, log, above, countMax);
        });
    }

    /**
     * Heads of a log to which a post-quantum signature was added, smallest first.
     *
     * @param log the log
     * @param above only those of a larger size
     * @param countMax at most so many
     * @return the heads
     * @throws StoreException when the store can't be read
     */
    public List<KeptHead> headsSignedTwice(LogId log, long above, int countMax) throws StoreException {
        return call(view -> {
            Optional<StoredLog> known = view.log(log);
            return known.isEmpty() ? List.of() : view.small.headsSignedTwice(known.get().rowId, log, above, countMax);
        });
    }

    /**
     * The peer's receipts for an own log, smallest first.
     *
     * @param log the log
     * @param kind which
     * @param above only those of a larger size
     * @param countMax at most so many
     * @return the receipts
     * @throws StoreException when the store can't be read
     */
    public List<KeptReceipt> receipts(LogId log, KeptReceipt.Kind kind, long above, int countMax)
            throws StoreException {
        return call(view -> {
            Optional<StoredLog> known = view.log(log);
            return known.isEmpty() ? List.of() : view.small.receipts(known.get().rowId, log, kind, above, countMax);
        });
    }

    /**
     * All evidence.
     *
     * @return the evidence, oldest first
     * @throws StoreException when the store can't be read
     */
    public List<Evidence> evidence() throws StoreException {
        return call(view -> view.small.evidence());
    }

    /**
     * All small facts.
     *
     * @return the facts by name
     * @throws StoreException when the store can't be read
     */
    public Map<String, String> facts() throws StoreException {
        return call(view -> view.small.facts());
    }

    /**
     * Entries that were found damaged and are not repaired yet.
     *
     * @return their places and what is wrong
     * @throws StoreException when the store can't be read
     */
    public Map<EntryId, String> quarantined() throws StoreException {
        return call(view -> {
            Map<EntryId, String> found = new LinkedHashMap<>();
            view.sql.list(
                    row -> found.put(new EntryId(row.getString(1), row.getString(2), row.getLong(3)), row.getString(4))
                            == null,
                    "SELECT party, epoch, idx, reason FROM quarantine JOIN log ON log.id = quarantine.log"
                            + " ORDER BY quarantine.log, idx");
            return found;
        });
    }

    /** Closes the connections; calls under way are waited for. */
    @Override
    public void close() throws StoreException {
        try {
            for (int i = 0; i < connections; i++) {
                Optional<Sql> sql = idle.take();
                if (sql.isPresent()) sql.get().connection().close();
            }
        } catch (SQLException e) {
            throw Failures.of("close a reading connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Query<T> {
        T run(View view) throws SQLException, StoreException;
    }

    private <T> T call(Query<T> query) throws StoreException {
        Optional<Sql> open;
        try {
            open = idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Kind.BROKEN, "interrupted while waiting to read; ask again", e);
        }
        try {
            Sql sql = open.isPresent() ? open.get() : connect();
            open = Optional.of(sql);
            Database.execute(sql.connection(), "BEGIN");
            try {
                return query.run(new View(sql));
            } finally {
                Database.execute(sql.connection(), "COMMIT");
            }
        } catch (SQLException e) {
            throw Failures.of("read", e);
        } finally {
            idle.add(open);
        }
    }

    /** One committed state, seen through one connection. */
    private static final class View {
        private final Sql sql;
        private final SmallRows small;
        private final LeafRows leaves;
        private final Map<Long, StoredLog> logs = new LinkedHashMap<>();

        View(Sql sql) throws SQLException, StoreException {
            this.sql = sql;
            this.small = new SmallRows(sql);
            this.leaves = new LeafRows(sql);
            sql.list(
                    row -> logs.put(row.getLong(1), Opening.unchecked(row)) == null,
                    "SELECT id, party, epoch, size, receipted FROM log ORDER BY id");
        }

        Optional<StoredLog> log(LogId id) {
            return logs.values().stream().filter(log -> log.log.equals(id)).findFirst();
        }

        List<StoredEntry> entries(String query, Object... arguments) throws SQLException, StoreException {
            record Found(EntryRow row, String damage) {}
            List<Found> found = sql.list(
                    row -> {
                        EntryRow entry = EntryRow.unchecked(row, owner(row).log);
                        return new Found(entry, entry.damage(row));
                    },
                    query,
                    arguments);
            List<StoredEntry> entries = new ArrayList<>();
            for (Found one : found) entries.add(entry(one.row(), one.damage()));
            return entries;
        }

        private StoredEntry entry(EntryRow row, String damage) throws SQLException, StoreException {
            KeptEntry entry = row.entry();
            StoredLog log = owner(row.log());
            long index = entry.index();
            String wrong = damage.isEmpty() ? leaves.damageInTree(log, index, entry.hash()) : damage;
            return new StoredEntry(
                    row.seq(),
                    entry,
                    Math.max(0, index - log.size),
                    delivered(row.log(), index),
                    about(entry),
                    wrong.isEmpty() ? Optional.empty() : Optional.of(wrong));
        }

        private Optional<Delivery> delivered(long log, long index) throws SQLException, StoreException {
            List<Delivery> receipts = sql.list(
                    row -> new Delivery(KeptReceipt.Kind.valueOf(row.getString(1)), row.getLong(2)),
                    "SELECT * FROM (SELECT kind, received_ms FROM receipt"
                            + " WHERE log = ? AND kind = 'COSIGNATURE' AND size > ? ORDER BY size LIMIT 1)"
                            + " UNION ALL SELECT * FROM (SELECT kind, received_ms FROM receipt"
                            + " WHERE log = ? AND kind = 'HELD' AND size > ? ORDER BY size LIMIT 1)"
                            + " UNION ALL SELECT kind, received_ms FROM receipt"
                            + " WHERE log = ? AND kind = 'EARLY' AND size = ?",
                    log,
                    index,
                    log,
                    index,
                    log,
                    index + 1);
            return receipts.stream().min(Comparator.comparingLong(Delivery::atMs));
        }

        private List<KeptEntry> about(KeptEntry entry) throws SQLException, StoreException {
            return sql.list(
                    row -> EntryRow.unchecked(row, owner(row).log).entry(),
                    ENTRIES + "WHERE seq IN (SELECT seq FROM about WHERE party = ? AND epoch = ? AND idx = ?"
                            + " ORDER BY seq LIMIT " + ABOUT_MAX + ") ORDER BY seq",
                    entry.log().party(),
                    entry.log().epoch(),
                    entry.index());
        }

        private StoredLog owner(ResultSet row) throws SQLException, StoreException {
            return owner(row.getLong(2));
        }

        private StoredLog owner(long rowId) throws StoreException {
            StoredLog log = logs.get(rowId);
            if (log == null) {
                throw new StoreException(StoreException.Kind.CORRUPT, "an entry belongs to no log; run fsck");
            }
            return log;
        }
    }
}
