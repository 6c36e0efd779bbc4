package org.ringdown.line;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.TranscriptException;

/** Starts a Post from what is durable, and opens a new epoch where that can't be shown to be the newest. */
final class Recovery {
    private static final String STANDING_LOST = "standing-lost";

    private static final String OWNED_UP = "ownedUp:";

    private final Book book;
    private final Disputes disputes;
    private final Ungated ungated;
    /** Own leaves beyond a gap that own entries name already. */
    private final Set<String> found = new HashSet<>();

    Recovery(Book book, Disputes disputes, Ungated ungated) {
        this.book = book;
        this.disputes = disputes;
        this.ungated = ungated;
    }

    /** Loads the logs and decides whether the epoch goes on. */
    void start() throws StoreException {
        StoreState state = book.ports.store().load();
        Optional<Standing> standing = book.ports.secondPlace().read();
        disputes.load(state.facts(), state.evidence());
        ungated.load(state.facts());
        for (StoreState.LogState log : state.logs()) load(log, state.facts());
        state.facts().keySet().stream().filter(f -> f.startsWith("found:")).forEach(found::add);
        for (KeptEntry entry : state.founding()) replay(entry);
        Optional<OwnLog> newest = newest();
        newest.ifPresent(book::continueIn);
        if (newest.isPresent()) awaitReceipts(newest.get());
        standing.ifPresentOrElse(this::lost, this::holdBack);
        book.standingLost |= state.facts().containsKey(STANDING_LOST);
        Optional<String> reason = reasonForNewEpoch(newest, standing);
        reason.ifPresent(why -> openEpoch(why, standing, List.of()));
    }

    /** Nothing is known but what the second place says. */
    void startWithoutStore() {
        book.ports
                .secondPlace()
                .read()
                .ifPresent(standing -> standing.own()
                        .keySet()
                        .forEach(
                                id -> book.own.computeIfAbsent(id.epoch(), e -> new OwnLog(id, CompactRange.empty()))));
        newest().ifPresent(book::continueIn);
    }

    /** What was said before the start and has no receipt yet goes on waiting for one, urgent entries first. */
    private void awaitReceipts(OwnLog log) throws StoreException {
        long nowNs = book.ports.clock().monoNs();
        long index = log.receipted;
        while (index < log.committed) {
            int count = (int) Math.min(LineLimits.CHUNK_ENTRIES_MAX, log.committed - index);
            List<KeptEntry> entries = book.ports.store().read(log.id, index, count, Integer.MAX_VALUE);
            if (entries.isEmpty()) return;
            for (KeptEntry entry : entries) {
                if (!log.delivered(entry.index())) awaitReceipt(log, entry, nowNs);
            }
            index += entries.size();
        }
    }

    private void awaitReceipt(OwnLog log, KeptEntry entry, long nowNs) {
        Optional<EntryType> type = EntryType.ofWire(entry.mark().type());
        if (type.isEmpty() || !Marks.awaitsReceipt(type.get())) return;
        Precedence precedence = Precedence.valueOf(entry.mark().precedence());
        long spanNs = book.setup.clocks().row(precedence).deliveryMs() * 1_000_000L;
        log.await(precedence, entry.index(), nowNs + spanNs);
    }

    private void load(StoreState.LogState state, Map<String, String> facts) throws StoreException {
        String epoch = state.log().epoch();
        if (state.log().party().equals(book.setup.own())) {
            OwnLog log = new OwnLog(state.log(), state.frontier());
            log.head = state.head();
            log.raise(state.receipted());
            log.early.addAll(state.earlyReceipts());
            log.named = Long.parseLong(facts.getOrDefault("ownNamed:" + epoch, "0"));
            log.ownedUp = facts.containsKey(OWNED_UP + epoch);
            book.own.put(epoch, log);
            return;
        }
        PeerLog log = new PeerLog(state.log(), state.frontier());
        log.head = state.head().filter(head -> head.size() == log.size());
        log.durable = log.head;
        for (long index : state.earlyEntries()) {
            String exact = facts.get(Disputes.overtakeFact(log.id, index));
            if (exact != null) early(log, index, exact);
        }
        log.dispute = Optional.ofNullable(facts.get("dispute:" + epoch)).flatMap(fact -> Dispute.of(epoch, fact));
        if (log.dispute.isPresent()) unproven(log, log.dispute.get());
        log.namedByUs = facts.containsKey("namedByUs:" + epoch);
        book.peer.put(epoch, log);
        book.peerEpoch(epoch);
    }

    /** The head that did not fit is still to be held against what comes. */
    private void unproven(PeerLog log, Dispute dispute) throws StoreException {
        if (dispute.kind() != Dispute.Kind.UNPROVEN || dispute.size() <= log.size()) return;
        book.ports
                .store()
                .headAbove(log.id, dispute.size() - 1)
                .filter(head -> head.size() == dispute.size())
                .ifPresent(head -> log.ahead.put(head.size(), head.root()));
    }

    private void early(PeerLog log, long index, String exact) {
        try {
            if (!(FrameCodec.decode(Base64.getDecoder().decode(exact)) instanceof Frame.Overtake frame)) return;
            KeptHead head = book.heads.verify(log.id, frame.headNote());
            Hash hash = Rfc6962.leaf(frame.leaf().array());
            log.early.put(index, new EarlyEntries.Early(exact, hash, head.size()));
            log.promised(head);
        } catch (FrameException e) {
            book.turn.event(
                    new PostEvent.Alarm("early-unreadable", "A kept early entry can't be read: " + e.getMessage(), 0));
        }
    }

    private void replay(KeptEntry entry) {
        try {
            Leaf leaf = Leaf.parse(entry.leaf().array());
            book.setup.keys().noted(entry.log(), leaf);
        } catch (MessageException e) {
            book.turn.event(new PostEvent.Alarm("key-refused", String.valueOf(e.getMessage()), 0));
        }
    }

    private Optional<OwnLog> newest() {
        OwnLog newest = null;
        for (OwnLog log : book.own.values()) {
            if (newest == null || log.id.epochNumber() >= newest.id.epochNumber()) newest = log;
        }
        return Optional.ofNullable(newest);
    }

    /** What the second place knows of cosigned heads counts even where the store has lost the entries. */
    private void lost(Standing standing) {
        standing.cosigned().forEach((id, mark) -> {
            PeerLog log = book.peer.computeIfAbsent(id.epoch(), e -> new PeerLog(id, CompactRange.empty()));
            if (mark.size() > log.size()) {
                KeptHead head = book.heads.unmark(id, mark);
                log.promised(head);
                book.turn.head(head);
            } else {
                log.cosigned = mark.size();
            }
            log.cosignFrom = mark.size();
        });
    }

    private void holdBack() {
        book.standingLost = true;
        book.turn.fact(STANDING_LOST, "yes");
        for (PeerLog log : book.peer.values()) log.cosignFrom = log.size();
    }

    private Optional<String> reasonForNewEpoch(Optional<OwnLog> newest, Optional<Standing> standing) {
        if (newest.isEmpty()) return Optional.of("store-lost");
        if (standing.isEmpty()) return Optional.of("second-place-missing");
        long number = newest.get().id.epochNumber();
        for (Map.Entry<LogId, Standing.Mark> mark : standing.get().own().entrySet()) {
            // what an epoch before the newest lacks was named when the newest was opened: once is enough
            if (mark.getKey().epochNumber() < number) continue;
            OwnLog log = book.own.get(mark.getKey().epoch());
            if (log == null || log.committed < mark.getValue().size()) return Optional.of("store-older");
            Hash root = book.rootAt(log.id, log.committed, mark.getValue().size());
            if (!root.equals(mark.getValue().root())) return Optional.of("store-differs");
        }
        return Optional.empty();
    }

    /** Opens the epoch and names the largest own head that is known and the one that could be rebuilt. */
    private void openEpoch(String reason, Optional<Standing> standing, List<KeptHead> branches) {
        Optional<OwnLog> before = newest();
        List<KeptHead> known = new ArrayList<>();
        standing.ifPresent(s -> s.own().forEach((id, mark) -> {
            book.own.computeIfAbsent(id.epoch(), e -> new OwnLog(id, CompactRange.empty()));
            known.add(book.heads.unmark(id, mark));
        }));
        for (OwnLog log : book.own.values()) {
            log.head.ifPresent(known::add);
            log.largest.ifPresent(known::add);
        }
        Json.ObjBuilder body = Json.obj();
        known.stream()
                .max(Comparator.comparingLong((KeptHead h) -> h.log().epochNumber())
                        .thenComparingLong(KeptHead::size))
                .ifPresent(head -> body.put("known", headJson(head)));
        before.flatMap(log -> log.head).ifPresent(head -> body.put("rebuilt", headJson(head)));
        List<Json> both = new ArrayList<>();
        for (KeptHead head : branches) both.add(headJson(head));
        if (!both.isEmpty()) body.put("branches", Json.of(both));
        for (KeptHead head : branches) {
            OwnLog log = book.own.get(head.log().epoch());
            if (log != null) log.ownedUp = true;
            book.turn.fact(OWNED_UP + head.log().epoch(), "yes");
        }
        book.openEpoch(reason, body.build());
    }

    static Json.Obj headJson(KeptHead head) {
        return Json.obj()
                .put("epoch", head.log().epoch())
                .put("size", head.size())
                .put("root", head.root().base64())
                .build();
    }

    /** The peer has shown own heads; ours by signature, else ignored. Opens at most one epoch. */
    void shown(Map<String, String> heldByPeer, Map<String, String> knownByPeer) throws StoreException {
        Optional<OwnLog> larger = Optional.empty();
        List<OwnLog> ahead = new ArrayList<>();
        List<KeptHead> branches = new ArrayList<>();
        for (boolean whole : new boolean[] {true, false}) {
            for (Map.Entry<String, String> note : (whole ? heldByPeer : knownByPeer).entrySet()) {
                Optional<KeptHead> head = ours(note.getKey(), note.getValue());
                if (head.isEmpty()) continue;
                OwnLog log = book.own.computeIfAbsent(
                        note.getKey(), e -> new OwnLog(head.get().log(), CompactRange.empty()));
                if (!beyond(log, head.get(), whole)) continue;
                if (!whole) ahead.add(log);
                log.largest = head.filter(
                                h -> log.largest.map(l -> l.size() < h.size()).orElse(true))
                        .or(() -> log.largest);
                if (log.id.epochNumber() < book.current().id.epochNumber()) continue;
                larger = Optional.of(log);
                if (head.get().size() > log.committed) continue;
                log.head.ifPresent(branches::add);
                branches.add(head.get());
            }
        }
        if (larger.isPresent()) {
            openEpoch(branches.isEmpty() ? "larger-head-shown" : "fork", Optional.empty(), branches);
        }
        for (OwnLog log : ahead) {
            if (log.shown.isEmpty() && log.committed > heard(log)) cutBack(log, heard(log));
        }
    }

    /** What the peer holds whole of a log: it says so, or its receipt does, which it can't take back. */
    private static long heard(OwnLog log) {
        return Math.max(log.peerHas, log.receipted);
    }

    private Optional<KeptHead> ours(String epoch, String note) {
        if (!book.own.containsKey(epoch) && book.own.size() >= LineLimits.EPOCHS_MAX) return Optional.empty();
        try {
            return Optional.of(book.heads.verify(new LogId(book.setup.own(), epoch), note));
        } catch (FrameException e) {
            String text = "The peer shows a head that we did not sign: " + e.getMessage();
            book.turn.event(new PostEvent.Alarm(
                    "head-not-ours", text, book.ports.clock().wallMs()));
            return Optional.empty();
        }
    }

    /** Whether a shown head is beyond, or beside, what is here; takes note of what the peer holds whole. */
    private boolean beyond(OwnLog log, KeptHead head, boolean whole) {
        boolean known = head.size() <= log.committed && sameTree(log, head);
        if (known && whole) {
            log.peerHas = head.size();
            log.sentTo = log.peerHas;
        }
        boolean news = log.shown.isEmpty() || log.shown.get().size() < head.size();
        if (!known && whole && news) {
            if (log.shown.isEmpty()) log.agreed = Math.min(log.receipted, log.committed);
            log.shown = Optional.of(head);
        }
        return !known;
    }

    private boolean sameTree(OwnLog log, KeptHead head) {
        return book.rootAt(log.id, log.committed, head.size()).equals(head.root());
    }

    /** Every own log of an earlier epoch that is whole is named in the current one, once. */
    void nameOwn() {
        for (OwnLog log : book.own.values()) {
            boolean whole = log.shown.isEmpty() && log.committed > 0 && log.frontier.size() == log.committed;
            if (log == book.current() || !whole || log.named >= log.committed) continue;
            Optional<KeptHead> signed = book.headAt(log, log.committed);
            if (signed.isEmpty()) continue;
            KeptHead head = signed.get();
            log.named = log.committed;
            book.turn.fact("ownNamed:" + log.id.epoch(), Long.toString(log.named));
            Json.Obj body = Json.obj()
                    .put("state", "REBUILT")
                    .put("found", headJson(head))
                    .put("head", head.note())
                    .build();
            book.note(EntryType.FOUND, Precedence.IMMEDIATE, List.of(), body);
        }
    }

    /** The peer says that a log of ours is disputed. */
    void accused(Frame.Dispute frame) {
        OwnLog log = book.own.get(frame.log().epoch());
        if (log == null || log.ownedUp || !log.accused.isEmpty()) return;
        log.accused = frame.notes().stream()
                .flatMap(note -> ours(frame.log().epoch(), note).stream())
                .toList();
    }

    /** Where the peer has shown a head of ours that is not of our tree, a new epoch names both, once for each epoch. */
    void ownUp() {
        for (OwnLog log : book.own.values()) {
            boolean whole = log.shown.isEmpty() && log.frontier.size() == log.committed;
            if (log.accused.isEmpty() || !whole) continue;
            Optional<KeptHead> other = log.accused.stream()
                    .filter(head -> head.size() <= log.committed && !sameTree(log, head))
                    .findFirst();
            log.accused = List.of();
            if (log.ownedUp || other.isEmpty() || log.head.isEmpty()) continue;
            openEpoch("fork", Optional.empty(), List.of(log.head.get(), other.get()));
            return;
        }
    }

    /** The peer holds another branch under our own signature: ours above it never left; it is carried over. */
    private void cutBack(OwnLog log, long size) throws StoreException {
        int count = (int) (log.committed - size);
        List<KeptEntry> unsent = book.ports.store().read(log.id, size, count, Integer.MAX_VALUE);
        log.frontier = book.rangeAt(log.id, size);
        log.committed = size;
        log.head = book.ports
                .store()
                .headAbove(log.id, size - 1)
                .filter(head -> head.size() == size && head.root().equals(log.frontier.root()));
        book.turn.cut(log.id, size);
        unsent.forEach(this::carryOver);
    }

    private void carryOver(KeptEntry entry) {
        Json.ObjBuilder about = Json.obj()
                .put("state", "NOT SENT")
                .put("epoch", entry.log().epoch())
                .put("index", entry.index());
        found(about, entry.leaf(), Optional.empty());
    }

    /** Names a leaf; a FOUND that would burst the bound is said again as it was, anything else by its place only. */
    private void found(Json.ObjBuilder about, Bytes leaf, Optional<KeptHead> head) {
        about.putIf("head", head.map(h -> Json.of(h.note())));
        boolean fits = leaf.size() <= Leaf.OWN_BYTES_MAX;
        if (fits) about.put("leaf", Base64.getEncoder().encodeToString(leaf.array()));
        Json.Obj body = fits ? about.build() : bodyOfFound(leaf).orElseGet(about::build);
        book.note(EntryType.FOUND, Precedence.IMMEDIATE, List.of(), body);
    }

    private static Optional<Json.Obj> bodyOfFound(Bytes leaf) {
        try {
            Statement statement = Leaf.parse(leaf.array()).statement();
            return statement.kind().type() == EntryType.FOUND ? Optional.of(statement.body()) : Optional.empty();
        } catch (MessageException e) {
            return Optional.empty(); // no leaf of ours
        }
    }

    /** Own entries come back from the peer, verified by our own signature. */
    void backFill(Frame.Entries frame) throws FrameException, StoreException {
        OwnLog log = book.own.get(frame.log().epoch());
        boolean expected = log != null && log.shown.isPresent() && frame.first() == log.agreed;
        if (log == null || !expected || log.frontier.size() != log.committed) return;
        KeptHead head = book.heads.verify(log.id, frame.headNote());
        if (head.size() != frame.first() + frame.leaves().size()) {
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, "the head is not at the last leaf");
        }
        CompactRange proven = proven(frame, head);
        long same = agreement(log, frame);
        if (same < Math.min(log.committed, head.size())) cutBack(log, same);
        log.agreed = Math.max(same, Math.min(head.size(), log.committed));
        if (head.size() > log.committed) append(log, frame, head, proven);
        if (head.size() >= log.shown.map(KeptHead::size).orElse(0L)) rebuilt(log, head.size());
    }

    /** The index up to which the own log and a back-fill are the same. */
    private long agreement(OwnLog log, Frame.Entries frame) {
        long index = frame.first();
        NodeSource nodes = book.ports.store().nodes(log.id);
        for (byte[] leaf : frame.leaves()) {
            if (index >= log.committed || !nodes.node(0, index).equals(Rfc6962.leaf(leaf))) return index;
            index++;
        }
        return index;
    }

    /** What came is one with our own head before anything of ours gives way to it. */
    private CompactRange proven(Frame.Entries frame, KeptHead head) throws FrameException {
        CompactRange range = book.rangeAt(head.log(), frame.first());
        frame.leaves().forEach(leaf -> range.append(Rfc6962.leaf(leaf)));
        if (!range.root().equals(head.root())) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, "own entries do not fit our own head");
        }
        return range;
    }

    private void append(OwnLog log, Frame.Entries frame, KeptHead head, CompactRange proven) {
        for (long i = log.committed; i < head.size(); i++) {
            keepOwn(log, i, frame.leaves().get((int) (i - frame.first())));
        }
        log.frontier = proven;
        log.head = Optional.of(head);
        log.agreed = head.size();
        book.turn.head(head);
    }

    private void keepOwn(OwnLog log, long index, byte[] bytes) {
        EntryMark mark = Marks.UNREADABLE;
        try {
            Leaf leaf = Leaf.parse(bytes);
            mark = Marks.peer(leaf.statement());
            book.setup.keys().noted(log.id, leaf);
            leaf.seal().held().ifPresent(held -> book.heldBefore.merge(held.epoch(), held.size(), Math::max));
        } catch (MessageException e) {
            mark = Marks.UNREADABLE;
        }
        long nowMs = book.ports.clock().wallMs();
        book.turn.entry(new KeptEntry(log.id, index, Bytes.of(bytes), Rfc6962.leaf(bytes), nowMs, mark));
    }

    private void rebuilt(OwnLog log, long size) {
        log.shown = Optional.empty();
        log.peerHas = size;
        log.sentTo = size;
        if (book.standingLost && !book.restoring()) book.turn.fact(STANDING_LOST, "");
    }

    /** A single own leaf comes back from beyond a gap: proven by an own head, it is named in an entry, once. */
    void foundLeaf(Frame.Overtake frame) throws FrameException {
        OwnLog log = book.own.get(frame.log().epoch());
        String fact = "found:" + frame.log().epoch() + ":" + frame.index();
        boolean atHome = log == book.current() || (log != null && frame.index() < log.frontier.size());
        if (atHome || found.contains(fact)) return;
        KeptHead head = book.heads.verify(frame.log(), frame.headNote());
        Hash hash = Rfc6962.leaf(frame.leaf().array());
        try {
            Proofs.verifyInclusion(hash, frame.index(), head.size(), frame.proof(), head.root());
        } catch (TranscriptException e) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, "not proven by our head: " + e.getMessage());
        }
        found.add(fact);
        book.turn.fact(fact, "named");
        Json.ObjBuilder about = Json.obj()
                .put("state", "FOUND")
                .put("epoch", frame.log().epoch())
                .put("index", frame.index());
        found(about, frame.leaf(), Optional.of(head));
    }

    /** What to ask the peer for: every own log of which it has shown more than is here. */
    List<Frame.Ask> asks() {
        return book.own.values().stream()
                .filter(log -> log.shown.isPresent())
                .map(log -> new Frame.Ask(log.id, log.agreed, Optional.empty()))
                .toList();
    }
}
