package org.ringdown.store;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;

/**
 * {@link Fingerprints} and their stored blocks: changes are written with the transaction under way and enter memory when
 * it is durable. For one thread.
 */
final class StatementIndex implements AutoCloseable {
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

    private StatementIndex(Sql sql, Fingerprints prints) {
        this.sql = sql;
        this.prints = prints;
    }

    /** Reads the stored blocks, and the rows behind the last one. */
    static StatementIndex load(Sql sql) throws SQLException, StoreException {
        long expected = sql.number("SELECT max(seq) FROM entry");
        StatementIndex index = new StatementIndex(sql, new Fingerprints(key(sql), expected));
        boolean whole = false;
        try {
            index.loadBlocks();
            index.loadRows();
            index.committed();
            whole = true;
            return index;
        } finally {
            if (!whole) index.close();
        }
    }

    private static byte[] key(Sql sql) throws SQLException, StoreException {
        return sql.first(row -> row.getBytes(1), "SELECT value FROM meta WHERE name = 'fingerprint_key'")
                .orElseThrow(() -> new StoreException(Kind.CORRUPT, "the store has no fingerprint key; restore it"));
    }

    private void loadBlocks() throws SQLException, StoreException {
        sql.each(
                row -> {
                    long number = row.getLong(1);
                    int[] stored = ints(row.getBytes(2));
                    for (int i = 0; i < stored.length; i++) {
                        prints.add(stored[i], number * Fingerprints.BLOCK_ROWS + i);
                    }
                    blockNumber = number + 1;
                },
                "SELECT block, prints FROM fingerprint ORDER BY block");
    }

    private void loadRows() throws SQLException, StoreException {
        sql.each(
                row -> put(row.getLong(1), prints.of(row.getString(2), row.getString(3))),
                "SELECT seq, party, statement_id FROM entry JOIN log ON log.id = entry.log WHERE seq >= ? ORDER BY seq",
                blockNumber * Fingerprints.BLOCK_ROWS);
    }

    private static int[] ints(byte[] bytes) {
        int[] block = new int[Fingerprints.BLOCK_ROWS];
        ByteBuffer.wrap(bytes).asIntBuffer().get(block);
        return block;
    }

    /**
     * Holds stored blocks against their rows.
     *
     * @param from number of the first block
     * @param countMax at most so many blocks
     * @param wrong is told the seq of each row whose fingerprint is wrong
     * @return the number after the last block looked at; empty when there was none
     */
    static OptionalLong verify(Sql sql, long from, long countMax, LongConsumer wrong)
            throws SQLException, StoreException {
        try (Fingerprints prints = new Fingerprints(key(sql), 0)) {
            long[] next = {from};
            sql.each(
                    row -> {
                        next[0] = row.getLong(1) + 1;
                        verify(sql, prints, row.getLong(1), ints(row.getBytes(2)), wrong);
                    },
                    "SELECT block, prints FROM fingerprint WHERE block >= ? ORDER BY block LIMIT ?",
                    from,
                    countMax);
            return next[0] == from ? OptionalLong.empty() : OptionalLong.of(next[0]);
        }
    }

    /** In one committed state with the block, whose reading is under way. */
    private static void verify(Sql sql, Fingerprints prints, long number, int[] stored, LongConsumer wrong)
            throws SQLException, StoreException {
        long first = number * Fingerprints.BLOCK_ROWS;
        sql.each(
                row -> {
                    int print = prints.of(row.getString(2), row.getString(3));
                    if (print != stored[(int) (row.getLong(1) - first)]) wrong.accept(row.getLong(1));
                },
                "SELECT seq, party, statement_id FROM entry JOIN log ON log.id = entry.log WHERE seq >= ? AND seq < ?",
                first,
                first + Fingerprints.BLOCK_ROWS);
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

    /** Gives its memory back; nothing is to be called afterwards. */
    @Override
    public void close() {
        prints.close();
    }
}
