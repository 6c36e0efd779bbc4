package org.ringdown.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.ringdown.line.EntryMark;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/**
 * A row of table {@code entry}.
 *
 * @param seq local order of arrival
 * @param log the log's row
 * @param entry the entry
 */
record EntryRow(long seq, long log, KeptEntry entry) {
    /** The columns in the order in which {@link #bind} and {@link #read} take them. */
    static final String COLUMNS = "seq, log, idx, received_ms, hash, type, precedence, statement_id, request_digest,"
            + " flags, about, level, sum, leaf";

    void bind(PreparedStatement into) throws SQLException {
        EntryMark mark = entry.mark();
        String flags = MarkText.flags(mark);
        String about = MarkText.about(mark);
        into.setLong(1, seq);
        into.setLong(2, log);
        into.setLong(3, entry.index());
        into.setLong(4, entry.receivedMs());
        into.setBytes(5, entry.hash().bytes());
        into.setString(6, mark.type());
        into.setString(7, mark.precedence());
        into.setString(8, mark.statementId());
        into.setString(9, mark.requestDigest());
        into.setString(10, flags);
        into.setString(11, about);
        into.setString(12, mark.level());
        into.setLong(13, sum(flags, about));
        into.setBytes(14, entry.leaf().array());
    }

    /** Reads the current row; its leaf is rehashed against the row's own hash and the rest against its checksum. */
    static EntryRow read(ResultSet rows, LogId log) throws SQLException, StoreException {
        EntryRow row = unchecked(rows, log);
        String damage = row.damage(rows);
        if (!damage.isEmpty()) throw corrupt(log, row.entry.index(), damage);
        return row;
    }

    /** Reads the current row as it is. */
    static EntryRow unchecked(ResultSet rows, LogId log) throws SQLException {
        EntryMark mark = new EntryMark(
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                MarkText.flags(rows.getString(10)),
                MarkText.about(rows.getString(11)),
                rows.getString(12));
        byte[] leaf = rows.getBytes(14);
        KeptEntry entry =
                new KeptEntry(log, rows.getLong(3), Bytes.of(leaf), Rfc6962.leaf(leaf), rows.getLong(4), mark);
        return new EntryRow(rows.getLong(1), rows.getLong(2), entry);
    }

    /** What is wrong with a row that was read from here; empty when nothing is. */
    String damage(ResultSet rows) throws SQLException {
        String leaf = leafDamage(rows.getBytes(5), entry.hash());
        if (!leaf.isEmpty()) return leaf;
        return rows.getLong(13) == sum(rows.getString(10), rows.getString(11))
                ? ""
                : "its notes do not match their sum";
    }

    /** What is wrong with a leaf by the hash that its row has for it; empty when nothing is. */
    static String leafDamage(byte[] stored, Hash computed) {
        boolean same = stored.length == Hash.SIZE && Hash.of(stored).equals(computed);
        return same ? "" : "its leaf does not hash to its hash";
    }

    static StoreException corrupt(LogId log, long index, String damage) {
        return new StoreException(
                Kind.CORRUPT,
                "entry " + log.party() + "/" + log.epoch() + "/" + index + " is damaged: " + damage
                        + "; fetch it again from the peer");
    }

    private long sum(String flags, String about) {
        EntryMark mark = entry.mark();
        String joined = String.join(
                "\n",
                mark.type(),
                mark.precedence(),
                mark.statementId(),
                mark.requestDigest(),
                flags,
                about,
                mark.level());
        return new RowSum()
                .with(seq)
                .with(log)
                .with(entry.index())
                .with(entry.receivedMs())
                .with(joined)
                .value();
    }
}
