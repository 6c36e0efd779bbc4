package org.ringdown.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringdown.charter.ActVerdict;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterCode;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Clocks;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyStanding;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Place;
import org.ringdown.charter.Revocation;
import org.ringdown.line.CharterActs;
import org.ringdown.line.LineKeys;
import org.ringdown.message.EntryId;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.VerifierKey;

/** The key ring of one line as {@code Post} and TLS ask for it. One thread changes it, any may read. */
final class LineRing implements LineKeys {
    private final Runnable pinsChanged;
    private final Charter founding;
    private final KeyRing files;
    private volatile KeyRing ring;
    private volatile CharterActs acts;

    /**
     * Starts with the charter's roots and the certificates that were exchanged as files.
     *
     * @param pinsChanged called after each change of keys, so that open sessions are checked again
     */
    LineRing(Charter charter, List<KeyPapers> papers, Runnable pinsChanged) throws CharterException {
        KeyRing start = KeyRing.founded(charter);
        for (KeyPapers one : papers) start = one.addTo(start);
        this.founding = charter;
        this.files = start;
        this.ring = start;
        this.acts = CharterActs.founded(charter);
        this.pinsChanged = pinsChanged;
    }

    /** As the constructor, from a founded line's files; without the peer's keys where they are not here yet. */
    static LineRing open(DataDirectory data, String lineId, Runnable pinsChanged) throws NodeException {
        Charter charter = Founding.charter(data, lineId);
        List<KeyPapers> papers = new ArrayList<>(List.of(KeyPapers.read(data.ownKeys(lineId))));
        if (Files.exists(data.peerKeys(lineId))) papers.add(KeyPapers.read(data.peerKeys(lineId)));
        try {
            return new LineRing(charter, papers, pinsChanged);
        } catch (CharterException e) {
            String mend = "A certificate of line " + lineId + " is refused: " + e.getMessage()
                    + ". Restore own.keys and peer.keys of that line from your backup.";
            throw new NodeException(NodeCode.CHARTER_REFUSED, mend, e);
        }
    }

    /** Forgets what the record had, revocations excepted: it is read again, from what became durable. */
    void restart() {
        ring = PaperKeeper.withRevocations(files, ring.revocations());
        acts = CharterActs.founded(founding);
    }

    /** The keys as the files have them, under the founding charter. */
    KeyRing files() {
        return files;
    }

    /** The keys as they stand. */
    KeyRing ring() {
        return ring;
    }

    /** The steps by which the charter changed and may change. */
    CharterActs acts() {
        return acts;
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
    public Optional<String> charterDigest(String party) {
        return Optional.of(acts.standing(party).digest().hex());
    }

    @Override
    public Clocks clocks(String party) {
        return acts.standing(party).terms().clocks();
    }

    @Override
    public Optional<String> noted(LogId log, Leaf leaf) {
        try {
            return switch (leaf.statement().kind().type()) {
                case KEY -> took(ring.with(own(log, KeyCertificate.parse(note(leaf))), place(log, leaf)));
                case REVOCATION -> took(ring.with(Revocation.parse(note(leaf))));
                case PROPOSE, CONSENT, WITHDRAW, ADOPT -> act(log, leaf);
                case FREE_TEXT,
                        ACK,
                        TEST,
                        SERVICE,
                        LINE_STATUS,
                        STOP,
                        UNPLANNED_EVENT,
                        EPOCH,
                        FOUND,
                        HEARD,
                        UNRECORDED,
                        CHARTER,
                        MISSED,
                        NO_RECEIPT_BY,
                        UNREADABLE,
                        RING,
                        ANSWER -> Optional.empty();
            };
        } catch (CharterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] note(Leaf leaf) throws CharterException {
        if (leaf.statement().body().get("note").orElse(Json.NULL) instanceof Json.Str text) {
            return text.text().getBytes(StandardCharsets.UTF_8);
        }
        throw new CharterException(CharterCode.CONTENT, "the entry carries no note");
    }

    private static Place place(LogId log, Leaf leaf) {
        return new Place(log.epoch(), leaf.seal().index());
    }

    private Optional<String> took(KeyRing next) {
        ring = next;
        pinsChanged.run();
        return Optional.empty();
    }

    private Optional<String> act(LogId log, Leaf leaf) throws CharterException {
        EntryId at = new EntryId(log.party(), log.epoch(), leaf.seal().index());
        Charter before = acts.standing(log.party());
        acts = acts.with(log, leaf);
        Charter after = acts.standing(log.party());
        if (!after.equals(before)
                && after.terms().version() > ring.charter().terms().version()) took(ring.with(after));
        Optional<String> refused = acts.refusal(at);
        if (refused.isPresent()) return refused;
        return acts.verdict(at)
                .filter(verdict -> verdict != ActVerdict.EFFECTIVE)
                .map(verdict ->
                        leaf.statement().kind().type().wire() + " of " + log.party() + " does nothing: " + verdict);
    }

    /** A log carries its own author's certificates only. */
    private static KeyCertificate own(LogId log, KeyCertificate certificate) throws CharterException {
        KeyId id = certificate.id();
        if (id.party().equals(log.party())) return certificate;
        String seen = "a certificate of " + id.party() + " in the log of " + log.party();
        throw new CharterException(CharterCode.WRONG_NAME, seen);
    }
}
