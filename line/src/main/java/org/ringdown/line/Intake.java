package org.ringdown.line;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Reference;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.ForkProof;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.TranscriptException;

/** Takes what the peer says into the book. Owned by the Post's thread. */
final class Intake {
    private final Book book;
    private final Disputes disputes;
    private final Ungated ungated;
    private final PostQuantum postQuantum;
    /** Whether a session of the peer with this id is open. */
    private final Predicate<String> sessionOpen;

    Intake(Book book, Disputes disputes, Ungated ungated, PostQuantum postQuantum, Predicate<String> sessionOpen) {
        this.book = book;
        this.disputes = disputes;
        this.ungated = ungated;
        this.postQuantum = postQuantum;
        this.sessionOpen = sessionOpen;
    }

    /** Consecutive entries of a peer log, ending at a signed head. */
    void entries(Session session, Frame.Entries frame) throws FrameException, StoreException {
        PeerLog log = book.peerLog(frame.log());
        KeptHead head = book.heads.verify(frame.log(), frame.headNote());
        if (head.size() != frame.first() + frame.leaves().size()) {
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, "the head is not at the last leaf");
        }
        if (frame.first() > log.size()) return;
        log.receiptTo.add(session.number);
        if (head.size() <= log.size()) {
            disputes.checkKnown(session, log, head);
            if (log.dispute.isEmpty()) postQuantum.heard(log, head);
            else againOneByOne(session, log, frame, head);
            return;
        }
        if (oversize(session, log, frame)) return;
        extend(session, log, frame, head);
    }

    private boolean oversize(Session session, PeerLog log, Frame.Entries frame) {
        for (int i = 0; i < frame.leaves().size(); i++) {
            int length = frame.leaves().get(i).length;
            if (length <= Leaf.BYTES_MAX) continue;
            String detail = "entry " + (frame.first() + i) + " has " + length + " bytes, more than " + Leaf.BYTES_MAX;
            disputes.oversize(session, log, frame.headNote(), detail);
            return true;
        }
        return false;
    }

    private void extend(Session session, PeerLog log, Frame.Entries frame, KeptHead head)
            throws FrameException, StoreException {
        CompactRange next = log.frontier.copy();
        List<Hash> hashes = new ArrayList<>();
        Optional<Long> broken = Optional.empty();
        Optional<Long> unlike = Optional.empty();
        for (long i = log.size(); i < head.size(); i++) {
            Hash hash = Rfc6962.leaf(frame.leaves().get((int) (i - frame.first())));
            hashes.add(hash);
            next.append(hash);
            Hash promised = log.ahead.get(next.size());
            if (promised != null && !promised.equals(next.root())) broken = Optional.of(next.size());
            if (log.early.get(i).filter(e -> !e.hash().equals(hash)).isPresent()) unlike = Optional.of(i);
        }
        if (!next.root().equals(head.root())) {
            disputes.misfit(session, log, frame, head);
            return;
        }
        if (broken.isPresent() || unlike.isPresent()) {
            Fork.Branch branch = new Fork.Branch(book, log, frame, head);
            if (unlike.isEmpty()) disputes.brokePromise(session, log, broken.orElseThrow(), head, branch::notFrom);
            else disputes.forked(session, log, head, notWith(branch, log, unlike.get()));
            return;
        }
        long from = log.size();
        log.frontier = next;
        log.head = Optional.of(head);
        log.ahead.headMap(head.size(), true).clear();
        book.turn.head(head);
        for (int i = 0; i < hashes.size(); i++) {
            byte[] leaf = frame.leaves().get((int) (from + i - frame.first()));
            keep(log, from + i, leaf, hashes.get(i));
        }
        disputes.fits(log);
        if (log.dispute.isPresent()) receiptsOneByOne(session, log, hashes, head);
    }

    private static Optional<Fork> notWith(Fork.Branch branch, PeerLog log, long index) {
        return log.early.get(index).flatMap(early -> branch.notWith(index, early));
    }

    /** While a log is disputed, each of its entries still gets a receipt of its own; its head gets none. */
    private void receiptsOneByOne(Session session, PeerLog log, List<Hash> hashes, KeptHead head) {
        long from = head.size() - hashes.size();
        for (int i = 0; i < hashes.size(); i++) earlyReceipt(session, log, from + i, hashes.get(i), head);
    }

    /** The same for what is held already: a receipt may have been lost. */
    private void againOneByOne(Session session, PeerLog log, Frame.Entries frame, KeptHead head) {
        boolean ours = head.size() <= log.committed
                && book.rootAt(log.id, log.committed, head.size()).equals(head.root());
        if (!ours) return;
        NodeSource nodes = book.ports.store().nodes(log.id);
        for (long i = frame.first(); i < head.size(); i++) {
            Hash hash = Rfc6962.leaf(frame.leaves().get((int) (i - frame.first())));
            if (nodes.node(0, i).equals(hash)) earlyReceipt(session, log, i, hash, head);
        }
    }

    private void earlyReceipt(Session session, PeerLog log, long index, Hash hash, KeptHead head) {
        session.earlyReceipts.add(new Heads.EarlyReceipt(
                log.id.origin(book.setup.lineId()),
                index,
                hash,
                head.size(),
                head.root(),
                book.ports.clock().wallMs()));
    }

    private void keep(PeerLog log, long index, byte[] leaf, Hash hash) throws StoreException {
        boolean wasEarly = log.early.remove(index);
        if (wasEarly) book.turn.fact(Disputes.overtakeFact(log.id, index), "");
        long nowMs = book.ports.clock().wallMs();
        Optional<Leaf> read = read(log, index, leaf, !wasEarly);
        EntryMark mark = read.map(l -> Marks.peer(l.statement())).orElse(Marks.UNREADABLE);
        KeptEntry entry = new KeptEntry(log.id, index, Bytes.of(leaf), hash, nowMs, mark);
        book.turn.entry(entry);
        if (read.isPresent()) {
            if (!wasEarly) live(entry, read.get().statement());
            meaning(log, read.get());
            String headNote = log.head.orElseThrow().note();
            read.get()
                    .seal()
                    .held()
                    .ifPresent(held -> book.turn.peerHolds = Optional.of(new Turn.PeerHolds(held, headNote)));
        }
    }

    /** Reads a leaf; what can't be read is held all the same, and an own entry says so. */
    private Optional<Leaf> read(PeerLog log, long index, byte[] bytes, boolean say) throws StoreException {
        try {
            Leaf leaf = Leaf.parse(bytes);
            checkPlace(log.id, index, leaf);
            return Optional.of(leaf);
        } catch (MessageException e) {
            if (say) unreadable(log.id, index, e.reason());
            return Optional.empty();
        }
    }

    private void checkPlace(LogId log, long index, Leaf leaf) throws MessageException, StoreException {
        Statement s = leaf.statement();
        boolean inPlace = s.origin().lineId().equals(book.setup.lineId())
                && s.origin().log().equals(log)
                && leaf.seal().index() == index;
        if (!inPlace) throw new MessageException(MessageException.Reason.MISPLACED, "not its log's");
        EntryId here = new EntryId(log.party(), log.epoch(), index);
        Optional<StatementPlace> known = book.statement(log.party(), s.id());
        if (known.isPresent() && !known.get().entry().equals(here)) {
            throw new MessageException(MessageException.Reason.REPEATED, s.id());
        }
    }

    private void unreadable(LogId log, long index, MessageException.Reason reason) {
        Json.Obj body = Json.obj()
                .put("epoch", log.epoch())
                .put("index", index)
                .put("reason", reason.wire())
                .build();
        Reference about = new Reference(new EntryId(log.party(), log.epoch(), index), "about");
        book.note(EntryType.UNREADABLE, Precedence.ROUTINE, List.of(about), body);
    }

    /** Live-only messages act in the session that sent them; later they are recorded as missed. */
    private void live(KeptEntry entry, Statement s) {
        if (!s.kind().type().liveOnly()) return;
        if (sessionOpen.test(Marks.text(s.body(), "session"))) {
            book.turn.event(new PostEvent.Live(entry));
            return;
        }
        Reference about = new Reference(Book.idOf(entry), "about");
        Json.Obj body = Json.obj()
                .put("reason", s.kind().type().wire() + " came after its session had ended")
                .build();
        Statement.Kind kind = new Statement.Kind(
                EntryType.MISSED, s.kind().precedence(), s.kind().test());
        book.note(kind, List.of(about), body);
    }

    private void meaning(PeerLog log, Leaf leaf) {
        EntryType type = leaf.statement().kind().type();
        if (LineKeys.concerns(type)) {
            book.setup
                    .keys()
                    .noted(log.id, leaf)
                    .ifPresent(why -> book.turn.event(new PostEvent.Alarm(
                            "key-refused", why, book.ports.clock().wallMs())));
        }
        if (type == EntryType.EPOCH || type == EntryType.FOUND) disputes.named(log.id, leaf);
        if (type == EntryType.UNRECORDED) ungated.arrived(leaf.statement());
    }

    /** One entry that overtook. */
    void overtake(Session session, Frame.Overtake frame) throws FrameException, StoreException {
        PeerLog log = book.peerLog(frame.log());
        KeptHead head = book.heads.verify(frame.log(), frame.headNote());
        if (frame.leaf().size() > Leaf.BYTES_MAX) {
            String detail =
                    "entry " + frame.index() + " has " + frame.leaf().size() + " bytes, more than " + Leaf.BYTES_MAX;
            disputes.oversize(session, log, frame.headNote(), detail);
            return;
        }
        Hash hash = Rfc6962.leaf(frame.leaf().array());
        try {
            Proofs.verifyInclusion(hash, frame.index(), head.size(), frame.proof(), head.root());
        } catch (TranscriptException e) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, "the place is not proven: " + e.getMessage());
        }
        if (frame.index() < log.size()) {
            disputes.checkLeaf(session, log, head, frame);
            log.receiptTo.add(session.number);
            return;
        }
        Optional<EarlyEntries.Early> early = log.early.get(frame.index());
        if (early.isPresent() && !early.get().hash().equals(hash)) {
            disputes.forked(session, log, head, Fork.early(book, log, early.get(), frame, head));
            return;
        }
        if (!noteAhead(session, log, head)) return;
        if (early.isEmpty()) keepEarly(log, frame, head, hash);
        earlyReceipt(session, log, frame.index(), hash, head);
    }

    /** Takes note of a head beyond what is held; false where another head of its size was signed before. */
    private boolean noteAhead(Session session, PeerLog log, KeptHead head) throws FrameException, StoreException {
        Hash promised = log.ahead.get(head.size());
        if (promised != null && !promised.equals(head.root())) {
            disputes.brokePromise(
                    session, log, head.size(), head, first -> new Fork(first, head, new ForkProof.OneSize()));
            return false;
        }
        if (log.ahead.size() >= LineLimits.EARLY_MAX) {
            throw new FrameException(FrameException.Code.TOO_MUCH, "more early heads than " + LineLimits.EARLY_MAX);
        }
        log.promised(head);
        book.turn.head(head);
        return true;
    }

    private void roomForEarly(PeerLog log, String exact) throws FrameException {
        if (log.early.count() >= LineLimits.EARLY_MAX) {
            throw new FrameException(FrameException.Code.TOO_MUCH, "more early entries than " + LineLimits.EARLY_MAX);
        }
        long chars = exact.length();
        for (PeerLog any : book.peer.values()) chars += any.early.chars();
        if (chars > LineLimits.EARLY_CHARS_MAX) {
            throw new FrameException(
                    FrameException.Code.TOO_MUCH,
                    "more characters of early entries than " + LineLimits.EARLY_CHARS_MAX
                            + "; send what is before them");
        }
    }

    private void keepEarly(PeerLog log, Frame.Overtake frame, KeptHead head, Hash hash)
            throws FrameException, StoreException {
        String exact = Base64.getEncoder().encodeToString(FrameCodec.encode(frame));
        roomForEarly(log, exact);
        Optional<Leaf> read = read(log, frame.index(), frame.leaf().array(), true);
        EntryMark mark = read.map(l -> Marks.peer(l.statement())).orElse(Marks.UNREADABLE);
        KeptEntry entry = new KeptEntry(
                log.id, frame.index(), frame.leaf(), hash, book.ports.clock().wallMs(), mark);
        log.early.put(frame.index(), new EarlyEntries.Early(exact, hash, head.size()));
        book.turn.fact(Disputes.overtakeFact(log.id, frame.index()), exact);
        book.turn.early(entry, frame.index() - log.size());
        read.filter(leaf -> leaf.statement().kind().type() == EntryType.REVOCATION)
                .ifPresent(leaf -> meaning(log, leaf)); // at once; everything else in log order
        read.ifPresent(leaf -> live(entry, leaf.statement()));
    }
}
