package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Revocation;
import org.ringdown.transcript.NoteSigner;

/** What a node knows of keys outlives its store. */
final class PaperKeeperTest {
    @TempDir
    Path scratch = Path.of("");

    private Optional<TwoNodes> nodes = Optional.empty();

    @BeforeEach
    void found() throws NodeException {
        CryptoProvider.install();
        nodes = Optional.of(TwoNodes.found(scratch));
    }

    @AfterEach
    void stop() {
        nodes.ifPresent(TwoNodes::close);
    }

    private TwoNodes two() {
        return nodes.orElseThrow();
    }

    /** The reserve's TLS key: certified, not in use. */
    private KeyId reserveTls(String party) throws NodeException {
        return LineRing.open(two().north.data, two().line, () -> {})
                .files()
                .keys(party, KeyUse.TLS)
                .getFirst();
    }

    private Revocation revocation(TwoNodes.Side side) throws NodeException, CharterException {
        Path file = scratch.resolve(side.party + ".root");
        NoteSigner root = KeyFiles.openRoot(file, side.data, Optional.empty());
        return Revocation.sign(reserveTls(side.party), Optional.empty(), root);
    }

    private boolean isTrustedFromFiles(TwoNodes.Side side, KeyId key) {
        try {
            KeyRing ring = LineRing.open(side.data, two().line, () -> {}).files();
            return ring.tlsKeys(key.party()).contains(key.key());
        } catch (NodeException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void revocation_heardByARunningNode_countsWithoutTheStore_onBothSides() throws Exception {
        two().start();
        Revocation revocation = revocation(two().south);
        assertTrue(isTrustedFromFiles(two().north, revocation.id()));
        Json said = Json.obj().put("note", revocation.format()).build();
        HttpCalls.Answer answer =
                two().south.calls().post("/api/v1/lines/" + two().line + "/keys", JsonWriter.compact(said));
        assertEquals(201, answer.status(), answer.text());
        Waiting.until("kept by its author", () -> !isTrustedFromFiles(two().south, revocation.id()));
        Waiting.until("kept by the peer", () -> !isTrustedFromFiles(two().north, revocation.id()));
        two().north.stop();
        two().south.stop();
        Path store = two().north.data.store(two().line);
        for (String suffix : List.of("", "-wal", "-shm", "-reserve")) {
            Files.deleteIfExists(store.resolveSibling(store.getFileName() + suffix));
        }
        two().north.start();
        assertFalse(isTrustedFromFiles(two().north, revocation.id()));
    }

    @Test
    void ring_startedFromFilesWithARevocation_doesNotTrustTheKey_andKeepsWhatItHeardAtARestart() throws Exception {
        DataDirectory data = two().north.data;
        Revocation revocation = revocation(two().south);
        KeyPapers plain = KeyPapers.read(data.peerKeys(two().line));
        KeyPapers papers = plain.withRevocations(List.of(revocation));
        LineRing ring = new LineRing(Founding.charter(data, two().line), List.of(papers), () -> {});
        assertFalse(ring.tlsKeys("southland").contains(revocation.id().key()));
        ring.restart();
        assertFalse(ring.tlsKeys("southland").contains(revocation.id().key()));
        LineRing without = new LineRing(Founding.charter(data, two().line), List.of(plain), () -> {});
        assertTrue(without.tlsKeys("southland").contains(revocation.id().key()));
    }

    @Test
    void peerKeys_takenInAgainFromAnOlderFile_doNotUndoARevocation() throws Exception {
        DataDirectory data = two().north.data;
        Revocation revocation = revocation(two().south);
        Path file = data.peerKeys(two().line);
        KeyPapers papers = KeyPapers.read(file).withRevocations(List.of(revocation));
        SecretFiles.replace(file, papers.bytes());
        assertEquals(papers, KeyPapers.read(file));
        new Founding(data).acceptPeerKeys(scratch.resolve("southland.keys"));
        assertFalse(isTrustedFromFiles(two().north, revocation.id()));
    }
}
