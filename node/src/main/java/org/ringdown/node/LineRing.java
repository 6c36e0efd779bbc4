package org.ringdown.node;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyStanding;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Place;
import org.ringdown.charter.Revocation;
import org.ringdown.line.LineKeys;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.VerifierKey;

/** The key ring of one line as {@code Post} and TLS ask for it. One thread changes it, any may read. */
final class LineRing implements LineKeys {
    private final Runnable pinsChanged;
    private volatile KeyRing ring;

    /**
     * Starts with the charter's roots and the certificates that were exchanged as files.
     *
     * @param pinsChanged called after each change of keys, so that open sessions are checked again
     */
    LineRing(Charter charter, List<KeyPapers> papers, Runnable pinsChanged) throws CharterException {
        KeyRing start = KeyRing.founded(charter);
        for (KeyPapers one : papers) {
            for (KeyCertificate certificate : one.certificates()) start = start.with(certificate);
        }
        this.ring = start;
        this.pinsChanged = pinsChanged;
    }

    @Override
    public List<VerifierKey> headKeys(LogId log, long size) {
        KeyRing now = ring;
        return now.logKeys(log.party(), log.epoch()).stream()
                .filter(key -> mayHaveSigned(now, log, key, size))
                .toList();
    }

    private static boolean mayHaveSigned(KeyRing ring, LogId log, VerifierKey key, long size) {
        try {
            Place head = new Place(log.epoch(), size);
            return ring.head(log.party(), KeyUse.LOG, key.key(), head) instanceof KeyStanding.Good;
        } catch (CharterException e) {
            // not certified from so low an index on: this key did not sign that head
            return false;
        }
    }

    @Override
    public List<VerifierKey> holders(String party) {
        return current(party, KeyUse.HOLDER);
    }

    @Override
    public List<VerifierKey> earlies(String party) {
        return current(party, KeyUse.EARLY);
    }

    @Override
    public List<VerifierKey> postQuantum(String party) {
        return current(party, KeyUse.PQ);
    }

    @Override
    public List<VerifierKey> unrecordeds(String party) {
        return current(party, KeyUse.UNRECORDED);
    }

    private List<VerifierKey> current(String party, KeyUse use) {
        return ring.current(party, use).stream()
                .flatMap(id -> id.verifierKey().stream())
                .toList();
    }

    /** The TLS keys that a party's hosts may show now. */
    Set<Bytes> tlsKeys(String party) {
        return ring.tlsKeys(party);
    }

    @Override
    public Optional<String> noted(LogId log, Leaf leaf) {
        Optional<Json> note = leaf.statement().body().get("note");
        EntryType type = leaf.statement().kind().type();
        if (note.isEmpty() || !(note.get() instanceof Json.Str text)) return Optional.of("it carries no note");
        byte[] paper = text.text().getBytes(StandardCharsets.UTF_8);
        try {
            if (type == EntryType.KEY) ring = ring.with(own(log, KeyCertificate.parse(paper)));
            if (type == EntryType.REVOCATION) ring = ring.with(Revocation.parse(paper));
            if (type == EntryType.ADOPT) return Optional.of("this version does not change charters");
            pinsChanged.run();
            return Optional.empty();
        } catch (CharterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A log carries its own author's certificates only. */
    private static KeyCertificate own(LogId log, KeyCertificate certificate) throws CharterException {
        KeyId id = certificate.id();
        if (id.party().equals(log.party())) return certificate;
        String seen = "a certificate of " + id.party() + " in the log of " + log.party();
        throw new CharterException(org.ringdown.charter.CharterCode.WRONG_NAME, seen);
    }
}
