package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.CharterDraft;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyId;
import org.ringdown.line.KeptHead;
import org.ringdown.line.StoreException;
import org.ringdown.store.SqliteReader;
import org.ringdown.transcript.NoteSigner;
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

    @Test
    void reserveInsideTheDataDirectory_isRefused_andNothingIsFounded() throws NodeException {
        CryptoProvider.install();
        TwoNodes two = TwoNodes.found(scratch);
        DataDirectory data = two.north.data;
        Founding.Inputs inputs = new Founding.Inputs(
                northRoot(data), scratch.resolve("more.keys"), data.root().resolve("north.reserve"), Optional.empty());
        NodeException refused =
                assertThrows(NodeException.class, () -> new Founding(data).found(anotherLine(two), inputs));
        assertEquals(NodeCode.KEY_EXPOSED, refused.code());
        assertFalse(Files.exists(inputs.reserve()));
        assertEquals(List.of(two.line), data.lines());
    }

    @Test
    void peerKeys_withAKeyOfAnotherLine_areRefused() throws Exception {
        CryptoProvider.install();
        TwoNodes two = TwoNodes.found(scratch);
        DataDirectory data = two.north.data;
        Founding.Inputs inputs = new Founding.Inputs(
                northRoot(data), scratch.resolve("more.keys"), scratch.resolve("more.reserve"), Optional.empty());
        String line = new Founding(data).found(anotherLine(two), inputs).lineId();
        KeyPapers first = KeyPapers.read(data.peerKeys(two.line));
        NoteSigner root = KeyFiles.openRoot(scratch.resolve("southland.root"), two.south.data, Optional.empty());
        List<KeyCertificate> again = new ArrayList<>();
        for (KeyCertificate one : first.certificates()) {
            KeyId id = new KeyId(line, "southland", one.id().use(), one.id().key());
            again.add(KeyCertificate.sign(id, one.from(), root));
        }
        Path file = scratch.resolve("reused.keys");
        Files.write(file, new KeyPapers(line, "southland", again, List.of()).bytes());
        NodeException refused = assertThrows(NodeException.class, () -> new Founding(data).acceptPeerKeys(file));
        assertEquals(NodeCode.CHARTER_REFUSED, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("fresh keys"), refused.getMessage());
    }

    private NoteSigner northRoot(DataDirectory data) {
        try {
            return KeyFiles.openRoot(scratch.resolve("northland.root"), data, Optional.empty());
        } catch (NodeException e) {
            throw new AssertionError(e);
        }
    }

    /** A charter of the same parties for a line of its own. */
    private byte[] anotherLine(TwoNodes two) throws NodeException, CharterException {
        NoteSigner north = northRoot(two.north.data);
        NoteSigner south = KeyFiles.openRoot(scratch.resolve("southland.root"), two.south.data, Optional.empty());
        CharterDraft draft = CharterDraft.found(
                TwoNodes.party("northland", north), TwoNodes.party("southland", south), new SecureRandom());
        return CharterFile.create(draft.terms())
                .sign(north)
                .sign(south)
                .format()
                .getBytes(StandardCharsets.UTF_8);
    }
}
