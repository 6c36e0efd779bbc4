package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.CharterException;
import org.ringdown.line.KeptHead;
import org.ringdown.line.StoreException;
import org.ringdown.store.SqliteReader;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

final class FoundingTest {
    @TempDir
    Path scratch = Path.of("");

    @Test
    void founding_firstHead_isSignedByTheNewestCertifiedLogKey()
            throws NodeException, CharterException, StoreException, TranscriptException {
        CryptoProvider.install();
        TwoNodes two = TwoNodes.found(scratch);
        DataDirectory data = two.north.data;
        LineRing ring = new LineRing(
                Founding.charter(data, two.line), List.of(KeyPapers.read(data.ownKeys(two.line))), () -> {});
        try (SqliteReader reader = SqliteReader.open(data.store(two.line), 1)) {
            var log = reader.logs().getFirst();
            KeptHead head = reader.heads(log.log(), 0, 1).getFirst();
            List<VerifierKey> keys = ring.headKeys(log.log(), head.size());
            assertEquals(2, keys.size());
            Notes.verify(SignedNote.parse(head.note()), keys.getLast());
        }
    }
}
