package org.ringdown.line;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Reference;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.VerifierKey;

/** Both parties' logs, and the turn that is being written into them. Owned by the Post's thread. */
final class Book {
    final LineSetup setup;
    final Ports ports;
    final Heads heads;
    final Map<String, OwnLog> own = new LinkedHashMap<>();
    final Map<String, PeerLog> peer = new LinkedHashMap<>();
    /** Whether the second place was lost, and with it what was cosigned before. */
    boolean standingLost;
    /** What own entries that came back name as held of the peer's logs: epoch to size. */
    final Map<String, Long> heldBefore = new LinkedHashMap<>();

    Turn turn = new Turn();
    Optional<Long> offsetMs = Optional.empty();
    private OwnLog current;
    private Optional<String> peerEpoch = Optional.empty();
    private final RecentEntries recent = new RecentEntries();

    Book(LineSetup setup, Ports ports) {
        this.setup = setup;
        this.ports = ports;
        this.heads = new Heads(setup, ports.signer());
        this.current = new OwnLog(new LogId(setup.own(), "1-00000000"), CompactRange.empty());
    }

    OwnLog current() {
        return current;
    }

    void continueIn(OwnLog log) {
        current = log;
        own.putIfAbsent(log.id.epoch(), log);
    }

    /** Whether own entries are still to come back that may name more of the peer's logs than is held. */
    boolean restoring() {
        return standingLost && own.values().stream().anyMatch(log -> log.shown.isPresent());
    }

    Optional<PeerLog> peerCurrent() {
        return peerEpoch.map(peer::get);
    }

    void peerEpoch(String epoch) {
        peerEpoch = Optional.of(epoch);
    }

    PeerLog peerLog(LogId log) throws FrameException {
        PeerLog known = peer.get(log.epoch());
        if (known != null) return known;
        if (peer.size() >= LineLimits.EPOCHS_MAX) {
            throw new FrameException(FrameException.Code.TOO_MUCH, "more than " + LineLimits.EPOCHS_MAX + " epochs");
        }
        PeerLog fresh = new PeerLog(log, CompactRange.empty());
        peer.put(log.epoch(), fresh);
        if (peerEpoch.isEmpty()) peerEpoch = Optional.of(log.epoch());
        return fresh;
    }

    /** Appends a node's own entry, about what is real. */
    KeptEntry note(EntryType type, Precedence precedence, List<Reference> references, Json.Obj body) {
        return note(new Statement.Kind(type, precedence, false), references, body);
    }

    /** Appends a node's own entry. */
    KeptEntry note(Statement.Kind kind, List<Reference> references, Json.Obj body) {
        Statement.Links links = new Statement.Links(references, Optional.empty(), Optional.empty());
        return append(new Saying("node-" + hex(12), kind, Statement.Addressing.NODE, links, body, ""));
    }

    /** Gives a saying its place in the own log; durable once the turn is. */
    KeptEntry append(Saying saying) {
        byte[] line1 = Leaf.line1(statement(saying));
        return append(saying, line1);
    }

    Statement statement(Saying saying) {
        Statement.Origin origin =
                new Statement.Origin(setup.lineId(), setup.charterDigest(), current.id.epoch(), setup.own());
        return new Statement(
                origin,
                saying.kind(),
                saying.statementId(),
                hex(16),
                saying.addressing(),
                saying.links(),
                saying.body());
    }

    KeptEntry append(Saying saying, byte[] line1) {
        long index = current.frontier.size();
        long wallMs = ports.clock().wallMs();
        byte[] leaf = Leaf.bytes(line1, new Seal(index, held(), Math.max(0, wallMs), offsetMs));
        Hash hash = Rfc6962.leaf(leaf);
        current.frontier.append(hash);
        KeptEntry entry = new KeptEntry(current.id, index, Bytes.of(leaf), hash, wallMs, Marks.own(saying));
        turn.entry(entry);
        recent.add(entry);
        current.headWithin(leaf.length, () -> turn.head(heads.sign(current.id, index + 1, current.frontier.root())));
        Precedence precedence = saying.kind().precedence();
        if (Marks.awaitsReceipt(saying.kind().type())) {
            long span = setup.clocks().row(precedence).deliveryMs() * 1_000_000L;
            current.await(precedence, index, ports.clock().monoNs() + span);
        }
        return entry;
    }

    /** An own entry about keys or the charter takes effect where it stands. */
    void meaning(KeptEntry entry) {
        try {
            Leaf leaf = Leaf.parse(entry.leaf().array());
            setup.keys().noted(entry.log(), leaf).ifPresent(why -> alarm("key-refused", why));
        } catch (MessageException e) {
            alarm("key-refused", String.valueOf(e.getMessage()));
        }
    }

    void alarm(String code, String text) {
        turn.event(new PostEvent.Alarm(code, text, ports.clock().wallMs()));
    }

    private Optional<Held> held() {
        return peerCurrent().flatMap(PeerLog::held);
    }

    /** Reads own entries to send: from memory where they are recent, else from the store, rehashed. */
    List<KeptEntry> read(OwnLog log, long first, int bytesMax) throws StoreException {
        int countMax = (int) Math.min(LineLimits.CHUNK_ENTRIES_MAX, log.committed - first);
        if (recent.has(log.id, first)) return recent.from(first, countMax, bytesMax);
        return ports.store().read(log.id, first, countMax, bytesMax);
    }

    void forgetRecent() {
        recent.clear();
    }

    /**
     * The signed head of an own log at a size that is durable; empty where the log key that signs now is not certified so
     * far down.
     */
    Optional<KeptHead> headAt(OwnLog log, long size) {
        Optional<KeptHead> newest = log.head.filter(head -> head.size() == size);
        if (newest.isPresent()) return newest;
        VerifierKey now = ports.signer().log(log.id.origin(setup.lineId())).verifierKey();
        if (!setup.keys().headKeys(log.id, size).contains(now)) return Optional.empty();
        return Optional.of(heads.sign(log.id, size, rootAt(log.id, log.committed, size)));
    }

    Hash rootAt(LogId log, long committed, long size) {
        if (size > committed) throw new IllegalArgumentException("no root beyond the committed size");
        return Proofs.root(size, ports.store().nodes(log));
    }

    /** The tree's right edge at a size that is durable. */
    CompactRange rangeAt(LogId log, long size) {
        NodeSource nodes = ports.store().nodes(log);
        List<Hash> hashes = new ArrayList<>();
        long start = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >> level & 1) == 0) continue;
            hashes.add(nodes.node(level, start >> level));
            start += 1L << level;
        }
        return CompactRange.of(size, hashes);
    }

    Optional<StatementPlace> statement(String party, String id) throws StoreException {
        Optional<StatementPlace> inTurn = turn.statement(party, id);
        return inTurn.isPresent() ? inTurn : ports.store().statement(party, id);
    }

    /** Opens a new epoch: from now on everything own goes into it. */
    void openEpoch(String reason, Json.Obj body) {
        long number = 1;
        for (OwnLog log : own.values()) number = Math.max(number, log.id.epochNumber() + 1);
        if (own.isEmpty()) number = 2;
        OwnLog fresh = new OwnLog(new LogId(setup.own(), number + "-" + hex(4)), CompactRange.empty());
        fresh.committed = 0;
        continueIn(fresh);
        forgetRecent();
        Json.Obj full = Json.obj()
                .put("number", number)
                .put("reason", reason)
                .putAll(body)
                .build();
        note(EntryType.EPOCH, Precedence.IMMEDIATE, List.of(), full);
    }

    String hex(int bytes) {
        byte[] out = new byte[bytes];
        ports.random().nextBytes(out);
        return HexFormat.of().formatHex(out);
    }

    /** Whether an own entry may have left this node. */
    boolean letOut(EntryId entry) {
        OwnLog log = own.get(entry.epoch());
        return log != null && entry.index() < log.letOut;
    }

    static EntryId idOf(KeptEntry entry) {
        return new EntryId(entry.log().party(), entry.log().epoch(), entry.index());
    }
}
