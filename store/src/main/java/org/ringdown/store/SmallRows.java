package org.ringdown.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringdown.line.Evidence;
import org.ringdown.line.KeptHead;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;

/** Heads, receipts, evidence and facts: rows that no tree guards, each under its own checksum. */
final class SmallRows {
    static final String HEAD_COLUMNS = "size, root, note, sum, log";
    static final String RECEIPT_COLUMNS = "kind, size, note, received_ms, sum, log";

    /** The place of a piece of evidence's proof among its notes. */
    private static final long PROOF = -1;

    private final Sql sql;

    SmallRows(Sql sql) {
        this.sql = sql;
    }

    /** Keeps a head; the first of a size stays, and may grow by further signatures of the same text. */
    void addHead(long log, KeptHead head) throws SQLException {
        byte[] root = head.root().bytes();
        sql.run(
                "INSERT INTO head(log, size, root, note, sum) VALUES(?, ?, ?, ?, ?) ON CONFLICT(log, size) DO UPDATE"
                        + " SET note = excluded.note, sum = excluded.sum"
                        + " WHERE root = excluded.root AND length(excluded.note) > length(note)"
                        + " AND substr(excluded.note, 1, length(note)) = note",
                log,
                head.size(),
                root,
                head.note(),
                headSum(log, head.size(), root, head.note()));
    }

    /** Keeps a receipt; the first of a kind and size stays. */
    void addReceipt(long log, KeptReceipt receipt) throws SQLException {
        String kind = receipt.kind().name();
        sql.run(
                "INSERT INTO receipt(log, kind, size, received_ms, note, sum) VALUES(?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                log,
                kind,
                receipt.size(),
                receipt.receivedMs(),
                receipt.note(),
                receiptSum(log, kind, receipt));
    }

    void addEvidence(Evidence evidence) throws SQLException, StoreException {
        long id = 1 + sql.number("SELECT max(id) FROM evidence");
        sql.run(
                "INSERT INTO evidence(id, party, epoch, kind, detail, seen_ms, sum) VALUES(?, ?, ?, ?, ?, ?, ?)",
                id,
                evidence.log().party(),
                evidence.log().epoch(),
                evidence.kind(),
                evidence.detail(),
                evidence.seenMs(),
                evidenceSum(evidence));
        long n = 0;
        for (String note : evidence.notes()) evidenceNote(id, n++, note);
        if (!evidence.proof().isEmpty()) evidenceNote(id, PROOF, evidence.proof());
    }

    private void evidenceNote(long id, long n, String text) throws SQLException {
        sql.run("INSERT INTO evidence_note(evidence, n, note) VALUES(?, ?, ?)", id, n, text);
    }

    /** Sets a fact; an empty value removes it. */
    void setFact(String name, String value) throws SQLException {
        if (value.isEmpty()) {
            sql.run("DELETE FROM fact WHERE name = ?", name);
        } else {
            long sum = new RowSum().with(name).with(value).value();
            sql.run("INSERT OR REPLACE INTO fact(name, value, sum) VALUES(?, ?, ?)", name, value, sum);
        }
    }

    /** The largest head at or below a size: heads known through early entries stand above it. */
    Optional<KeptHead> largestHead(long log, LogId id, long sizeMax) throws SQLException, StoreException {
        return sql.first(
                row -> head(row, id),
                "SELECT " + HEAD_COLUMNS + " FROM head WHERE log = ? AND size <= ? ORDER BY size DESC LIMIT 1",
                log,
                sizeMax);
    }

    Optional<KeptHead> headAbove(long log, LogId id, long size) throws SQLException, StoreException {
        return sql.first(
                row -> head(row, id),
                "SELECT " + HEAD_COLUMNS + " FROM head WHERE log = ? AND size > ? ORDER BY size LIMIT 1",
                log,
                size);
    }

    List<KeptHead> heads(long log, LogId id, long above, long countMax) throws SQLException, StoreException {
        return sql.list(
                row -> head(row, id),
                "SELECT " + HEAD_COLUMNS + " FROM head WHERE log = ? AND size > ? ORDER BY size LIMIT ?",
                log,
                above,
                countMax);
    }

    /** An ML-DSA-44 signature line alone is longer than any note without one. */
    List<KeptHead> headsSignedTwice(long log, LogId id, long above, long countMax) throws SQLException, StoreException {
        return sql.list(
                row -> head(row, id),
                "SELECT " + HEAD_COLUMNS
                        + " FROM head WHERE log = ? AND size > ? AND length(note) > 3000 ORDER BY size LIMIT ?",
                log,
                above,
                countMax);
    }

    List<KeptReceipt> receipts(long log, LogId id, KeptReceipt.Kind kind, long above, long countMax)
            throws SQLException, StoreException {
        return sql.list(
                row -> receipt(row, id),
                "SELECT " + RECEIPT_COLUMNS
                        + " FROM receipt WHERE log = ? AND kind = ? AND size > ? ORDER BY size LIMIT ?",
                log,
                kind.name(),
                above,
                countMax);
    }

    List<Evidence> evidence() throws SQLException, StoreException {
        return sql.list(
                this::evidenceRow, "SELECT id, party, epoch, kind, detail, seen_ms, sum FROM evidence ORDER BY id");
    }

    Map<String, String> facts() throws SQLException, StoreException {
        Map<String, String> facts = new LinkedHashMap<>();
        sql.list(
                row -> {
                    String name = row.getString(1);
                    String value = row.getString(2);
                    require(
                            row.getLong(3)
                                    == new RowSum().with(name).with(value).value(),
                            "fact " + name);
                    return facts.put(name, value) == null;
                },
                "SELECT name, value, sum FROM fact ORDER BY name");
        return facts;
    }

    static KeptHead head(ResultSet row, LogId id) throws SQLException, StoreException {
        byte[] root = row.getBytes(2);
        long size = row.getLong(1);
        String note = row.getString(3);
        boolean whole = root.length == Hash.SIZE && row.getLong(4) == headSum(row.getLong(5), size, root, note);
        require(whole, "head " + size + " of " + id.party() + "/" + id.epoch());
        return new KeptHead(id, size, Hash.of(root), note);
    }

    static KeptReceipt receipt(ResultSet row, LogId id) throws SQLException, StoreException {
        String kind = row.getString(1);
        String where = "receipt " + row.getLong(2) + " of " + id.party() + "/" + id.epoch();
        require(Stream.of(KeptReceipt.Kind.values()).anyMatch(k -> k.name().equals(kind)), where);
        KeptReceipt receipt =
                new KeptReceipt(id, KeptReceipt.Kind.valueOf(kind), row.getLong(2), row.getString(3), row.getLong(4));
        require(row.getLong(5) == receiptSum(row.getLong(6), kind, receipt), where);
        return receipt;
    }

    private Evidence evidenceRow(ResultSet row) throws SQLException, StoreException {
        long id = row.getLong(1);
        List<String> notes = sql.list(
                note -> note.getString(1),
                "SELECT note FROM evidence_note WHERE evidence = ? AND n >= 0 ORDER BY n",
                id);
        List<String> proof = sql.list(
                note -> note.getString(1), "SELECT note FROM evidence_note WHERE evidence = ? AND n = " + PROOF, id);
        Evidence evidence = new Evidence(
                new LogId(row.getString(2), row.getString(3)),
                row.getString(4),
                notes,
                proof.isEmpty() ? "" : proof.getFirst(),
                row.getString(5),
                row.getLong(6));
        require(row.getLong(7) == evidenceSum(evidence), "evidence " + id);
        return evidence;
    }

    private static long headSum(long log, long size, byte[] root, String note) {
        return new RowSum().with(log).with(size).with(root).with(note).value();
    }

    private static long receiptSum(long log, String kind, KeptReceipt receipt) {
        return new RowSum()
                .with(log)
                .with(kind)
                .with(receipt.size())
                .with(receipt.receivedMs())
                .with(receipt.note())
                .value();
    }

    private static long evidenceSum(Evidence evidence) {
        RowSum sum =
                new RowSum().with(evidence.log().party()).with(evidence.log().epoch());
        sum.with(evidence.kind()).with(evidence.detail()).with(evidence.seenMs());
        evidence.notes().forEach(sum::with);
        if (!evidence.proof().isEmpty()) sum.with(evidence.proof());
        return sum.value();
    }

    private static void require(boolean whole, String what) throws StoreException {
        if (!whole) {
            throw new StoreException(
                    Kind.CORRUPT, what + " does not match its checksum; run fsck, then restore it from the peer");
        }
    }
}
