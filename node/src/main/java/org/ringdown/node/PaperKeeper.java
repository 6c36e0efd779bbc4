package org.ringdown.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Revocation;
import org.ringdown.line.KeptReceipt;
import org.ringdown.line.StoreException;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.store.SqliteReader;
import org.ringdown.store.StoredEntry;
import org.ringdown.transcript.Bytes;

/**
 * Keeps a line's key files in step with its record: at each start waiting keys are put into use, and certificates that
 * came by the log go into the files of certificates too, so that a lost store does not lose the peer's pins. Revocations
 * go there as soon as they are heard, so that a lost store does not bring back trust in a revoked key.
 */
final class PaperKeeper {
    private static final System.Logger LOG = System.getLogger(PaperKeeper.class.getName());

    private final DataDirectory data;
    private final String lineId;
    private final String party;
    private final String peer;

    PaperKeeper(DataDirectory data, String lineId, String party, String peer) {
        this.data = data;
        this.lineId = lineId;
        this.party = party;
        this.peer = peer;
    }

    /** Puts waiting keys into use whose certificate the peer has: from the founding, or by a receipt for its entry. */
    void promote(KeyRing files, long nowMs) throws NodeException {
        NextKeys next = new NextKeys(data, lineId, party);
        if (next.waiting().isEmpty()) return;
        List<KeyCertificate> delivered = delivered();
        List<KeyUse> changed = next.promote(
                (use, key) -> isKnown(files, use, key)
                        || delivered.stream()
                                .anyMatch(certificate -> certificate.id().use() == use
                                        && certificate.id().key().equals(key)),
                nowMs);
        for (KeyUse use : changed)
            LOG.log(System.Logger.Level.INFO, "line {0}: new {1} key in use", lineId, use.word());
        for (KeyUse use : next.waiting()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "line {0}: the new {1} key waits until {2} has its certificate; the next start looks again",
                    lineId,
                    use.word(),
                    peer);
        }
    }

    private boolean isKnown(KeyRing files, KeyUse use, Bytes key) {
        return files.current(party, use).stream().anyMatch(id -> id.key().equals(key));
    }

    /** Where the store can't be read no key is known to be delivered: none is put into use. */
    private List<KeyCertificate> delivered() {
        try {
            return deliveredInStore();
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "line {0}: {1}", lineId, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private List<KeyCertificate> deliveredInStore() throws StoreException {
        if (!Files.isRegularFile(data.store(lineId))) return List.of();
        try (SqliteReader reader = SqliteReader.open(data.store(lineId), 1)) {
            List<KeyCertificate> found = new ArrayList<>();
            for (StoredEntry entry : reader.formal()) {
                boolean own = entry.entry().log().party().equals(party);
                if (own && isHeldByPeer(reader, entry)) certificate(entry).ifPresent(found::add);
            }
            return found;
        }
    }

    /** An early receipt is none: the entries before this one may be missing there, and a KEY entry works in log order. */
    private static boolean isHeldByPeer(SqliteReader reader, StoredEntry entry) throws StoreException {
        for (KeptReceipt.Kind kind : KeptReceipt.Kind.values()) {
            LogId log = entry.entry().log();
            boolean covers = kind.coversAllBelow();
            if (covers && !reader.receipts(log, kind, entry.entry().index(), 1).isEmpty()) return true;
        }
        return false;
    }

    private static Optional<KeyCertificate> certificate(StoredEntry entry) {
        if (!entry.entry().mark().type().equals("KEY")) return Optional.empty();
        try {
            Leaf leaf = Leaf.parse(entry.entry().leaf().array());
            if (!(leaf.statement().body().get("note").orElse(Json.NULL) instanceof Json.Str note)) {
                return Optional.empty();
            }
            return Optional.of(KeyCertificate.parse(note.text().getBytes(StandardCharsets.UTF_8)));
        } catch (MessageException | CharterException e) {
            // it was refused when it came
            return Optional.empty();
        }
    }

    /** Adds to the files the certificates that the record has and the ring took, and the ring's revocations. */
    synchronized void keep(LineRing line, SqliteReader reader) throws NodeException, StoreException {
        KeyRing ring = line.ring();
        List<KeyCertificate> known = new ArrayList<>();
        for (StoredEntry entry : reader.formal()) {
            boolean own = entry.entry().log().party().equals(party);
            if (own && !isHeldByPeer(reader, entry)) continue; // the peer may not have it: it is not known to both
            if (entry.missing() == 0)
                certificate(entry)
                        .filter(one -> isTaken(ring, one) && isReadAtAStart(line.files(), one))
                        .ifPresent(known::add);
        }
        keep(data.ownKeys(lineId), party, known);
        keep(data.peerKeys(lineId), peer, known);
        keepRevocations(line);
    }

    /** Adds the ring's revocations to the files; at once, as a revocation works wherever it is verified. */
    synchronized void keepRevocations(LineRing line) throws NodeException {
        KeyRing kept = withRevocations(line.files(), line.ring().revocations());
        keepRevocations(data.ownKeys(lineId), revocationsOf(party, kept));
        keepRevocations(data.peerKeys(lineId), revocationsOf(peer, kept));
    }

    private void keepRevocations(Path file, List<Revocation> revocations) throws NodeException {
        if (!Files.exists(file)) return;
        KeyPapers papers = KeyPapers.read(file);
        replace(file, papers, papers.withRevocations(revocations));
    }

    /** The ring with those revocations that its roots signed. */
    static KeyRing withRevocations(KeyRing ring, List<Revocation> revocations) {
        KeyRing all = ring;
        for (Revocation revocation : revocations) {
            try {
                all = all.with(revocation);
            } catch (CharterException e) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "a revocation by a root of a later charter comes by the record: {0}",
                        String.valueOf(e.getMessage()));
            }
        }
        return all;
    }

    static List<Revocation> revocationsOf(String party, KeyRing ring) {
        return ring.revocations().stream()
                .filter(one -> one.id().party().equals(party))
                .toList();
    }

    /** At a start the founding charter's roots judge the files; a certificate by a later root comes by the record only. */
    private static boolean isReadAtAStart(KeyRing files, KeyCertificate certificate) {
        try {
            return isTaken(files.with(certificate), certificate);
        } catch (CharterException e) {
            return false;
        }
    }

    private static boolean isTaken(KeyRing ring, KeyCertificate certificate) {
        return ring.keys(certificate.id().party(), certificate.id().use()).contains(certificate.id());
    }

    private void keep(Path file, String whose, List<KeyCertificate> known) throws NodeException {
        if (!Files.exists(file)) return;
        KeyPapers papers = KeyPapers.read(file);
        List<KeyCertificate> all = new ArrayList<>(papers.certificates());
        for (KeyCertificate certificate : known) {
            boolean have = all.stream().anyMatch(one -> one.id().equals(certificate.id()));
            if (!have && certificate.id().party().equals(whose)) all.add(certificate);
        }
        replace(file, papers, new KeyPapers(papers.line(), papers.party(), all, papers.revocations()));
    }

    private void replace(Path file, KeyPapers old, KeyPapers next) throws NodeException {
        if (next.equals(old)) return;
        if (next.fit()) {
            SecretFiles.replace(file, next.bytes());
            return;
        }
        String what =
                "line {0}: {1} has no room for all papers of the record; those that came last are in the store only";
        LOG.log(System.Logger.Level.WARNING, what, lineId, file);
    }
}
