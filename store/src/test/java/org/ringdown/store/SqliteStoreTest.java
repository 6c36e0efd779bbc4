package org.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.line.EntryMark;
import org.ringdown.line.Evidence;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.StatementPlace;
import org.ringdown.line.StoreException;
import org.ringdown.line.StoreState;
import org.ringdown.line.StoreState.LogState;
import org.ringdown.message.EntryId;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;

/** What a store gives back, before and after it is reopened. */
final class SqliteStoreTest {
    private static final StoreOptions SMALL = new StoreOptions(0, 1 << 20, 8 << 20);

    @TempDir
    Path directory;

    private final Model model = new Model(11);

    private Path file() {
        return directory.resolve("line.db");
    }

    private SqliteStore open() throws StoreException {
        return SqliteStore.open(file(), SMALL);
    }

    private static LogState state(SqliteStore store, LogId log) throws StoreException {
        return store.load().logs().stream()
                .filter(l -> l.log().equals(log))
                .findFirst()
                .orElseThrow();
    }

    private void requireModel(SqliteStore store) throws StoreException {
        for (LogId log : model.entries.keySet()) {
            LogState state = state(store, log);
            assertEquals(model.size(log), state.frontier().size());
            assertEquals(model.root(log), state.frontier().root());
            assertEquals(Optional.of(model.head(log)), state.head());
            if (model.size(log) == 0) continue;
            assertEquals(model.root(log), Proofs.root(model.size(log), store.nodes(log)));
            assertEquals(model.of(log), store.read(log, 0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        }
    }

    @Test
    void store_reopenedAfterEachCommit_holdsWhatWasCommitted() throws Exception {
        Random random = new Random(5);
        for (int turn = 0; turn < 40; turn++) {
            LogId log = random.nextBoolean() ? Model.OWN : Model.PEER;
            try (SqliteStore store = open()) {
                store.commit(model.append(log, 1 + random.nextInt(90), 40 + random.nextInt(500))
                        .commit());
                requireModel(store);
            }
            try (SqliteStore store = open()) {
                requireModel(store);
            }
        }
    }

    @Test
    void files_created_ownerOnly() throws Exception {
        try (SqliteStore store = SqliteStore.open(file(), StoreOptions.standard())) {
            store.commit(model.append(Model.OWN, 1, 100).commit());
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    assertEquals(
                            "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                            file::toString);
                }
            }
            assertEquals(4 << 20, Files.size(directory.resolve("line.db-reserve")));
        }
    }

    @Test
    void unknownLog_isAnEmptyOne() throws Exception {
        LogId unknown = new LogId("northland", "7-00000007");
        try (SqliteStore store = open()) {
            assertEquals(List.of(), store.read(unknown, 0, 10, 1000));
            assertEquals(Rfc6962.EMPTY_ROOT, Proofs.root(0, store.nodes(unknown)));
            assertThrows(
                    IllegalArgumentException.class, () -> store.nodes(unknown).node(0, 0));
        }
    }

    @Test
    void read_bounds_areKept() throws Exception {
        try (SqliteStore store = open()) {
            store.commit(model.append(Model.OWN, 300, 100).commit());
            assertEquals(7, store.read(Model.OWN, 290, 7, Integer.MAX_VALUE).size());
            assertEquals(
                    10, store.read(Model.OWN, 290, 1_000, Integer.MAX_VALUE).size());
            assertEquals(3, store.read(Model.OWN, 0, 1_000, 201).size());
            assertEquals(1, store.read(Model.OWN, 0, 1_000, 1).size());
            assertEquals(List.of(), store.read(Model.OWN, 300, 10, 10_000));
            assertEquals(List.of(), store.read(Model.PEER, 0, 10, 10_000));
        }
    }

    @Test
    void leaves_ofALogWithAGap_areThoseThatStandInTheirPlace() throws Exception {
        try (SqliteStore store = open()) {
            store.commit(model.append(Model.PEER, 300, 80).commit());
            Model.Draft overtaking = new Model.Draft();
            overtaking.early.add(model.entry(Model.PEER, 302, "STOP", 80));
            store.commit(overtaking.commit());
            try (SqliteReader reader = SqliteReader.open(file(), 1)) {
                List<Bytes> all = model.entries.getOrDefault(Model.PEER, List.of()).stream()
                        .map(KeptEntry::leaf)
                        .toList();
                for (int first : new int[] {0, 1, 255, 256, 299, 300, 303}) {
                    List<Bytes> due = all.subList(Math.min(first, 300), Math.min(first + 290, 300));
                    List<StoredLeaf> leaves = reader.leaves(Model.PEER, first, 290);
                    assertEquals(due, reader.rawLeaves(Model.PEER, first, 290));
                    assertEquals(due, leaves.stream().map(StoredLeaf::leaf).toList());
                    assertTrue(leaves.stream().allMatch(leaf -> leaf.damage().isEmpty()));
                }
                assertEquals(List.of(), reader.rawLeaves(Model.PEER, 302, 9));
                LogId unknown = new LogId("northland", "9-00000000");
                assertEquals(List.of(), reader.leaves(unknown, 0, 9));
                assertEquals(List.of(), reader.rawLeaves(unknown, 0, 9));
            }
        }
    }

    @Test
    void earlyEntries_thenReached_keepSeqAndTimeOfArrival() throws Exception {
        KeptEntry early = model.entry(Model.PEER, 3, "STOP", 80);
        try (SqliteStore store = open()) {
            Model.Draft overtaking = new Model.Draft();
            overtaking.early.add(early);
            store.commit(overtaking.commit());
            assertEquals(List.of(3L), state(store, Model.PEER).earlyEntries());
            assertEquals(Optional.of(early), store.early(Model.PEER, 3));
            assertEquals(List.of(), store.read(Model.PEER, 0, 10, 10_000));
            assertEquals(
                    Optional.of(new StatementPlace(
                            new EntryId("southland", "1-00c0ffee", 3), early.hash(), "d".repeat(64))),
                    store.statement("southland", early.mark().statementId()));
        }
        try (SqliteStore store = open();
                SqliteReader reader = SqliteReader.open(file(), 1)) {
            assertEquals(Optional.of(early), store.early(Model.PEER, 3));
            assertEquals(3, reader.after(0, 10).getFirst().missing());
            Model.Draft backfill = model.append(Model.PEER, 3, 60);
            KeptEntry placed =
                    new KeptEntry(early.log(), 3, early.leaf(), early.hash(), early.receivedMs() + 5_000, early.mark());
            backfill.entries.add(placed);
            model.appended(early);
            backfill.heads.clear();
            backfill.heads.add(model.head(Model.PEER));
            store.commit(backfill.commit());
            requireModel(store);
            assertEquals(List.of(), state(store, Model.PEER).earlyEntries());
            assertEquals(Optional.empty(), store.early(Model.PEER, 3));
            StoredEntry first = reader.after(0, 10).getFirst();
            assertEquals(early, first.entry());
            assertEquals(0, first.missing());
        }
    }

    @Test
    void statement_manyBlocks_everyOneIsFoundAndNoOther() throws Exception {
        try (SqliteStore store = open()) {
            for (int i = 0; i < 12; i++) {
                store.commit(model.append(i % 2 == 0 ? Model.OWN : Model.PEER, 700, 30)
                        .commit());
            }
            requireStatements(store);
        }
        try (SqliteStore store = open()) {
            requireStatements(store);
        }
    }

    private void requireStatements(SqliteStore store) throws StoreException {
        for (List<KeptEntry> log : model.entries.values()) {
            for (KeptEntry entry : log) {
                String party = entry.log().party();
                EntryId place = new EntryId(party, entry.log().epoch(), entry.index());
                assertEquals(
                        Optional.of(new StatementPlace(place, entry.hash(), "d".repeat(64))),
                        store.statement(party, entry.mark().statementId()));
            }
        }
        KeptEntry own = model.of(Model.OWN).getFirst();
        assertEquals(Optional.empty(), store.statement("southland", own.mark().statementId()));
        assertEquals(Optional.empty(), store.statement("northland", ""));
        assertEquals(Optional.empty(), store.statement("northland", "never said"));
    }

    @Test
    void receipts_ofBothKinds_areInTheState() throws Exception {
        try (SqliteStore store = open()) {
            Model.Draft draft = model.append(Model.OWN, 10, 50);
            draft.receipts.add(Model.cosignature(Model.OWN, 4));
            draft.receipts.add(Model.early(Model.OWN, 2));
            draft.receipts.add(Model.early(Model.OWN, 7));
            store.commit(draft.commit());
        }
        try (SqliteStore store = open();
                SqliteReader reader = SqliteReader.open(file(), 1)) {
            assertEquals(4, state(store, Model.OWN).receipted());
            assertEquals(List.of(7L), state(store, Model.OWN).earlyReceipts());
            List<StoredEntry> all = reader.after(0, 100);
            assertEquals(Model.NOW_MS + 2, all.get(2).delivered().orElseThrow().atMs());
            assertEquals(Model.NOW_MS + 4, all.get(3).delivered().orElseThrow().atMs());
            assertEquals(Model.NOW_MS + 7, all.get(7).delivered().orElseThrow().atMs());
            assertTrue(all.get(4).delivered().isEmpty());
        }
    }

    @Test
    void smallThings_setAndRemoved_areInTheState() throws Exception {
        Evidence fork = new Evidence(Model.PEER, "FORK", List.of("head a\n", "head b\n"), "one size\n", "two heads", 9);
        try (SqliteStore store = open()) {
            Model.Draft draft = model.append(Model.OWN, 1, 50);
            draft.evidence.add(fork);
            draft.facts.putAll(Map.of("stays", "1", "goes", "2"));
            draft.entries.add(model.appended(model.entry(Model.OWN, 1, "KEY", 60)));
            draft.heads.clear();
            draft.heads.add(model.head(Model.OWN));
            store.commit(draft.commit());
            Model.Draft next = new Model.Draft();
            next.facts.putAll(Map.of("goes", "", "comes", "3"));
            store.commit(next.commit());
        }
        try (SqliteStore store = open()) {
            StoreState state = store.load();
            assertEquals(Map.of("stays", "1", "comes", "3"), state.facts());
            assertEquals(List.of(fork), state.evidence());
            assertEquals(List.of(model.of(Model.OWN).get(1)), state.founding());
        }
    }

    @Test
    void heads_above_isTheNextOne() throws Exception {
        try (SqliteStore store = open()) {
            for (int i = 0; i < 3; i++)
                store.commit(model.append(Model.PEER, 10, 50).commit());
            assertEquals(20, store.headAbove(Model.PEER, 10).orElseThrow().size());
            assertEquals(20, store.headAbove(Model.PEER, 11).orElseThrow().size());
            assertEquals(Optional.empty(), store.headAbove(Model.PEER, 30));
        }
    }

    @Test
    void cut_backAcrossTiles_leavesTheSmallerLogAndAppendsGoOn() throws Exception {
        for (long size : new long[] {0, 1, 255, 256, 257, 511, 512, 600}) {
            Model kept = new Model(3);
            Path file = directory.resolve("cut-" + size + ".db");
            try (SqliteStore store = SqliteStore.open(file, SMALL)) {
                store.commit(kept.append(Model.OWN, (int) size, 40).commit());
                Hash root = kept.root(Model.OWN);
                Model.Draft more = new Model(4).append(Model.OWN, 0, 40);
                more.heads.clear();
                for (long i = size; i < 700; i++) more.entries.add(new Model(i).entry(Model.OWN, i, "FREE TEXT", 40));
                store.commit(more.commit());
                long lastSeq = lastSeq(file);

                Model.Draft cut = new Model.Draft();
                cut.cuts.put(Model.OWN, size);
                store.commit(cut.commit());
                assertEquals(root, state(store, Model.OWN).frontier().root());
                assertEquals(
                        Optional.empty(),
                        store.statement(
                                "northland", more.entries.getFirst().mark().statementId()));
                store.commit(kept.append(Model.OWN, 300, 40).commit());
                assertEquals(
                        kept.root(Model.OWN), state(store, Model.OWN).frontier().root());
                assertEquals(lastSeq + 300, lastSeq(file), "a seq is never used again");
            }
            try (SqliteStore store = SqliteStore.open(file, SMALL)) {
                assertEquals(kept.root(Model.OWN), Proofs.root(size + 300, store.nodes(Model.OWN)));
            }
        }
    }

    private static long lastSeq(Path file) throws StoreException {
        try (SqliteReader reader = SqliteReader.open(file, 1)) {
            return reader.newestSeq();
        }
    }

    @Test
    void commit_gapInTheLog_leavesEverythingAsItWas() throws Exception {
        try (SqliteStore store = open()) {
            store.commit(model.append(Model.OWN, 5, 50).commit());
            Model.Draft draft = new Model.Draft();
            draft.facts.put("half", "written");
            draft.entries.add(new Model(1).entry(Model.OWN, 5, "FREE TEXT", 20));
            draft.entries.add(new Model(1).entry(Model.OWN, 7, "FREE TEXT", 20));
            assertThrows(IllegalArgumentException.class, () -> store.commit(draft.commit()));
            requireModel(store);
            assertEquals(Map.of(), store.load().facts());
            store.commit(model.append(Model.OWN, 5, 50).commit());
            requireModel(store);
        }
    }

    @Test
    void reader_acknowledgements_standBesideTheirEntry() throws Exception {
        try (SqliteStore store = open();
                SqliteReader reader = SqliteReader.open(file(), 2)) {
            store.commit(model.append(Model.OWN, 2, 50).commit());
            EntryId first = new EntryId("northland", "1-9f3c02ab", 0);
            Model.Draft draft = new Model.Draft();
            KeptEntry ack = model.appended(model.ack(Model.PEER, 0, first));
            draft.entries.add(ack);
            store.commit(draft.commit());
            assertEquals(List.of(ack), reader.entry(first).orElseThrow().about());
            assertEquals(List.of(), reader.after(1, 1).getFirst().about());
            assertEquals(3, reader.newestSeq());
            assertEquals(
                    List.of(new StoredLogView(Model.OWN, 2, 0, 0), new StoredLogView(Model.PEER, 1, 0, 0)),
                    reader.logs());
            assertEquals(Optional.empty(), reader.entry(new EntryId("southland", "1-00c0ffee", 1)));
        }
    }

    @Test
    void marks_oddTexts_comeBackAsTheyWere() throws Exception {
        EntryMark mark = new EntryMark(
                "HEARD",
                "",
                "id\twith %0A\nodd",
                "",
                List.of("TEST", "LATE"),
                List.of(new EntryId("a\tb", "%09\n%", 5), new EntryId("", "", Long.MAX_VALUE)),
                "UNABLE");
        KeptEntry entry = Model.entry(Model.PEER, 0, new byte[] {0}, mark);
        try (SqliteStore store = open()) {
            Model.Draft draft = new Model.Draft();
            draft.entries.add(entry);
            store.commit(draft.commit());
            assertEquals(List.of(entry), store.read(Model.PEER, 0, 1, 1));
        }
    }
}
