package org.ringdown.line;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.ringdown.charter.Precedence;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;

/** One own log, current or of an earlier epoch, as the Post knows it. Owned by the Post's thread. */
final class OwnLog {
    /** Own entries of one turn and precedence that wait for a receipt. */
    record Waiting(long first, long last, long deadlineNs) {}

    final LogId id;
    CompactRange frontier;
    /** The size that is durable; the frontier runs ahead of it within a turn. */
    long committed;
    /** The size up to which entries may have left: durable, and in the second place. */
    long letOut;
    /** The largest signed head that is durable. */
    Optional<KeptHead> head = Optional.empty();
    /** Every entry below it has a durable receipt. */
    long receipted;
    /** The size of the largest cosignature taken since the start: one is kept also of what a {@code held} covers already. */
    long cosigned;
    /** Entries at or above {@code receipted} with an early receipt. */
    final NavigableSet<Long> early = new TreeSet<>();
    /** The peer holds every entry below it, as it said. */
    long peerHas;
    /** Every entry below it is on its way. */
    long sentTo;
    /** What a later own epoch has named of it. */
    long named;
    /** When the last progress was seen: a receipt, or a send on an empty line. */
    long progressNs;
    /** A larger own head that the peer has shown: back-fill runs up to it. */
    Optional<KeptHead> shown = Optional.empty();
    /** While {@code shown} is there: every entry below it is known to be the same at the peer. */
    long agreed;
    /** The largest own head that the peer has shown, whole or early; named when an epoch opens. */
    Optional<KeptHead> largest = Optional.empty();
    /** Own heads that the peer shows as proof of two branches; looked at once this log is whole. */
    List<KeptHead> accused = List.of();
    /** A later epoch of ours names both branches of this one. */
    boolean ownedUp;
    /** Receipts that came before the entries they cover were back. */
    Optional<Frame.Receipt> receiptAhead = Optional.empty();

    final ArrayDeque<Long> urgent = new ArrayDeque<>();
    private final Map<Precedence, ArrayDeque<Waiting>> waiting = new EnumMap<>(Precedence.class);
    private boolean overdueNoted;
    private int sinceHead;
    private int sinceHeadBytes;

    OwnLog(LogId id, CompactRange frontier) {
        this.id = id;
        this.frontier = frontier;
        this.committed = frontier.size();
        this.letOut = committed;
        for (Precedence p : Precedence.values()) waiting.put(p, new ArrayDeque<>());
    }

    /**
     * A long turn gets a signed head within it, so that each run from head to head fits a frame: with another key it can't
     * be signed later.
     */
    void headWithin(int leafBytes, Runnable sign) {
        sinceHead++;
        sinceHeadBytes += leafBytes;
        if (sinceHead < LineLimits.CHUNK_ENTRIES_MAX && sinceHeadBytes < LineLimits.CHUNK_MAX_BYTES) return;
        sign.run();
        headed();
    }

    /** A head is signed at the frontier. */
    void headed() {
        sinceHead = 0;
        sinceHeadBytes = 0;
    }

    boolean delivered(long index) {
        return index < receipted || early.contains(index);
    }

    void await(Precedence precedence, long index, long deadlineNs) {
        ArrayDeque<Waiting> queue = queue(precedence);
        Waiting last = queue.peekLast();
        if (last != null && last.last() == index - 1 && deadlineNs - last.deadlineNs() < 1_000_000_000L) {
            queue.pollLast();
            queue.add(new Waiting(last.first(), index, last.deadlineNs()));
        } else {
            queue.add(new Waiting(index, index, deadlineNs));
        }
        if (precedence.urgent() && urgent.size() < LineLimits.URGENT_WAITING_MAX) urgent.add(index);
    }

    /** Raises what is receipted; returns the old value. */
    long raise(long size) {
        long before = receipted;
        receipted = Math.max(receipted, size);
        early.headSet(receipted).clear();
        settle();
        overdueNoted = false;
        return before;
    }

    /** The peer holds this much now; what it once held may be lost again. */
    void peerHas(long size) {
        peerHas = Math.max(peerHas, size);
        sentTo = Math.max(sentTo, peerHas);
    }

    /** An early receipt came for one entry. */
    void raiseEarly(long index) {
        early.add(index);
        settle();
        overdueNoted = false;
    }

    /** Drops what is delivered from the waiting queues. */
    void settle() {
        for (ArrayDeque<Waiting> queue : waiting.values()) {
            while (!queue.isEmpty() && gone(queue.peek())) queue.poll();
        }
        urgent.removeIf(this::delivered);
    }

    private boolean gone(Waiting w) {
        return w.last() < receipted || (w.first() == w.last() && early.contains(w.first()));
    }

    /** The oldest run whose delivery time has passed, once until a receipt comes. */
    Optional<Waiting> overdue(long nowNs) {
        if (overdueNoted) return Optional.empty();
        Optional<Waiting> found = Optional.empty();
        for (ArrayDeque<Waiting> queue : waiting.values()) {
            Waiting w = queue.peek();
            if (w != null
                    && nowNs - w.deadlineNs() >= 0
                    && (found.isEmpty() || w.first() < found.get().first())) {
                found = Optional.of(w);
            }
        }
        if (found.isPresent()) overdueNoted = true;
        return found;
    }

    private ArrayDeque<Waiting> queue(Precedence precedence) {
        return Objects.requireNonNull(waiting.get(precedence));
    }
}
