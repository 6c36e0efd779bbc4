package org.ringdown.store;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;

/**
 * {@link Fingerprints} and their stored blocks: changes are written with the transaction under way and enter memory when
 * it is durable. For one thread.
 */
final class StatementIndex {
    private static final int PRINTED_MAX = 8_192;

    private record Pending(int print, long seq) {}

    private record Printed(String party, int print) {}

    private final Sql sql;
    private final Fingerprints prints;
    private final List<Pending> pending = new ArrayList<>();

    /** Of the turn under way: an id is looked up first and written later. */
    private final Map<String, Printed> printed = new HashMap<>();

    private int[] block = new int[Fingerprints.BLOCK_ROWS];
    private long blockNumber;
    private int[] savedBlock = new int[Fingerprints.BLOCK_ROWS];
    private long savedBlockNumber;

    private StatementIndex(Sql sql, byte[] key) {
        this.sql = sql;
        this.prints = new Fingerprints(key);
    }

    /** Reads the stored blocks, and the rows behind the last one. */
    static StatementIndex load(Sql sql) throws SQLException, StoreException {
        byte[] key = sql.first(row -> row.getBytes(1), "SELECT value FROM meta WHERE name = 'fingerprint_key'")
                .orElseThrow(() -> new StoreException(Kind.CORRUPT, "the store has no fingerprint key; restore it"));
        StatementIndex index = new StatementIndex(sql, key);
        sql.list(
                row -> {
                    long number = row.getLong(1);
                    int[] block = new int[Fingerprints.BLOCK_ROWS];
                    ByteBuffer.wrap(row.getBytes(2)).asIntBuffer().get(block);
                    for (int i = 0; i < block.length; i++) {
                        index.prints.add(block[i], number * Fingerprints.BLOCK_ROWS + i);
                    }
                    index.blockNumber = number + 1;
                    return number;
                },
                "SELECT block, prints FROM fingerprint ORDER BY block");
        sql.list(
                row -> {
                    int print = index.prints.of(row.getString(2), row.getString(3));
                    index.put(row.getLong(1), print);
                    return print;
                },
                "SELECT seq, party, statement_id FROM entry JOIN log ON log.id = entry.log WHERE seq >= ? ORDER BY seq",
                index.blockNumber * Fingerprints.BLOCK_ROWS);
        index.committed();
        return index;
    }

    /** Throws CORRUPT where a stored fingerprint is not that of its row. */
    void verify(Sql reader) throws SQLException, StoreException {
        reader.list(
                row -> {
                    int print = prints.of(row.getString(2), row.getString(3));
                    boolean[] found = {print == 0};
                    long seq = row.getLong(1);
                    prints.candidates(print, candidate -> found[0] |= candidate == seq);
                    if (!found[0])
                        throw new StoreException(Kind.CORRUPT, "the fingerprint of row " + seq + " is wrong");
                    return print;
                },
                "SELECT seq, party, statement_id FROM entry JOIN log ON log.id = entry.log ORDER BY seq");
    }

    int print(String party, String statementId) {
        Printed known = printed.get(statementId);
        if (known != null && known.party().equals(party)) return known.print();
        int print = prints.of(party, statementId);
        if (printed.size() >= PRINTED_MAX) printed.clear();
        printed.put(statementId, new Printed(party, print));
        return print;
    }

    void candidates(int print, LongConsumer seq) {
        prints.candidates(print, seq);
    }

    /** Notes a new row of the transaction under way; rows come in the order of their seq. */
    void add(long seq, int print) throws SQLException {
        while (seq / Fingerprints.BLOCK_ROWS > blockNumber) {
            store(blockNumber, block);
            block = new int[Fingerprints.BLOCK_ROWS];
            blockNumber++;
        }
        put(seq, print);
    }

    /** Notes that an older row got another statement id. */
    void revise(long seq, int print) throws SQLException, StoreException {
        long number = seq / Fingerprints.BLOCK_ROWS;
        if (number < blockNumber) {
            int[] old = new int[Fingerprints.BLOCK_ROWS];
            sql.first(row -> row.getBytes(1), "SELECT prints FROM fingerprint WHERE block = ?", number)
                    .ifPresent(bytes -> ByteBuffer.wrap(bytes).asIntBuffer().get(old));
            old[(int) (seq % Fingerprints.BLOCK_ROWS)] = print;
            store(number, old);
            pending.add(new Pending(print, seq));
        } else {
            put(seq, print);
        }
    }

    /** The transaction is durable. */
    void committed() {
        for (Pending one : pending) prints.add(one.print(), one.seq());
        pending.clear();
        printed.clear();
        savedBlockNumber = blockNumber;
        savedBlock = block.clone();
    }

    /** The transaction was undone. */
    void undone() {
        pending.clear();
        blockNumber = savedBlockNumber;
        block = savedBlock.clone();
    }

    private void put(long seq, int print) {
        block[(int) (seq % Fingerprints.BLOCK_ROWS)] = print;
        if (print != 0) pending.add(new Pending(print, seq));
    }

    private void store(long number, int[] prints) throws SQLException {
        ByteBuffer bytes = ByteBuffer.allocate(Fingerprints.BLOCK_ROWS * Integer.BYTES);
        bytes.asIntBuffer().put(prints);
        sql.run("INSERT OR REPLACE INTO fingerprint(block, prints) VALUES(?, ?)", number, bytes.array());
    }
}
