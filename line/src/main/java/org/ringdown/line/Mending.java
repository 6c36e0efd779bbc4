package org.ringdown.line;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.message.EntryId;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Rfc6962;

/**
 * Entries whose stored bytes were found damaged (law 15): quarantined at once, asked back from the peer, who holds both
 * logs, and put back when what comes hashes to its place in our tree. Owned by the Post's thread.
 */
final class Mending {
    private final Book book;
    /** Damaged entries, with what is wrong with them. */
    private final Map<EntryId, String> wanted = new LinkedHashMap<>();

    private long askedNs;
    private boolean askNow;

    Mending(Book book) {
        this.book = book;
    }

    /** Takes note of a damage; beyond the bound the next scrub brings it again. */
    void damaged(EntryId place, String what) throws StoreException {
        if (wanted.containsKey(place) || wanted.size() >= LineLimits.DAMAGED_MAX) return;
        if (!isOurs(place)) return;
        book.ports.store().quarantine(place, what);
        wanted.put(place, what);
        askNow = true;
        alarm(
                "store-damaged",
                "The stored bytes of " + name(place) + " are damaged: " + what
                        + ". They are asked back from the peer. Check the disk and its cables; plan to move to another one.");
    }

    private boolean isOurs(EntryId place) {
        boolean own = place.party().equals(book.setup.own()) && book.own.containsKey(place.epoch());
        return own || (place.party().equals(book.setup.peer()) && book.peer.containsKey(place.epoch()));
    }

    /** What to ask the peer for now; the same again after a while. */
    List<Frame.Ask> asks(long nowNs) {
        if (wanted.isEmpty()) return List.of();
        if (!askNow && nowNs - askedNs < LineLimits.ASK_AGAIN_MS * 1_000_000L) return List.of();
        askNow = false;
        askedNs = nowNs;
        return wanted.keySet().stream()
                .limit(LineLimits.ASKS_AT_ONCE)
                .map(place -> new Frame.Ask(place.log(), place.index(), Optional.empty()))
                .toList();
    }

    /** Looks whether a run of leaves, of whichever log, has what is wanted. */
    void offered(Frame.Entries frame) throws StoreException {
        for (int i = 0; !wanted.isEmpty() && i < frame.leaves().size(); i++) {
            offered(frame.log(), frame.first() + i, Bytes.of(frame.leaves().get(i)));
        }
    }

    /** Looks whether a single leaf is wanted. */
    void offered(Frame.Overtake frame) throws StoreException {
        offered(frame.log(), frame.index(), frame.leaf());
    }

    private void offered(LogId log, long index, Bytes leaf) throws StoreException {
        EntryId place = new EntryId(log.party(), log.epoch(), index);
        if (!wanted.containsKey(place)) return;
        KeptEntry entry = new KeptEntry(
                log, index, leaf, Rfc6962.leaf(leaf.array()), book.ports.clock().wallMs(), mark(leaf));
        try {
            book.ports.store().repair(entry);
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.CORRUPT) throw e;
            return; // not the bytes of our tree: the peer is asked again
        }
        wanted.remove(place);
        alarm(
                "store-repaired",
                "The damaged bytes of " + name(place) + " came back from the peer and are whole again.");
    }

    private static EntryMark mark(Bytes leaf) {
        try {
            return Marks.peer(Leaf.parse(leaf.array()).statement());
        } catch (MessageException e) {
            return Marks.UNREADABLE;
        }
    }

    private static String name(EntryId place) {
        return "entry " + place.party() + "/" + place.epoch() + "/" + place.index();
    }

    private void alarm(String code, String text) {
        book.turn.event(new PostEvent.Alarm(code, text, book.ports.clock().wallMs()));
    }
}
