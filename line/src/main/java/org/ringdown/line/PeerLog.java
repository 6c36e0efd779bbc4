package org.ringdown.line;

import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ringdown.message.Held;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Hash;

/** One log of the peer, as it is held here. Owned by the Post's thread. */
final class PeerLog {
    final LogId id;
    CompactRange frontier;
    /** The largest head whose entries are all here; always at the frontier's size. */
    Optional<KeptHead> head = Optional.empty();
    /** The same, as far as it is durable: what HELLO shows. */
    Optional<KeptHead> durable = Optional.empty();
    /** The largest size that was cosigned; raised once per turn, over all sessions. */
    long cosigned;
    /** Entries beyond the frontier that are held early. */
    final EarlyEntries early = new EarlyEntries();
    /** Heads beyond the frontier that early receipts were given for: size to root. */
    final NavigableMap<Long, Hash> ahead = new TreeMap<>();
    /** The largest of those heads, as its note: it is shown to the author in HELLO. */
    Optional<KeptHead> known = Optional.empty();
    /** Why nothing of it is cosigned; empty while it is in order. */
    Optional<Dispute> dispute = Optional.empty();
    /** The size that is durable here; the frontier runs ahead of it within a turn. */
    long committed;
    /** Whether an own entry names the head that is held of it. */
    boolean namedByUs;
    /** Lost with the second place: not cosigned before a head covers this; 0 when nothing was lost. */
    long cosignFrom;
    /** Sessions that brought something in this turn and get the receipt. */
    final Set<Long> receiptTo = new HashSet<>();

    PeerLog(LogId id, CompactRange frontier) {
        this.id = id;
        this.frontier = frontier;
        this.committed = frontier.size();
    }

    /** The turn is durable. */
    void committed() {
        committed = frontier.size();
        durable = head;
    }

    long size() {
        return frontier.size();
    }

    /** A head beyond the frontier that a receipt was given for: it is held against what comes, and shown. */
    void promised(KeptHead beyond) {
        ahead.put(beyond.size(), beyond.root());
        if (known.isEmpty() || known.get().size() < beyond.size()) known = Optional.of(beyond);
    }

    /** What our own entries name as held: the largest head, or the last consistent one while it is disputed. */
    Optional<Held> held() {
        if (dispute.isPresent()) return dispute.get().held();
        return head.map(h -> new Held(h.log().epoch(), h.size(), h.root()));
    }
}
