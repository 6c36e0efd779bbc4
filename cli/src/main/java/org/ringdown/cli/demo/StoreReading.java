package org.ringdown.cli.demo;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What lies in one party's store and second place, read without any of the product's code: SQL, hashing, and the file
 * format as it is written down.
 *
 * @param entries place to what stands there, early ones too
 * @param sizes log to its size
 * @param heads every signed head and cosigned head
 * @param receipts what the peer has receipted
 * @param marks what the second place shows: log to size and root
 */
record StoreReading(
        Map<String, Kept> entries,
        Map<String, Long> sizes,
        List<HeadSeen> heads,
        List<Receipt> receipts,
        Map<String, Mark> marks) {
    private static final long MAGIC = 0x5244535030303031L;
    private static final int SLOT = 65_536;

    /** One entry: its place in the order of arrival, its type, its bytes and the hash that stands beside them. */
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    record Kept(long seq, String type, String statementId, byte[] leaf, String storedHash) {
        /** The leaf's hash, computed here. */
        String hash() {
            return MerkleOracle.text(MerkleOracle.leaf(leaf));
        }
    }

    /** A receipt that is kept: a cosignature covers all below its size, an early one only the entry before it. */
    record Receipt(String log, String kind, long size) {
        boolean covers(String ofLog, long index) {
            if (!log.equals(ofLog)) return false;
            return kind.equals("EARLY") ? size == index + 1 : size > index;
        }
    }

    /** What the second place shows of a log. */
    record Mark(long size, String root) {}

    static StoreReading of(Path store, Path secondPlace) throws IOException {
        Map<String, Kept> entries = new LinkedHashMap<>();
        Map<String, Long> sizes = new TreeMap<>();
        List<HeadSeen> heads = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + store.toAbsolutePath());
                Statement sql = db.createStatement()) {
            sql.execute("PRAGMA busy_timeout=10000");
            sql.execute("PRAGMA query_only=ON");
            sql.execute("BEGIN"); // one committed state, while a node may write
            Map<Long, String> names = new LinkedHashMap<>();
            try (ResultSet rows = sql.executeQuery("SELECT id, party, epoch, size FROM log")) {
                while (rows.next()) {
                    String log = rows.getString(2) + "/" + rows.getString(3);
                    names.put(rows.getLong(1), log);
                    sizes.put(log, rows.getLong(4));
                }
            }
            try (ResultSet rows =
                    sql.executeQuery("SELECT log, idx, seq, type, statement_id, leaf, hash FROM entry ORDER BY seq")) {
                while (rows.next()) {
                    String log = names.getOrDefault(rows.getLong(1), "?");
                    Kept kept = new Kept(
                            rows.getLong(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getBytes(6),
                            MerkleOracle.text(rows.getBytes(7)));
                    entries.put(log + "/" + rows.getLong(2), kept);
                }
            }
            for (String table : List.of("head", "receipt")) {
                try (ResultSet rows = sql.executeQuery("SELECT note FROM " + table)) {
                    while (rows.next()) heads.addAll(HeadSeen.in(rows.getString(1), store + " " + table));
                }
            }
            try (ResultSet rows = sql.executeQuery("SELECT log, kind, size FROM receipt")) {
                while (rows.next()) {
                    String log = names.getOrDefault(rows.getLong(1), "?");
                    receipts.add(new Receipt(log, rows.getString(2), rows.getLong(3)));
                }
            }
        } catch (SQLException e) {
            throw new IOException("the checker can't read " + store + ": " + e.getMessage(), e);
        }
        return new StoreReading(entries, sizes, heads, receipts, marks(secondPlace));
    }

    /** The leaves of a log in order. */
    List<byte[]> leaves(String log) {
        List<byte[]> leaves = new ArrayList<>();
        for (long i = 0; i < sizes.getOrDefault(log, 0L); i++) {
            Kept kept = entries.get(log + "/" + i);
            if (kept == null) break;
            leaves.add(kept.leaf());
        }
        return leaves;
    }

    boolean covers(String place) {
        int slash = place.lastIndexOf('/');
        long index = Long.parseLong(place.substring(slash + 1));
        return receipts.stream().anyMatch(receipt -> receipt.covers(place.substring(0, slash), index));
    }

    private static Map<String, Mark> marks(Path file) throws IOException {
        Map<String, Mark> marks = new TreeMap<>();
        byte[] bytes = Files.readAllBytes(file);
        long newest = -1;
        for (int at = 0; at + SLOT <= bytes.length; at += SLOT) {
            ByteBuffer slot = ByteBuffer.wrap(bytes, at, SLOT).slice();
            if (slot.getLong(0) != MAGIC || slot.getLong(8) <= newest) continue;
            byte[] payload = Arrays.copyOfRange(bytes, at + 52, at + 52 + slot.getInt(16));
            if (!isWhole(bytes, at, payload)) continue;
            newest = slot.getLong(8);
            marks.clear();
            read(payload, marks);
        }
        return marks;
    }

    private static boolean isWhole(byte[] bytes, int at, byte[] payload) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, at + 8, 12);
            sha.update(payload);
            return Arrays.equals(sha.digest(), Arrays.copyOfRange(bytes, at + 20, at + 52));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(byte[] payload, Map<String, Mark> marks) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            for (int list = 0; list < 2; list++) {
                for (int left = in.readUnsignedShort(); left > 0; left--) {
                    String log = in.readUTF() + "/" + in.readUTF();
                    long size = in.readLong();
                    byte[] root = in.readNBytes(32);
                    in.skipNBytes(in.readUnsignedShort());
                    marks.put(log, new Mark(size, MerkleOracle.text(root)));
                }
            }
        }
    }
}
