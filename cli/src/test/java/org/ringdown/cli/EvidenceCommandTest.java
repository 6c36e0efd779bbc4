package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.KeyUse;
import org.ringdown.line.Commit;
import org.ringdown.line.Evidence;
import org.ringdown.line.StoreException;
import org.ringdown.message.LogId;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.KeyFiles;
import org.ringdown.node.NodeException;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.SqliteStore;
import org.ringdown.store.StoreOptions;
import org.ringdown.store.StoredLogView;
import org.ringdown.transcript.ForkProof;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** Evidence that a store holds against the other party: written as a file, and checked by somebody else. */
final class EvidenceCommandTest {
    @TempDir
    private static Path folder = Path.of("");

    private final Founded line = Founded.onceIn(folder);

    @BeforeAll
    static void talk() {
        Founded line = Founded.onceIn(folder).start();
        line.north.ok("send", "the bridge is open");
        line.converge();
        line.stop();
    }

    /** Southland's store then holds what it would hold if Northland's key had signed two histories. */
    private void northlandSignsAnotherHistory() throws NodeException, StoreException, TranscriptException {
        DataDirectory south = new DataDirectory(line.south.data);
        LogId log;
        String shown;
        try (SqliteReader reader = SqliteReader.open(south.store(line.line), 1)) {
            log = reader.logs().stream()
                    .map(StoredLogView::log)
                    .filter(id -> id.party().equals("northland"))
                    .findFirst()
                    .orElseThrow();
            shown = reader.heads(log, 0, 1_000).getLast().note();
        }
        Head head = Head.parse(SignedNote.parse(shown).text());
        Head other =
                new Head(head.origin(), head.size(), Hash.sha256("another history".getBytes(StandardCharsets.UTF_8)));
        NoteSigner key = KeyFiles.open(new DataDirectory(line.north.data).keys(line.line), Optional.empty())
                .signer(KeyUse.LOG, head.origin());
        String forked =
                SignedNote.of(other.text(), Notes.sign(other.text(), key)).format();
        Evidence piece = new Evidence(
                log, "FORK", List.of(shown, forked), new ForkProof.OneSize().format(), "two heads of one size", 1);
        try (SqliteStore store = SqliteStore.open(south.store(line.line), StoreOptions.standard())) {
            store.commit(
                    new Commit(Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(piece), Map.of(), false));
        }
    }

    @Test
    void evidence_isWritten_proven_andRefusedWhenChanged() throws Exception {
        Path file = folder.resolve("evidence.json");
        Cli.Result none = line.south.run("export", "--evidence", "--out", file.toString());
        assertEquals(1, none.exit(), none.err());
        assertFalse(Files.exists(file), "nothing is kept: nothing is written");

        northlandSignsAnotherHistory();
        Cli.Result written = line.south.ok("export", "--evidence", "--out", file.toString(), "--json");
        assertEquals(1, ApiReply.whole(written.json(), "pieces"));
        assertEquals(
                2,
                line.south.run("export", "--evidence", "--out", file.toString()).exit(),
                "it is there already");

        Cli.Result verdict = Cli.run("verify", file.toString());
        assertEquals(0, verdict.exit(), verdict.err());
        assertTrue(verdict.out().contains("PROVEN"), verdict.out());

        assertEquals(1, changed(file, "two histories", "one size", "beginning").exit());
    }

    private static Cli.Result changed(Path file, String name, String from, String to) throws IOException {
        Path copy = folder.resolve(name + ".json");
        String text = Files.readString(file);
        assertTrue(text.contains(from), text);
        Files.writeString(copy, text.replace(from, to));
        return Cli.run("verify", copy.toString());
    }
}
