package org.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.line.Evidence;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreException.Kind;
import org.ringdown.line.StoreState;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Proofs;

/** Law 15: a flipped byte is found at its next use or within one scrub, and is repaired. */
final class StoreDamageTest {
    private static final StoreOptions SMALL = new StoreOptions(0, 1 << 20, 8 << 20);
    private static final int FLIPS = Integer.getInteger("store.flips", 250);

    @TempDir
    Path directory;

    private final Model model = new Model(21);
    private Path whole;

    @BeforeEach
    void fill() throws Exception {
        whole = directory.resolve("whole.db");
        try (SqliteStore store = SqliteStore.open(whole, SMALL)) {
            for (int i = 0; i < 8; i++) {
                Model.Draft draft = model.append(i % 2 == 0 ? Model.OWN : Model.PEER, 180, 30 + 100 * (i % 3));
                if (i % 2 == 0) draft.receipts.add(Model.cosignature(Model.OWN, model.size(Model.OWN)));
                draft.facts.put("fact " + i, "value " + i);
                store.commit(draft.commit());
            }
            Model.Draft last = new Model.Draft();
            last.evidence.add(
                    new Evidence(Model.PEER, "FORK", List.of("one\n", "two\n"), "one size\n", "two heads", 7));
            last.entries.add(model.appended(model.ack(Model.PEER, model.size(Model.PEER), place(Model.OWN, 5))));
            last.heads.add(model.head(Model.PEER));
            store.commit(last.commit());
        }
    }

    private static EntryId place(LogId log, long index) {
        return new EntryId(log.party(), log.epoch(), index);
    }

    /** All that anybody can be told from a store, as one text. */
    private String told(Path file) throws StoreException {
        StringBuilder all = new StringBuilder();
        try (SqliteStore store = SqliteStore.open(file, SMALL);
                SqliteReader reader = SqliteReader.open(file, 1)) {
            StoreState state = store.load();
            all.append(state.facts()).append(state.evidence());
            for (StoreState.LogState log : state.logs()) {
                all.append(log.log())
                        .append(log.frontier().root())
                        .append(log.head())
                        .append(log.receipted());
                all.append(Proofs.root(log.frontier().size(), store.nodes(log.log())));
                List<KeptEntry> entries = store.read(log.log(), 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
                all.append(entries).append(reader.heads(log.log(), 0, 1_000));
                all.append(reader.leaves(log.log(), 0, Integer.MAX_VALUE));
                all.append(reader.rawLeaves(log.log(), 0, Integer.MAX_VALUE));
                for (KeptEntry entry : entries) {
                    all.append(store.statement(log.log().party(), entry.mark().statementId()));
                }
            }
            all.append(reader.after(0, Integer.MAX_VALUE)).append(reader.logs());
        }
        return all.toString();
    }

    private static List<ScrubSlice.Bad> scrubbed(Path file) throws StoreException {
        List<ScrubSlice.Bad> bad = new ArrayList<>();
        try (Scrub scrub = Scrub.open(file)) {
            ScrubSlice slice;
            do {
                slice = scrub.next(500);
                bad.addAll(slice.bad());
            } while (!slice.passDone());
        }
        return bad;
    }

    @Test
    void scrub_undamagedStore_findsNothing() throws Exception {
        assertEquals(List.of(), scrubbed(whole));
    }

    @Test
    void scrub_besideAWriter_findsNothing() throws Exception {
        try (SqliteStore store = SqliteStore.open(whole, SMALL);
                ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<List<ScrubSlice.Bad>> found = beside.submit(() -> {
                List<ScrubSlice.Bad> bad = new ArrayList<>();
                for (int pass = 0; pass < 12; pass++) bad.addAll(scrubbed(whole));
                return bad;
            });
            while (!found.isDone()) store.commit(model.append(Model.OWN, 2, 50).commit());
            assertEquals(List.of(), found.get());
        }
    }

    @Test
    void flippedByte_anywhereInTheFile_isFoundOrTouchesNothingThatIsTold() throws Exception {
        String expected = told(whole);
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(99);
        int found = 0;
        Path damaged = directory.resolve("damaged.db");
        for (int flip = 0; flip < FLIPS; flip++) {
            int at = random.nextInt(bytes.length);
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, changed);
            if (isFound(damaged)) {
                found++;
            } else {
                assertEquals(expected, told(damaged), "byte " + at + " changed what is told, and no scrub found it");
            }
            for (String rest : List.of("damaged.db-wal", "damaged.db-shm"))
                Files.deleteIfExists(directory.resolve(rest));
        }
        assertTrue(found > FLIPS / 2, "most bytes carry something; only " + found + " of " + FLIPS + " were found");
    }

    /** By the start, or else by one scrub. */
    private static boolean isFound(Path file) throws StoreException {
        try (SqliteStore store = SqliteStore.open(file, SMALL)) {
            store.load();
        } catch (StoreException e) {
            return true;
        }
        try {
            return !scrubbed(file).isEmpty();
        } catch (StoreException e) {
            return true;
        }
    }

    /** Changes one byte of an entry's leaf wherever it lies in the file; split pages leave old copies behind. */
    private void damageLeaf(Path file, KeptEntry entry) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        byte[] leaf = entry.leaf().array();
        boolean found = false;
        for (int at = 0; at + 24 < bytes.length; at++) {
            if (ByteBuffer.wrap(bytes, at, 24).equals(ByteBuffer.wrap(leaf, 0, 24))) {
                try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(new byte[] {(byte) (leaf[3] ^ 0x10)}), at + 3);
                }
                found = true;
            }
        }
        assertTrue(found, "the leaf is not in the file");
    }

    @Test
    void damagedLeaf_readQuarantinedRepaired_isWholeAgain() throws Exception {
        for (long index : List.of(5L, model.size(Model.OWN) - 1)) { // under a full tile, and at the edge
            KeptEntry entry = model.of(Model.OWN).get((int) index);
            Path file = directory.resolve("leaf-" + index + ".db");
            Files.copy(whole, file, StandardCopyOption.REPLACE_EXISTING);
            damageLeaf(file, entry);
            try (SqliteStore store = SqliteStore.open(file, SMALL);
                    SqliteReader reader = SqliteReader.open(file, 1)) {
                StoreException damaged =
                        assertThrows(StoreException.class, () -> store.read(Model.OWN, index, 1, 1_000_000));
                assertEquals(Kind.CORRUPT, damaged.kind());
                assertTrue(reader.entry(place(Model.OWN, index))
                        .orElseThrow()
                        .damage()
                        .isPresent());
                List<ScrubSlice.Bad> bad = scrubbed(file);
                assertEquals(
                        Optional.of(place(Model.OWN, index)), bad.getFirst().entry());

                store.quarantine(place(Model.OWN, index), bad.getFirst().what());
                assertEquals(Map.of(place(Model.OWN, index), bad.getFirst().what()), reader.quarantined());
                KeptEntry wrong = model.of(Model.OWN).get(7);
                KeptEntry offered =
                        new KeptEntry(entry.log(), index, wrong.leaf(), wrong.hash(), entry.receivedMs(), entry.mark());
                assertEquals(
                        Kind.CORRUPT,
                        assertThrows(StoreException.class, () -> store.repair(offered))
                                .kind());
                store.repair(entry);
                assertEquals(List.of(entry), store.read(Model.OWN, index, 1, 1_000_000));
                assertEquals(Map.of(), reader.quarantined());
                assertEquals(List.of(), scrubbed(file));
                store.commit(model(store).commit());
            }
        }
    }

    /** One that overtook is in no tree of ours yet. */
    @Test
    void damagedEarlyEntry_isRepairedByItsOwnHash() throws Exception {
        long index = model.size(Model.PEER) + 3;
        KeptEntry early = model.entry(Model.PEER, index, "STOP", 80);
        try (SqliteStore store = SqliteStore.open(whole, SMALL)) {
            Model.Draft overtaking = new Model.Draft();
            overtaking.early.add(early);
            store.commit(overtaking.commit());
        }
        damageLeaf(whole, early);
        try (SqliteStore store = SqliteStore.open(whole, SMALL)) {
            List<ScrubSlice.Bad> bad = scrubbed(whole);
            assertEquals(Optional.of(place(Model.PEER, index)), bad.getFirst().entry());
            store.quarantine(place(Model.PEER, index), bad.getFirst().what());
            KeptEntry other = model.of(Model.PEER).get(7);
            KeptEntry offered =
                    new KeptEntry(early.log(), index, other.leaf(), other.hash(), early.receivedMs(), early.mark());
            assertThrows(StoreException.class, () -> store.repair(offered));
            store.repair(early);
            assertEquals(Optional.of(early), store.early(Model.PEER, index));
            assertEquals(List.of(), scrubbed(whole));
        }
    }

    /** Something to commit: the store must go on working after a refusal. */
    private static Model.Draft model(SqliteStore store) throws StoreException {
        Model.Draft draft = new Model.Draft();
        draft.facts.put("logs", String.valueOf(store.load().logs().size()));
        return draft;
    }

    /** A statement whose fingerprint is wrong would not be found again: it could be said twice. */
    @Test
    void damagedFingerprints_areFound_eachByItsRow() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + whole)) {
            Database.execute(
                    connection,
                    "UPDATE fingerprint SET prints = substr(prints, 1, 400) || x'00000000' || substr(prints, 405)");
        }
        List<ScrubSlice.Bad> bad = scrubbed(whole);
        assertEquals(List.of(new ScrubSlice.Bad(Optional.empty(), "the fingerprint of row 100 is wrong")), bad);
    }

    @Test
    void damagedTiles_rebuiltFromTheLeaves_areWholeAgain() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + whole)) {
            Database.execute(connection, "UPDATE tile SET root = zeroblob(32) WHERE level = 0 AND idx = 1");
            Database.execute(connection, "UPDATE tile SET hashes = zeroblob(8192) WHERE level = 0 AND idx = 0");
        }
        assertTrue(scrubbed(whole).size() > 4);
        try (SqliteStore store = SqliteStore.open(whole, SMALL)) {
            assertEquals(
                    Kind.CORRUPT,
                    assertThrows(StoreException.class, store::load).kind());
            assertEquals(2, store.repairTiles(Model.OWN));
            assertEquals(2, store.repairTiles(Model.PEER));
            store.load();
        }
        assertEquals(List.of(), scrubbed(whole));
    }

    @Test
    void open_foreignNewerOrGarbageFile_isRefused() throws Exception {
        Path foreign = directory.resolve("foreign.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + foreign)) {
            Database.execute(connection, "CREATE TABLE theirs(x)");
        }
        Path newer = directory.resolve("newer.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + newer)) {
            Database.execute(connection, "PRAGMA application_id=" + Database.APPLICATION_ID);
            Database.execute(connection, "PRAGMA user_version=" + (Database.SCHEMA_VERSION + 1));
        }
        Path garbage = Files.writeString(directory.resolve("garbage.db"), "this is a letter, not a store. ".repeat(40));
        for (Path file : List.of(foreign, newer, garbage)) {
            byte[] before = Files.readAllBytes(file);
            StoreException refused = assertThrows(StoreException.class, () -> SqliteStore.open(file, SMALL));
            assertEquals(Kind.FOREIGN, refused.kind(), refused::toString);
            assertTrue(refused.toString().contains(file.getFileName().toString()));
            assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(Files.readAllBytes(file)), "left as it was");
        }
    }
}
