package org.ringdown.line;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;
import org.ringdown.message.Precedence;
import org.ringdown.transcript.Hash;

/** Forks, rollbacks and other broken words of a log's author: found, kept as evidence, told. */
final class Disputes {
    private final Book book;
    /** What the peer has named of its own earlier epochs: epoch to size. */
    private final Map<String, Long> named = new HashMap<>();

    Disputes(Book book) {
        this.book = book;
    }

    /** Takes up what earlier runs noted. */
    void load(Map<String, String> facts) {
        facts.forEach((name, value) -> {
            if (name.startsWith("named:")) named.put(name.substring(6), Long.parseLong(value));
        });
    }

    /** The fact that keeps an early entry's exact frame, with the proof of its place. */
    static String overtakeFact(LogId log, long index) {
        return "overtake:" + log.epoch() + ":" + index;
    }

    /** A head at or below what is held: it must be the root of the same tree. */
    void checkKnown(Session session, PeerLog log, KeptHead head) {
        Hash held = head.size() == log.size()
                ? log.frontier.root()
                : committedRoot(log, head.size()).orElse(head.root());
        if (!held.equals(head.root())) mismatch(session, log, head);
    }

    private Optional<Hash> committedRoot(PeerLog log, long size) {
        long committed = log.committed;
        return size <= committed ? Optional.of(book.rootAt(log.id, committed, size)) : Optional.empty();
    }

    /** Two signed heads that can't belong to one tree. */
    void mismatch(Session session, PeerLog log, KeptHead head) {
        Optional<KeptHead> ours = log.head;
        boolean sameSize = ours.isPresent() && ours.get().size() == head.size();
        String kind = sameSize ? "FORK" : "UNPROVEN";
        String detail = "a signed head at size " + head.size() + " does not fit the head at size "
                + ours.map(KeptHead::size).orElse(0L);
        List<String> notes = ours.map(o -> List.of(o.note(), head.note())).orElse(List.of(head.note()));
        raise(log, kind, notes, detail);
        byte[] frame = FrameCodec.encode(new Frame.Dispute(log.id, kind, notes));
        book.ports.paths().send(session.number, frame);
    }

    void raise(PeerLog log, String kind, List<String> notes, String detail) {
        if (log.dispute.isPresent()) return;
        log.dispute = Optional.of(kind + ": " + detail);
        long nowMs = book.ports.clock().wallMs();
        log.disputedMs = Optional.of(nowMs);
        book.turn.evidence(new Evidence(log.id, kind, notes, detail, nowMs));
        book.turn.fact("dispute:" + log.id.epoch(), kind + ": " + detail);
        String text = kind + " in " + log.id.party() + "'s log: " + detail
                + ". The evidence is kept; talk goes on. Export it, and ask them to open a new epoch that names both.";
        book.turn.event(new PostEvent.Alarm("record-disputed", text, nowMs));
    }

    /** The author names a log of its own in an EPOCH or FOUND entry. */
    void named(Json.Obj body) {
        name(body.get("known").orElse(Json.NULL));
        name(body.get("found").orElse(Json.NULL));
        if (body.get("branches").orElse(Json.NULL) instanceof Json.Arr branches) {
            branches.items().forEach(this::settle);
        }
    }

    private void name(Json value) {
        if (!(value instanceof Json.Obj head)) return;
        String epoch = Marks.text(head, "epoch");
        if (!LogId.isEpoch(epoch) || named.size() >= LineLimits.EPOCHS_MAX) return;
        long size = named.merge(epoch, Marks.whole(head, "size"), Math::max);
        book.turn.fact("named:" + epoch, Long.toString(size));
    }

    /** A new epoch that names both branches ends a dispute for the log's successor; the evidence stays. */
    private void settle(Json branch) {
        if (!(branch instanceof Json.Str epoch)) return;
        PeerLog log = book.peer.get(epoch.text());
        if (log == null || log.dispute.isEmpty()) return;
        log.dispute = Optional.empty();
        book.turn.fact("dispute:" + log.id.epoch(), "");
    }

    /** A peer log whose author has gone on in another epoch and names less of it than is held here. */
    Optional<PeerLog> unnamed() {
        Optional<PeerLog> current = book.peerCurrent();
        if (current.isEmpty() || current.get().size() == 0) return Optional.empty();
        return book.peer.values().stream()
                .filter(log -> log != current.get()
                        && log.id.epochNumber() < current.get().id.epochNumber()
                        && log.size() > named.getOrDefault(log.id.epoch(), 0L))
                .findFirst();
    }

    /** Names, in an own entry, the larger head that is held of an old peer epoch; once. */
    void nameUnnamed() {
        Optional<PeerLog> log = unnamed();
        if (log.isEmpty() || log.get().namedByUs || log.get().head.isEmpty()) return;
        log.get().namedByUs = true;
        KeptHead head = log.get().head.get();
        book.turn.fact("namedByUs:" + log.get().id.epoch(), "yes");
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
