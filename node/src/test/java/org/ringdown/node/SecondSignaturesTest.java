package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.line.KeptHead;
import org.ringdown.line.StoreException;
import org.ringdown.message.LogId;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.StoredLogView;
import org.ringdown.transcript.Cosignatures;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** Each side's newest heads get a post-quantum signature in the background, and the other side holds it too. */
final class SecondSignaturesTest {
    @TempDir
    Path scratch = Path.of("");

    @Test
    void heads_afterAWhile_carryBothSignaturesInBothStores() throws Exception {
        try (TwoNodes two = TwoNodes.found(scratch).start()) {
            String messages = "/api/v1/lines/" + two.line + "/messages";
            HttpCalls.Answer said = two.north.calls().post(messages, TwoNodesTest.text("before the quantum"));
            assertEquals(201, said.status());
            for (TwoNodes.Side side : List.of(two.north, two.south)) {
                for (String author : List.of("northland", "southland")) {
                    Waiting.until(author + "'s at " + side.party, () -> count(two, side, author) > 0);
                }
            }
            assertEquals(1, count(two, two.north, "northland"), "once a minute at most");
            assertEquals(0.0, bugs(two.north), "no fault of ours");
        }
    }

    private static double bugs(TwoNodes.Side side) {
        String metrics = side.calls().get("/metrics").text();
        return metrics.lines()
                .filter(line -> line.startsWith("ringdown_bugs "))
                .mapToDouble(line -> Double.parseDouble(line.substring(14)))
                .findFirst()
                .orElseThrow();
    }

    /** How many heads of an author carry a good post-quantum signature in a side's store. */
    private static long count(TwoNodes two, TwoNodes.Side side, String author) {
        try (SqliteReader reader = SqliteReader.open(side.data.store(two.line), 1)) {
            long count = 0;
            for (StoredLogView log : reader.logs()) {
                if (!log.log().party().equals(author)) continue;
                for (KeptHead head : reader.heads(log.log(), 0, 1_000)) count += verified(two, head, log.log()) ? 1 : 0;
            }
            return count;
        } catch (StoreException | TranscriptException | NodeException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean verified(TwoNodes two, KeptHead head, LogId log) throws TranscriptException, NodeException {
        SignedNote note = SignedNote.parse(head.note());
        TwoNodes.Side author = log.party().equals("northland") ? two.north : two.south;
        KeyFiles keys = KeyFiles.open(author.data.keys(two.line), Optional.empty());
        String name = Names.key(two.line, log.party(), KeyUse.PQ);
        VerifierKey key = new VerifierKey(name, SignatureType.MLDSA44, keys.publicKey(KeyUse.PQ));
        if (note.signatures().stream().noneMatch(s -> s.isBy(key))) return false;
        assertTrue(Cosignatures.verify(note, key) > 1_700_000_000L, "its time");
        assertEquals(2, note.signatures().size());
        return true;
    }
}
