package org.ringdown.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.ForkProof;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** Forks, rollbacks and other broken words of a log's author: found, kept as evidence, told. */
final class Disputes {
    private static final String SETTLED = "settled:";

    private final Book book;
    /** What the peer has named of its own earlier epochs: epoch to size. */
    private final Map<String, Long> named = new HashMap<>();

    /** What its author has owned up to in a later epoch: it is not told again. */
    private final Set<String> settled = new HashSet<>();

    /** What the author of a disputed log is told, by epoch. */
    private final Map<String, Frame.Dispute> told = new HashMap<>();

    /** The evidence that is in the store. */
    private final Set<String> kept = new HashSet<>();

    /** What could not be checked before the turn was durable. */
    private final List<Check> unchecked = new ArrayList<>();

    /** Something that is held against the tree as soon as that stands. */
    private interface Check {
        void run() throws StoreException;
    }

    Disputes(Book book) {
        this.book = book;
    }

    /** Takes up what earlier runs noted. */
    void load(Map<String, String> facts, List<Evidence> evidence) {
        for (Evidence piece : evidence) {
            kept.add(mark(piece));
            told.put(piece.log().epoch(), new Frame.Dispute(piece.log(), piece.kind(), piece.notes()));
        }
        facts.forEach((name, value) -> {
            if (name.startsWith("named:")) named.put(name.substring(6), Long.parseLong(value));
            if (name.startsWith(SETTLED)) settled.add(name);
        });
    }

    /** The fact that keeps an early entry's exact frame, with the proof of its place. */
    static String overtakeFact(LogId log, long index) {
        return "overtake:" + log.epoch() + ":" + index;
    }

    private static String disputeFact(LogId log) {
        return "dispute:" + log.epoch();
    }

    /** A head at or below what is held: it must be the root of the same tree, else the fork is proven. */
    void checkKnown(Session session, PeerLog log, KeptHead head) throws StoreException {
        Optional<Hash> held =
                head.size() == log.size() ? Optional.of(log.frontier.root()) : committedRoot(log, head.size());
        if (held.isPresent() && !held.get().equals(head.root())) {
            Optional<Fork> fork = log.head
                    .filter(ours -> ours.size() == head.size())
                    .map(ours -> new Fork(ours, head, new ForkProof.OneSize()));
            forked(session, log, head, fork.or(() -> Fork.below(book, log, head)));
        }
        if (held.isEmpty()) unchecked.add(() -> checkKnown(session, log, head));
    }

    /** The turn is durable: what came within it is held against it. */
    void again() throws StoreException {
        List<Check> now = List.copyOf(unchecked);
        unchecked.clear();
        for (Check check : now) check.run();
    }

    /** The turn is void. */
    void undone() {
        unchecked.clear();
    }

    private Optional<Hash> committedRoot(PeerLog log, long size) {
        long committed = log.committed;
        return size <= committed ? Optional.of(book.rootAt(log.id, committed, size)) : Optional.empty();
    }

    /** A leaf under a signed head, at an index where another is held: the fork is proven. */
    void checkLeaf(Session session, PeerLog log, KeptHead head, Frame.Overtake frame) throws StoreException {
        if (frame.index() >= log.committed) {
            unchecked.add(() -> checkLeaf(session, log, head, frame));
            return;
        }
        Hash held = book.ports.store().nodes(log.id).node(0, frame.index());
        if (held.equals(Rfc6962.leaf(frame.leaf().array()))) return;
        forked(session, log, head, Fork.leaf(book, log, frame, head));
    }

    /** Leaves above what is held do not fit their head, or the held tree: proven where they fit their own head. */
    void misfit(Session session, PeerLog log, Frame.Entries frame, KeptHead head)
            throws FrameException, StoreException {
        if (frame.first() <= log.committed && branchFits(log, frame, head)) {
            Fork.Branch branch = new Fork.Branch(book, log, frame, head);
            forked(session, log, head, log.head.map(branch::notFrom));
            return;
        }
        if (log.size() == 0) {
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, "the leaves do not fit their head");
        }
        String detail = "a signed head at size " + head.size() + " does not fit what is held, " + log.size()
                + " entries, and nothing shows why yet";
        log.ahead.put(head.size(), head.root());
        book.turn.head(head);
        raise(session, log, dispute(log, Dispute.Kind.UNPROVEN, detail, head.size()), notes(log, head), "");
        Frame ask = new Frame.Ask(log.id, log.size() - 1, Optional.of(log.size()));
        book.ports.paths().send(session.number, FrameCodec.encode(ask));
    }

    private boolean branchFits(PeerLog log, Frame.Entries frame, KeptHead head) {
        CompactRange branch = book.rangeAt(log.id, frame.first());
        for (byte[] leaf : frame.leaves()) branch.append(Rfc6962.leaf(leaf));
        return branch.root().equals(head.root());
    }

    /** What comes now does not agree with the head of a size that was signed before. */
    void brokePromise(Session session, PeerLog log, long size, KeptHead head, Function<KeptHead, Fork> why)
            throws StoreException {
        Optional<KeptHead> promised = book.turn.head(log.id, size);
        if (promised.isEmpty()) promised = book.ports.store().headAbove(log.id, size - 1);
        forked(session, log, head, promised.filter(p -> p.size() == size).map(why));
    }

    /** Two signed heads that can't belong to one log; where that can't be shown to an outsider, it is unproven. */
    void forked(Session session, PeerLog log, KeptHead head, Optional<Fork> fork) {
        Optional<Fork> proven = fork.filter(f -> f.proven(book));
        if (proven.isEmpty()) {
            String detail =
                    "a signed head at size " + head.size() + " does not fit what is held, " + log.size() + " entries";
            raise(session, log, dispute(log, Dispute.Kind.UNPROVEN, detail, head.size()), notes(log, head), "");
            return;
        }
        KeptHead first = proven.get().first();
        String detail = "two signed heads, at size " + head.size() + " and at size " + first.size()
                + ", that can't belong to one log";
        Dispute dispute = dispute(log, Dispute.Kind.FORK, detail, head.size());
        raise(session, log, dispute, proven.get().notes(), proven.get().proof().format());
    }

    private static List<String> notes(PeerLog log, KeptHead head) {
        return log.head.map(ours -> List.of(ours.note(), head.note())).orElse(List.of(head.note()));
    }

    private Dispute dispute(PeerLog log, Dispute.Kind kind, String detail, long size) {
        Optional<Held> held = log.dispute.isPresent() ? log.dispute.get().held() : log.held();
        long sinceMs = log.dispute
                .map(Dispute::sinceMs)
                .orElseGet(() -> book.ports.clock().wallMs());
        return new Dispute(kind, detail, held, size, sinceMs);
    }

    /** A leaf over the bound. */
    void oversize(Session session, PeerLog log, String headNote, String detail) {
        raise(session, log, dispute(log, Dispute.Kind.OVERSIZE, detail, 0), List.of(headNote), "");
    }

    private void raise(Session session, PeerLog log, Dispute dispute, List<String> notes, String proof) {
        String kind = dispute.kind().name();
        long nowMs = book.ports.clock().wallMs();
        keep(new Evidence(log.id, kind, notes, proof, dispute.detail(), nowMs));
        boolean proven = log.dispute.isPresent()
                && log.dispute.get().kind() == Dispute.Kind.UNPROVEN
                && dispute.kind() == Dispute.Kind.FORK;
        if (log.dispute.isPresent() && !proven) return;
        if (settled.contains(settledFact(log.id.epoch(), dispute.kind() == Dispute.Kind.OVERSIZE))) return;
        log.dispute = Optional.of(dispute);
        book.turn.fact(disputeFact(log.id), dispute.fact());
        String text = kind + " in " + log.id.party() + "'s log: " + dispute.detail()
                + ". The evidence is kept; talk goes on. Write it out with ringdown export --evidence, and ask them to open a"
                + " new epoch that names both.";
        book.turn.event(new PostEvent.Alarm("record-disputed", text, nowMs));
        told.put(log.id.epoch(), new Frame.Dispute(log.id, kind, notes));
        tell(session, log);
    }

    /** A session stands: its author may not have been told, or may have had no answer yet. */
    void remind(Session session) {
        for (PeerLog log : book.peer.values()) if (log.dispute.isPresent()) tell(session, log);
    }

    private void tell(Session session, PeerLog log) {
        Frame.Dispute frame = told.get(log.id.epoch());
        if (frame != null) book.ports.paths().send(session.number, FrameCodec.encode(frame));
    }

    /** Kept also where the log is disputed already, or its author has owned up to it beforehand: each piece once, up to a bound. */
    private void keep(Evidence evidence) {
        if (kept.size() >= LineLimits.EVIDENCE_MAX) return;
        if (kept.add(mark(evidence))) book.turn.evidence(evidence);
    }

    private static String mark(Evidence evidence) {
        return evidence.log().epoch() + evidence.kind() + evidence.notes();
    }

    /** The head that did not fit does so after all: only leaves were wrong on the way. */
    void fits(PeerLog log) {
        boolean over = log.dispute
                .filter(d -> d.kind() == Dispute.Kind.UNPROVEN && d.size() <= log.size())
                .isPresent();
        if (over) end(log);
    }

    /** The author names a log of its own in an EPOCH or FOUND entry. */
    void named(LogId author, Leaf leaf) {
        Json.Obj body = leaf.statement().body();
        name(body.get("known").orElse(Json.NULL));
        name(body.get("found").orElse(Json.NULL));
        boolean opens =
                leaf.statement().kind().type() == EntryType.EPOCH && leaf.seal().index() == 0;
        if (!opens) return;
        if (body.get("branches").orElse(Json.NULL) instanceof Json.Arr branches) {
            twice(branches).forEach(epoch -> settle(author, epoch, false));
        }
        if (body.get("oversize").orElse(Json.NULL) instanceof Json.Arr leaves) {
            for (Json one : leaves.items()) {
                if (one instanceof Json.Obj place) settle(author, Marks.text(place, "epoch"), true);
            }
        }
    }

    /** The epochs of which two heads are named. */
    private static List<String> twice(Json.Arr branches) {
        Map<String, Set<Json>> heads = new LinkedHashMap<>();
        for (Json branch : branches.items()) {
            if (!(branch instanceof Json.Obj head)) continue;
            Json what = Json.of(List.of(Json.of(Marks.whole(head, "size")), Json.of(Marks.text(head, "root"))));
            heads.computeIfAbsent(Marks.text(head, "epoch"), e -> new HashSet<>())
                    .add(what);
        }
        return heads.entrySet().stream()
                .filter(epoch -> epoch.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void name(Json value) {
        if (!(value instanceof Json.Obj head)) return;
        String epoch = Marks.text(head, "epoch");
        if (!LogId.isEpoch(epoch) || named.size() >= LineLimits.EPOCHS_MAX) return;
        long size = named.merge(epoch, Marks.whole(head, "size"), Math::max);
        book.turn.fact("named:" + epoch, Long.toString(size));
    }

    /** A later epoch whose entry 0 names what was done ends the dispute; the evidence stays. */
    private void settle(LogId author, String epoch, boolean oversize) {
        PeerLog log = book.peer.get(epoch);
        boolean earlier = LogId.isEpoch(epoch) && new LogId(author.party(), epoch).epochNumber() < author.epochNumber();
        if (!earlier || settled.size() >= LineLimits.EPOCHS_MAX) return;
        String fact = settledFact(epoch, oversize);
        if (settled.add(fact)) book.turn.fact(fact, "yes");
        if (log == null || log.dispute.isEmpty()) return;
        if ((log.dispute.get().kind() == Dispute.Kind.OVERSIZE) == oversize) end(log);
    }

    private static String settledFact(String epoch, boolean oversize) {
        return SETTLED + epoch + (oversize ? ":oversize" : ":branches");
    }

    private void end(PeerLog log) {
        log.dispute = Optional.empty();
        book.turn.fact(disputeFact(log.id), "");
    }

    /** The peer logs whose author has gone on in another epoch and names less of them than is held here. */
    List<PeerLog> unnamed() {
        Optional<PeerLog> current = book.peerCurrent();
        if (current.isEmpty() || current.get().size() == 0) return List.of();
        return book.peer.values().stream()
                .filter(log -> log != current.get()
                        && log.id.epochNumber() < current.get().id.epochNumber()
                        && log.size() > named.getOrDefault(log.id.epoch(), 0L))
                .toList();
    }

    /** Names, in own entries, the larger heads that are held of old peer epochs; each once. */
    void nameUnnamed() {
        for (PeerLog log : unnamed()) {
            if (log.namedByUs || log.head.isEmpty()) continue;
            log.namedByUs = true;
            book.turn.fact("namedByUs:" + log.id.epoch(), "yes");
            name(log.head.get());
        }
    }

    private void name(KeptHead head) {
        Json.Obj held = Json.obj()
                .put("party", head.log().party())
                .put("epoch", head.log().epoch())
                .put("size", head.size())
                .put("root", head.root().base64())
                .build();
        Json.Obj body = Json.obj()
                .put("state", "HELD")
                .put("held", held)
                .put("head", head.note())
                .build();
        book.note(EntryType.FOUND, Precedence.IMMEDIATE, List.of(), body);
    }
}
