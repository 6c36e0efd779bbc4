package org.ringdown.line;

import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Proofs;

/** Decides what of the own logs goes out on which session. Owned by the Post's thread; runs after each commit. */
final class Outflow {
    private final Book book;
    private final Ports ports;

    Outflow(Book book, Ports ports) {
        this.book = book;
        this.ports = ports;
    }

    /** Sends what can be sent now; own urgent entries of the turn first. */
    void pump(Collection<Session> sessions) throws StoreException {
        List<Session> urgent =
                sessions.stream().filter(s -> s.carries(Frame.Kind.URGENT)).toList();
        Optional<Session> bulk =
                sessions.stream().filter(s -> s.carries(Frame.Kind.BULK)).min(Comparator.comparingLong(s -> s.number));
        OwnLog current = book.current();
        boolean lone = current.sentTo == current.peerHas && current.committed - current.peerHas <= 8;
        for (Session s : urgent) pumpUrgent(s, lone);
        if (bulk.isEmpty()) return;
        pumpBulk(bulk.get(), book.current());
        for (OwnLog log : book.own.values()) if (log != book.current()) pumpBulk(bulk.get(), log);
        for (Session s : sessions) {
            while (!s.owed.isEmpty() && s.pace.open())
                send(s, Base64.getDecoder().decode(s.owed.remove()));
        }
    }

    /** An urgent entry goes over every path at once: one of them may have died unnoticed. */
    private void pumpUrgent(Session session, boolean lone) throws StoreException {
        OwnLog log = book.current();
        session.writes(log);
        boolean nothingBefore = lone;
        for (long index : log.urgent) {
            if (index >= log.committed || !session.overtook.add(index)) continue;
            if (nothingBefore) {
                sendChunk(session, log, log.peerHas);
                for (long i = log.peerHas; i < log.sentTo; i++) session.overtook.add(i);
                nothingBefore = false;
            } else if (index >= log.sentTo || log.sentTo - log.peerHas > 8) {
                overtake(session, log, index);
            }
        }
    }

    private void overtake(Session session, OwnLog log, long index) throws StoreException {
        List<KeptEntry> one = book.read(log, index, 1);
        if (one.isEmpty() || log.head.isEmpty()) return;
        KeptHead head = log.head.get();
        byte[] frame = FrameCodec.encode(new Frame.Overtake(
                log.id,
                index,
                head.note(),
                Proofs.inclusion(index, head.size(), ports.store().nodes(log.id)),
                one.getFirst().leaf()));
        send(session, frame);
    }

    /** Sends a frame that carries leaves: all of them count against the pace. */
    void send(Session session, byte[] frame) {
        session.pace.sent(frame.length, ports.clock().monoNs());
        ports.paths().send(session.number, frame);
    }

    private void pumpBulk(Session session, OwnLog log) throws StoreException {
        if (log.shown.isPresent()) return;
        while (log.sentTo < log.committed && session.pace.open() && !tooMuchUnreceipted(log)) {
            if (!sendChunk(session, log, log.sentTo)) return;
        }
    }

    private boolean tooMuchUnreceipted(OwnLog log) {
        return log.sentTo - log.peerHas > LineLimits.UNRECEIPTED_ENTRIES_MAX;
    }

    /** Sends one chunk that ends at a signed head; false where nothing could be read. */
    private boolean sendChunk(Session session, OwnLog log, long first) throws StoreException {
        List<KeptEntry> entries = book.read(log, first, chunkBytes(session, log, first));
        Optional<Frame.Entries> chunk = chunk(log, first, entries);
        if (chunk.isEmpty()) return false;
        if (log.sentTo == log.peerHas) log.progressNs = ports.clock().monoNs();
        log.sentTo = Math.max(log.sentTo, first + chunk.get().leaves().size());
        send(session, FrameCodec.encode(chunk.get()));
        return true;
    }

    /**
     * The entries under a head at their end. A log key signs nothing below the place from which it is certified: what is
     * older goes up to the next head that the key of that time signed.
     */
    private Optional<Frame.Entries> chunk(OwnLog log, long first, List<KeptEntry> entries) throws StoreException {
        if (entries.isEmpty()) return Optional.empty();
        Optional<KeptHead> head = book.headAt(log, first + entries.size());
        if (head.isPresent()) return Optional.of(frame(log, first, entries, head.get()));
        Optional<KeptHead> kept = ports.store().headAbove(log.id, first);
        if (kept.isEmpty() || kept.get().size() - first > FrameCodec.LEAVES_MAX) return Optional.empty();
        int count = (int) (kept.get().size() - first);
        List<KeptEntry> run = ports.store().read(log.id, first, count, FrameCodec.FRAME_BYTES_MAX);
        return run.size() == count ? Optional.of(frame(log, first, run, kept.get())) : Optional.empty();
    }

    private static Frame.Entries frame(OwnLog log, long first, List<KeptEntry> entries, KeptHead head) {
        List<byte[]> leaves = entries.stream().map(e -> e.leaf().array()).toList();
        return new Frame.Entries(log.id, first, head.note(), leaves);
    }

    /** The first head covers the founding as a whole: the log key is not certified below it. */
    private int chunkBytes(Session session, OwnLog log, long first) throws StoreException {
        long founding = first > 0
                ? 0
                : ports.store().headAbove(log.id, 0).map(KeptHead::size).orElse(0L);
        if (founding == 0) return session.pace.chunk();
        int bytes = 0;
        for (KeptEntry entry : book.read(log, 0, FrameCodec.FRAME_BYTES_MAX / 2)) {
            if (entry.index() < founding) bytes += entry.leaf().size();
        }
        return Math.max(bytes, session.pace.chunk());
    }

    /** What came off the wire there and brought no receipt in time is sent again. */
    void unstall(Collection<Session> sessions, long nowNs) {
        if (sessions.stream().anyMatch(s -> s.carries(Frame.Kind.BULK) && s.pace.inFlight() > 0)) return;
        for (OwnLog log : book.own.values()) {
            boolean waiting = log.sentTo > log.peerHas;
            if (waiting && nowNs - log.progressNs > LineLimits.STALL_MS * 1_000_000L) {
                log.sentTo = log.peerHas;
                log.progressNs = nowNs;
            }
            if (!waiting) askReceipt(log, nowNs);
        }
    }

    /** The peer holds it whole and has not receipted it for long: its last entry goes again, which brings the receipt. */
    private static void askReceipt(OwnLog log, long nowNs) {
        boolean held = log.peerHas == log.committed && log.receipted < log.committed;
        if (!held || nowNs - log.progressNs <= LineLimits.GOT_MS * 1_000_000L) return;
        log.peerHas = log.committed - 1;
        log.sentTo = log.peerHas;
        log.progressNs = nowNs;
    }

    /** Answers an ASK for own entries: one chunk, up to the size that was asked for. */
    void again(Session session, Frame.Ask ask) throws StoreException {
        OwnLog log = book.own.get(ask.log().epoch());
        if (log == null || ask.first() >= log.committed || !session.pace.open()) return;
        long until = Math.max(Math.min(ask.until().orElse(log.committed), log.committed), ask.first() + 1);
        int countMax = (int) Math.min(LineLimits.CHUNK_ENTRIES_MAX, until - ask.first());
        List<KeptEntry> entries = ports.store().read(log.id, ask.first(), countMax, LineLimits.CHUNK_MAX_BYTES);
        chunk(log, ask.first(), entries).ifPresent(chunk -> send(session, FrameCodec.encode(chunk)));
    }

    /** Answers an ASK for one of our own entries, whose bytes the peer has lost. */
    void giveOwn(Session session, Frame.Ask ask) throws StoreException {
        OwnLog log = book.own.get(ask.log().epoch());
        if (log != null && ask.first() < log.committed) overtake(session, log, ask.first());
    }

    /**
     * Answers an ASK: a party's own entries, back to it, up to the next head that is kept; the first of them alone where
     * they do not fit one frame.
     */
    void give(Session session, Frame.Ask ask) throws StoreException {
        PeerLog held = book.peer.get(ask.log().epoch());
        if (held == null || ask.first() >= held.size()) return;
        if (!giveRun(session, held, ask)) giveOne(session, held, ask.first());
    }

    private void giveOne(Session session, PeerLog log, long index) throws StoreException {
        List<KeptEntry> one = ports.store().read(log.id, index, 1, FrameCodec.FRAME_BYTES_MAX);
        if (one.isEmpty() || log.head.isEmpty() || log.head.get().size() != log.committed) return;
        KeptHead head = log.head.get();
        List<Hash> proof = Proofs.inclusion(index, head.size(), ports.store().nodes(log.id));
        send(
                session,
                FrameCodec.encode(new Frame.Overtake(
                        log.id, index, head.note(), proof, one.getFirst().leaf())));
    }

    private boolean giveRun(Session session, PeerLog held, Frame.Ask ask) throws StoreException {
        Optional<KeptHead> head = ports.store().headAbove(ask.log(), ask.first());
        if (head.isEmpty() || head.get().size() > held.size()) return false;
        int count = (int) Math.min(FrameCodec.LEAVES_MAX, head.get().size() - ask.first());
        List<KeptEntry> entries = ports.store().read(ask.log(), ask.first(), count, FrameCodec.FRAME_BYTES_MAX);
        if (ask.first() + entries.size() != head.get().size()) return false;
        List<byte[]> leaves = entries.stream().map(e -> e.leaf().array()).toList();
        byte[] frame = FrameCodec.encode(
                new Frame.Entries(ask.log(), ask.first(), head.get().note(), leaves));
        if (frame.length > FrameCodec.FRAME_BYTES_MAX) return false;
        send(session, frame);
        return true;
    }
}
