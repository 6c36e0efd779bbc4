package org.ringdown.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Head;

/**
 * Receipts, both ways, and the second place that stands before them: no head and no cosignature leaves that a larger one
 * in the second place does not cover. Owned by the Post's thread.
 */
final class Receipts {
    private final Book book;
    private final Ports ports;
    private final Map<LogId, Standing.Mark> ownMarks = new HashMap<>();
    private final Map<LogId, Standing.Mark> cosignedMarks = new HashMap<>();
    private Map<LogId, Standing.Mark> cosignedWritten = Map.of();
    /** When it was last told that a receipt is over another tree. */
    private Optional<Long> toldNs = Optional.empty();

    Receipts(Book book) {
        this.book = book;
        this.ports = book.ports;
    }

    /** Takes in what the second place holds. */
    void start() throws StoreException {
        ports.secondPlace().read().ifPresent(standing -> {
            ownMarks.putAll(standing.own());
            cosignedMarks.putAll(standing.cosigned());
        });
    }

    /** A receipt came; true where it tells something new. */
    boolean take(Frame.Receipt frame) throws FrameException {
        OwnLog log = book.own.get(frame.log().epoch());
        if (log == null || !frame.log().party().equals(book.setup.own())) return false;
        Heads.Cosigned cosigned = book.heads.verifyReceipt(log.id, frame.note());
        Head head = cosigned.head();
        if (head.size() <= log.cosigned) return false;
        if (head.size() > log.committed) {
            log.receiptAhead = Optional.of(frame);
            return false;
        }
        if (!book.rootAt(log.id, log.committed, head.size()).equals(head.root())) {
            differs();
            return false;
        }
        log.cosigned = head.size();
        log.peerHas(head.size());
        raise(log, KeptReceipt.Kind.COSIGNATURE, head.size(), cosigned.note());
        return true;
    }

    /** What the peer's signed entries of this turn name as held of an own log is a receipt for it. */
    void takeHeld() {
        if (book.turn.peerHolds.isEmpty()) return;
        Turn.PeerHolds says = book.turn.peerHolds.get();
        long size = says.held().size();
        OwnLog log = book.own.get(says.held().epoch());
        if (log == null || size <= log.receipted || size > log.committed) return;
        if (book.rootAt(log.id, log.committed, size).equals(says.held().root())) {
            raise(log, KeptReceipt.Kind.HELD, size, says.headNote());
        } else {
            differs();
        }
    }

    private void raise(OwnLog log, KeptReceipt.Kind kind, long size, String note) {
        long nowMs = ports.clock().wallMs();
        book.turn.receipt(new KeptReceipt(log.id, kind, size, note, nowMs));
        long before = log.raise(size);
        log.progressNs = ports.clock().monoNs();
        if (size > before) book.turn.event(new PostEvent.Delivered(log.id, before, size, kind, nowMs));
    }

    /** Told once in a while: a peer may send such receipts as fast as the wire carries them. */
    private void differs() {
        long nowNs = ports.clock().monoNs();
        boolean soon = toldNs.isPresent() && nowNs - toldNs.get() < LineLimits.RECEIPT_ALARM_EVERY_MS * 1_000_000L;
        if (soon) return;
        toldNs = Optional.of(nowNs);
        book.alarm("receipt-differs", "The peer cosigned another tree than ours: export the record and ask why.");
    }

    /** Receipts that came before the entries they cover were back from the peer count once they are. */
    boolean takeAhead() {
        boolean news = false;
        for (OwnLog log : book.own.values()) {
            if (log.receiptAhead.isEmpty() || log.shown.isPresent()) continue;
            Frame.Receipt frame = log.receiptAhead.get();
            log.receiptAhead = Optional.empty();
            try {
                news |= take(frame);
            } catch (FrameException e) {
                book.alarm("receipt-refused", "A kept receipt is not good: " + e.getMessage());
            }
        }
        return news;
    }

    /** An early receipt came. */
    void takeEarly(Frame.Early frame) throws FrameException, StoreException {
        Heads.EarlyReceipt receipt = book.heads.verifyEarly(frame.note());
        for (OwnLog log : book.own.values()) {
            if (!receipt.origin().equals(log.id.origin(book.setup.lineId()))) continue;
            boolean ours = receipt.index() < log.committed
                    && ports.store().nodes(log.id).node(0, receipt.index()).equals(receipt.leafHash());
            if (!ours || log.delivered(receipt.index())) return;
            if (receipt.size() > log.committed) return;
            if (!book.rootAt(log.id, log.committed, receipt.size()).equals(receipt.root())) {
                differs();
                return;
            }
            long nowMs = ports.clock().wallMs();
            book.turn.receipt(
                    new KeptReceipt(log.id, KeptReceipt.Kind.EARLY, receipt.index() + 1, frame.note(), nowMs));
            log.raiseEarly(receipt.index());
            book.turn.event(new PostEvent.Delivered(
                    log.id, receipt.index(), receipt.index() + 1, KeptReceipt.Kind.EARLY, nowMs));
        }
    }

    /** Decides which receipts leave; the largest cosigned size is raised here, once for all sessions. */
    List<Runnable> decide(Collection<Session> sessions) {
        List<Runnable> out = new ArrayList<>();
        for (PeerLog log : book.peer.values()) cosign(log).ifPresent(out::add);
        for (PeerLog log : book.peer.values()) {
            log.known.ifPresent(head -> raise(log.id, head));
            if (log.dispute.isPresent()) log.head.ifPresent(head -> raise(log.id, head));
        }
        for (Session session : sessions) {
            List<Heads.EarlyReceipt> early = List.copyOf(session.earlyReceipts);
            session.earlyReceipts.clear();
            early.forEach(r -> out.add(() -> ports.paths()
                    .send(session.number, FrameCodec.encode(new Frame.Early(book.heads.earlyReceipt(r))))));
        }
        return out;
    }

    private Optional<Runnable> cosign(PeerLog log) {
        if (log.receiptTo.isEmpty() || log.head.isEmpty()) return Optional.empty();
        KeptHead head = log.head.get();
        if (book.restoring()) return Optional.empty();
        List<Long> to = List.copyOf(log.receiptTo);
        log.receiptTo.clear();
        long from = cosignFrom(log);
        if (log.dispute.isPresent() || head.size() < from) return Optional.empty();
        boolean sinceRestore = from > 0 && log.cosigned < from;
        log.cosigned = Math.max(log.cosigned, head.size());
        raise(log.id, head);
        long wallMs = Math.max(0, ports.clock().wallMs());
        return Optional.of(() -> {
            byte[] frame = FrameCodec.encode(new Frame.Receipt(log.id, book.heads.cosign(head, wallMs), sinceRestore));
            to.forEach(number -> ports.paths().send(number, frame));
        });
    }

    /** What was lost with the second place is not cosigned before a head covers it. */
    private long cosignFrom(PeerLog log) {
        long named = book.standingLost ? book.heldBefore.getOrDefault(log.id.epoch(), 0L) : 0;
        return Math.max(log.cosignFrom, named);
    }

    private void raise(LogId log, KeptHead head) {
        Standing.Mark had = cosignedMarks.get(log);
        if (had == null || had.size() < head.size()) cosignedMarks.put(log, book.heads.mark(head));
    }

    /** Makes the largest heads, signed and cosigned, durable in the second place. */
    void standing() throws StoreException {
        boolean changed = false;
        for (OwnLog log : book.own.values()) {
            if (log.head.isEmpty()) continue;
            Standing.Mark had = ownMarks.get(log.id);
            if (had != null && had.size() >= log.head.get().size()) continue;
            ownMarks.put(log.id, book.heads.mark(log.head.get()));
            changed = true;
        }
        changed |= !cosignedMarks.equals(cosignedWritten);
        if (!changed) return;
        ports.secondPlace().write(new Standing(ownMarks, cosignedMarks));
        cosignedWritten = Maps.copy(cosignedMarks);
    }
}
