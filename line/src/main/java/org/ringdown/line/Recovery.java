package org.ringdown.line;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Precedence;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Rfc6962;

/** Starts a Post from what is durable, and opens a new epoch where that can't be shown to be the newest. */
final class Recovery {
    private final Book book;
    /** The own size at the start of each log: what is above it never left before a peer showed its heads. */
    private long sizeAtStart;

    Recovery(Book book) {
        this.book = book;
    }

    /** Loads the logs and decides whether the epoch goes on. */
    void start() throws StoreException {
        StoreState state = book.ports.store().load();
        Optional<Standing> standing = book.ports.secondPlace().read();
        for (StoreState.LogState log : state.logs()) load(log, state.facts());
        for (KeptEntry entry : state.founding()) replay(entry);
        Optional<OwnLog> newest = newest();
        newest.ifPresent(log -> {
            book.continueIn(log);
            sizeAtStart = log.committed;
        });
        standing.ifPresentOrElse(this::lost, () -> holdBack());
        Optional<String> reason = reasonForNewEpoch(newest, standing);
        reason.ifPresent(why -> openEpoch(why, standing, List.of()));
    }

    private void load(StoreState.LogState state, Map<String, String> facts) {
        String epoch = state.log().epoch();
        if (state.log().party().equals(book.setup.own())) {
            OwnLog log = new OwnLog(state.log(), state.frontier());
            log.head = state.head();
            log.raise(state.receipted());
            log.early.addAll(state.earlyReceipts());
            book.own.put(epoch, log);
            return;
        }
        PeerLog log = new PeerLog(state.log(), state.frontier());
        log.head = state.head().filter(head -> head.size() == log.size());
        log.early.addAll(state.earlyEntries());
        log.dispute = Optional.ofNullable(facts.get("dispute:" + epoch));
        log.named = Long.parseLong(facts.getOrDefault("named:" + epoch, "0"));
        log.namedByUs = facts.containsKey("namedByUs:" + epoch);
        book.peer.put(epoch, log);
        book.peerEpoch(epoch);
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
            if (mark.size() > log.size()) log.ahead.put(mark.size(), mark.root());
            else log.cosigned = mark.size();
            log.cosignFrom = mark.size();
        });
    }

    private void holdBack() {
        for (PeerLog log : book.peer.values()) log.cosignFrom = log.size();
    }

    private Optional<String> reasonForNewEpoch(Optional<OwnLog> newest, Optional<Standing> standing) {
        if (newest.isEmpty()) return Optional.of("store-lost");
        if (standing.isEmpty()) return Optional.of("second-place-missing");
        for (Map.Entry<LogId, Standing.Mark> mark : standing.get().own().entrySet()) {
            OwnLog log = book.own.get(mark.getKey().epoch());
            if (log == null || log.committed < mark.getValue().size()) return Optional.of("store-older");
            Hash root = book.rootAt(log.id, log.committed, mark.getValue().size());
            if (!root.equals(mark.getValue().root())) return Optional.of("store-differs");
        }
        return Optional.empty();
    }

    /** Opens the epoch and names the largest own head that is known and the one that could be rebuilt. */
    private void openEpoch(String reason, Optional<Standing> standing, List<String> branches) {
        Optional<OwnLog> before = newest();
        standing.ifPresent(s -> s.own().forEach((id, mark) -> {
            OwnLog log = book.own.computeIfAbsent(id.epoch(), e -> new OwnLog(id, CompactRange.empty()));
            if (mark.size() > log.committed && log.shown.isEmpty()) {
                log.shown = Optional.of(book.heads.unmark(id, mark));
            }
        }));
        Json.ObjBuilder body = Json.obj();
        largestKnown().ifPresent(head -> body.put("known", headJson(head)));
        before.flatMap(log -> log.head).ifPresent(head -> body.put("rebuilt", headJson(head)));
        if (!branches.isEmpty()) body.put("branches", Json.strings(branches));
        book.openEpoch(reason, body.build());
    }

    private Optional<KeptHead> largestKnown() {
        OwnLog best = null;
        for (OwnLog log : book.own.values()) {
            if (best == null || log.id.epochNumber() >= best.id.epochNumber()) best = log;
        }
        if (best == null) return Optional.empty();
        return best.shown.isPresent() ? best.shown : best.head;
    }

    static Json.Obj headJson(KeptHead head) {
        return Json.obj()
                .put("epoch", head.log().epoch())
                .put("size", head.size())
                .put("root", head.root().base64())
                .build();
    }

    /** The peer has shown an own head; ours by signature, else it is ignored. True where it asks for back-fill. */
    void shown(String epoch, String note) throws StoreException {
        LogId id = new LogId(book.setup.own(), epoch);
        KeptHead head;
        try {
            head = book.heads.verify(id, note);
        } catch (FrameException e) {
            book.turn.event(new PostEvent.Alarm(
                    "head-not-ours", "The peer shows a head that we did not sign: " + e.getMessage(), 0));
            return;
        }
        OwnLog log = book.own.get(epoch);
        if (log == null) {
            if (book.own.size() >= LineLimits.EPOCHS_MAX) return;
            log = new OwnLog(id, CompactRange.empty());
            book.own.put(epoch, log);
        }
        if (head.size() <= log.committed && sameTree(log, head)) {
            log.peerHas = head.size();
            log.sentTo = Math.min(log.sentTo, log.committed);
            log.sentTo = log.peerHas;
            return;
        }
        boolean news = log.shown.isEmpty() || log.shown.get().size() < head.size();
        if (news) log.shown = Optional.of(head);
        if (log == book.current() || log.id.epochNumber() >= book.current().id.epochNumber()) {
            largerShown(log, head);
        }
    }

    private boolean sameTree(OwnLog log, KeptHead head) {
        return book.rootAt(log.id, log.committed, head.size()).equals(head.root());
    }

    /** The store is not the newest: what it holds above its size at the start never left; carry it over. */
    private void largerShown(OwnLog log, KeptHead head) throws StoreException {
        List<KeptEntry> unsent = new ArrayList<>();
        boolean branch = head.size() <= log.committed;
        List<String> branches = branch ? List.of(log.id.epoch()) : List.of();
        if (log == book.current() && !branch && log.committed > sizeAtStart) {
            unsent.addAll(book.ports.store()
                    .read(log.id, sizeAtStart, (int) (log.committed - sizeAtStart), Integer.MAX_VALUE));
            cutBack(log);
        }
        log.shown = Optional.of(head);
        openEpoch(branch ? "fork" : "larger-head-shown", Optional.empty(), branches);
        for (KeptEntry entry : unsent) carryOver(entry);
    }

    private void cutBack(OwnLog log) {
        List<Hash> hashes = new ArrayList<>();
        CompactRange range = CompactRange.empty();
        for (long i = 0; i < sizeAtStart; i++) {
            Hash hash = book.ports.store().nodes(log.id).node(0, i);
            hashes.add(hash);
            range.append(hash);
        }
        log.frontier = range;
        log.committed = sizeAtStart;
        log.head = Optional.empty();
        book.turn.cut(log.id, sizeAtStart);
    }

    private void carryOver(KeptEntry entry) {
        Json.Obj body = Json.obj()
                .put("state", "NOT SENT")
                .put("epoch", entry.log().epoch())
                .put("index", entry.index())
                .put("leaf", Base64.getEncoder().encodeToString(entry.leaf().array()))
                .build();
        book.note(EntryType.FOUND, Precedence.IMMEDIATE, List.of(), body);
    }

    /** Own entries come back from the peer, verified by our own signature. */
    void backFill(Frame.Entries frame) throws FrameException {
        OwnLog log = book.own.get(frame.log().epoch());
        if (log == null || log.shown.isEmpty() || frame.first() != log.frontier.size()) return;
        KeptHead head = book.heads.verify(log.id, frame.headNote());
        if (head.size() != frame.first() + frame.leaves().size()) {
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, "the head is not at the last leaf");
        }
        CompactRange next = log.frontier.copy();
        for (byte[] leaf : frame.leaves()) next.append(Rfc6962.leaf(leaf));
        if (!next.root().equals(head.root())) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, "own entries do not fit our own head");
        }
        for (int i = 0; i < frame.leaves().size(); i++) keepOwn(log, frame.first() + i, frame.leaves().get(i));
        log.frontier = next;
        log.head = Optional.of(head);
        book.turn.head(head);
        if (head.size() >= log.shown.get().size()) rebuilt(log, head);
    }

    private void keepOwn(OwnLog log, long index, byte[] bytes) {
        EntryMark mark = Marks.UNREADABLE;
        try {
            Leaf leaf = Leaf.parse(bytes);
            mark = Marks.peer(leaf.statement());
            book.setup.keys().noted(log.id, leaf);
            leaf.seal().held().ifPresent(held -> {
                PeerLog peer = book.peer.get(held.epoch());
                if (peer != null && peer.cosignFrom > 0) peer.cosignFrom = Math.max(peer.cosignFrom, held.size());
            });
        } catch (MessageException e) {
            mark = Marks.UNREADABLE;
        }
        long nowMs = book.ports.clock().wallMs();
        book.turn.entry(new KeptEntry(
                log.id, index, Bytes.of(bytes), Rfc6962.leaf(bytes), nowMs, mark));
    }

    private void rebuilt(OwnLog log, KeptHead head) {
        log.shown = Optional.empty();
        log.peerHas = head.size();
        log.sentTo = head.size();
        Json.Obj body = Json.obj()
                .put("state", "REBUILT")
                .put("found", headJson(head))
                .put("head", head.note())
                .build();
        book.note(EntryType.FOUND, Precedence.IMMEDIATE, List.of(), body);
    }

    /** The first own log that wants back-fill. */
    Optional<Frame.Ask> ask() {
        return book.own.values().stream()
                .filter(log -> log.shown.isPresent())
                .findFirst()
                .map(log -> new Frame.Ask(log.id, log.committed));
    }
}
