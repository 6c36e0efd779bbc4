package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges two stores by their bytes alone: plain SQL and the RFC's tree hash written out, none of the product's code. What
 * was acknowledged is in both, once and in one order; both have the same trees, as far as what was said last had time to
 * leave. The first store is the author's own.
 */
final class StoresChecker {
    private StoresChecker() {}

    /** One log as its leaves. */
    private record Log(List<byte[]> leaves, List<String> ids) {}

    static void check(Path one, Path other, String author, Collection<String> acknowledged) {
        Map<String, Log> here = read(one);
        Map<String, Log> there = read(other);
        assertEquals(here.keySet(), there.keySet(), "the same logs");
        Map<String, Integer> seen = new HashMap<>();
        for (Map.Entry<String, Log> log : here.entrySet()) {
            Log copy = Optional.ofNullable(there.get(log.getKey())).orElseThrow();
            int size = log.getValue().leaves().size();
            boolean authors = log.getKey().startsWith(author + "/");
            if (!authors) lastWords(copy.leaves(), size, log.getKey());
            else assertEquals(size, copy.leaves().size(), "entries of " + log.getKey());
            byte[] root = root(log.getValue().leaves(), 0, size);
            assertArrayEquals(root, root(copy.leaves(), 0, size), "the root of " + log.getKey());
            assertTrue(heads(one, log.getKey(), log.getValue().leaves()) > 0, "a signed head of " + log.getKey());
            if (!authors) continue;
            for (String id : log.getValue().ids()) seen.merge(id, 1, Integer::sum);
        }
        for (String key : acknowledged) assertEquals(1, seen.getOrDefault(key, 0), "acknowledged " + key);
        seen.forEach((id, count) -> assertEquals(1, count, "statement " + id + " stands more than once"));
    }

    /** What the other party's node wrote by itself as it was ended may not have left it any more; nothing else may lack. */
    private static void lastWords(List<byte[]> written, int held, String log) {
        assertTrue(held <= written.size(), "more than its writer holds of " + log);
        for (byte[] leaf : written.subList(held, written.size())) {
            String text = new String(leaf, StandardCharsets.UTF_8);
            boolean own = text.contains("\"type\":\"LINE STATUS\"") || text.contains("\"type\":\"NO-RECEIPT-BY\"");
            assertTrue(own, "not held of " + log + ": " + text);
        }
    }

    private static Connection open(Path store) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + store);
    }

    private static Map<String, Log> read(Path store) {
        Map<String, Log> logs = new TreeMap<>();
        String sql = "SELECT log.party || '/' || log.epoch, entry.idx, entry.leaf, entry.statement_id FROM entry"
                + " JOIN log ON log.id = entry.log WHERE entry.idx < log.size ORDER BY 1, 2";
        try (Connection connection = open(store);
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Log log = logs.computeIfAbsent(rows.getString(1), _ -> new Log(new ArrayList<>(), new ArrayList<>()));
                assertEquals(log.leaves().size(), rows.getInt(2), "no gap in " + rows.getString(1));
                log.leaves().add(rows.getBytes(3));
                log.ids().add(rows.getString(4));
            }
            return logs;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Every signed head that is kept names the root that its leaves give. */
    private static int heads(Path store, String log, List<byte[]> leaves) {
        String sql = "SELECT head.size, head.note FROM head JOIN log ON log.id = head.log"
                + " WHERE log.party || '/' || log.epoch = ? ORDER BY head.size DESC LIMIT 3";
        int count = 0;
        try (Connection connection = open(store);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, log);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int size = rows.getInt(1);
                    if (size > leaves.size()) continue;
                    String root = Base64.getEncoder().encodeToString(root(leaves, 0, size));
                    List<String> lines = rows.getString(2).lines().toList();
                    assertTrue(lines.get(0).endsWith(log), lines.get(0));
                    assertEquals(Integer.toString(size), lines.get(1));
                    assertEquals(root, lines.get(2), "the head of size " + size + " of " + log);
                    count++;
                }
            }
            return count;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 6962 section 2.1, word by word. */
    private static byte[] root(List<byte[]> leaves, int from, int to) {
        if (from == to) return sha256();
        if (to - from == 1) return sha256(new byte[] {0}, leaves.get(from));
        int split = Integer.highestOneBit(to - from - 1);
        return sha256(new byte[] {1}, root(leaves, from, from + split), root(leaves, from + split, to));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** How often a word stands in the leaves of a party, whatever the type. */
    static long mentions(Path store, String author, String word) {
        return read(store).entrySet().stream()
                .filter(log -> log.getKey().startsWith(author + "/"))
                .flatMap(log -> log.getValue().leaves().stream())
                .filter(leaf -> new String(leaf, StandardCharsets.UTF_8).contains(word))
                .count();
    }
}
