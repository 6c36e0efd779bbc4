package org.ringdown.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.transcript.ForkProof;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Proofs;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.TranscriptException;

/**
 * Two signed heads of one peer log, and why they can't belong to one history; made from what is held here.
 *
 * @param first the head that was known first
 * @param second the other
 * @param proof why
 */
record Fork(KeptHead first, KeptHead second, ForkProof proof) {
    List<String> notes() {
        return List.of(first.note(), second.note());
    }

    /** Whether the proof convinces an outsider who has both heads. */
    boolean proven(Book book) {
        try {
            proof.check(head(book, first), head(book, second));
            return true;
        } catch (TranscriptException e) {
            return false;
        }
    }

    private static Head head(Book book, KeptHead kept) {
        return new Head(kept.log().origin(book.setup.lineId()), kept.size(), kept.root());
    }

    /** A head at or below what is held durably has another root than the held tree. */
    static Optional<Fork> below(Book book, PeerLog log, KeptHead head) {
        NodeSource held = book.ports.store().nodes(log.id);
        return log.durable
                .filter(ours -> ours.size() >= head.size() && ours.size() <= log.committed)
                .map(ours -> new Fork(ours, head, ForkProof.beginning(head.size(), ours.size(), held)));
    }

    /** A leaf under a head, at an index where another leaf is held durably. */
    static Optional<Fork> leaf(Book book, PeerLog log, Frame.Overtake frame, KeptHead head) {
        NodeSource held = book.ports.store().nodes(log.id);
        long index = frame.index();
        return log.durable
                .filter(ours -> ours.size() > index && ours.size() <= log.committed)
                .map(ours -> {
                    List<Hash> proof = Proofs.inclusion(index, ours.size(), held);
                    ForkProof.Place first = new ForkProof.Place(held.node(0, index), proof);
                    return new Fork(ours, head, new ForkProof.OneIndex(index, first, place(frame)));
                });
    }

    /** Two leaves came early for one index, each under a head. */
    static Optional<Fork> early(Book book, PeerLog log, EarlyEntries.Early early, Frame.Overtake frame, KeptHead head) {
        Frame.Overtake before = early.frame();
        ForkProof proof = new ForkProof.OneIndex(frame.index(), place(before), place(frame));
        return head(book, log, before).map(first -> new Fork(first, head, proof));
    }

    /** Leaves that lead from what is held to a head, and through another tree than a smaller or larger head says. */
    static final class Branch {
        private final Book book;
        private final PeerLog log;
        private final KeptHead head;
        private final NodeSource held;
        /** The first leaf that is not taken from what is held durably. */
        private final long from;

        private final List<Hash> above = new ArrayList<>();

        Branch(Book book, PeerLog log, Frame.Entries frame, KeptHead head) {
            this.book = book;
            this.log = log;
            this.head = head;
            this.held = book.ports.store().nodes(log.id);
            this.from = Math.min(log.committed, frame.first());
            for (KeptEntry entry : book.turn.entries()) {
                boolean between = entry.log().equals(log.id) && entry.index() >= from && entry.index() < frame.first();
                if (between) above.add(entry.hash());
            }
            for (byte[] leaf : frame.leaves()) above.add(Rfc6962.leaf(leaf));
        }

        /** The branch goes another way before it reaches the size of this smaller head. */
        Fork notFrom(KeptHead smaller) {
            return new Fork(smaller, head, ForkProof.beginning(smaller.size(), head.size(), this::node));
        }

        /** The branch has another leaf than the one that came early. */
        Optional<Fork> notWith(long index, EarlyEntries.Early early) {
            Frame.Overtake before = early.frame();
            Optional<KeptHead> first = head(book, log, before);
            if (early.headSize() <= head.size()) return first.map(this::notFrom);
            List<Hash> proof = Proofs.inclusion(index, head.size(), this::node);
            ForkProof.Place second = new ForkProof.Place(node(0, index), proof);
            return first.map(f -> new Fork(f, head, new ForkProof.OneIndex(index, place(before), second)));
        }

        private Hash node(int level, long index) {
            if ((index + 1) << level <= from) return held.node(level, index);
            if (level == 0) return above.get((int) (index - from));
            return Rfc6962.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
        }
    }

    private static ForkProof.Place place(Frame.Overtake frame) {
        return new ForkProof.Place(Rfc6962.leaf(frame.leaf().array()), frame.proof());
    }

    private static Optional<KeptHead> head(Book book, PeerLog log, Frame.Overtake early) {
        try {
            return Optional.of(book.heads.verify(log.id, early.headNote()));
        } catch (FrameException e) {
            return Optional.empty(); // its key is no longer good: it proves nothing
        }
    }
}
