package org.ringdown.line;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/**
 * Heads with a second, post-quantum signature. It is made elsewhere and handed in; it is kept beside the head and shown
 * to the peer, at leisure and never on a thin path. Nothing waits for it. Owned by the Post's thread.
 */
final class PostQuantum {
    private final Book book;
    /** The newest one of our own. */
    private Optional<KeptHead> newest = Optional.empty();

    private boolean owed;
    /** When a peer's log brought one last. */
    private final Map<LogId, Long> heardNs = new HashMap<>();

    PostQuantum(Book book) {
        this.book = book;
    }

    /** Takes an own head with the signature added; one that is no longer ours, after a cut or a restore, is passed over. */
    void signed(KeptHead head) {
        OwnLog log = book.own.get(head.log().epoch());
        if (log == null || !isOurs(log, head) || !isOurText(head)) return;
        book.turn.head(head);
        newest = Optional.of(head);
        owed = true;
    }

    private boolean isOurs(OwnLog log, KeptHead head) {
        return log.id.equals(head.log())
                && head.size() <= log.committed
                && book.rootAt(log.id, log.committed, head.size()).equals(head.root());
    }

    private boolean isOurText(KeptHead head) {
        try {
            String bare = book.heads.sign(head.log(), head.size(), head.root()).note();
            return SignedNote.parse(head.note())
                    .text()
                    .equals(SignedNote.parse(bare).text());
        } catch (TranscriptException e) {
            return false;
        }
    }

    /** A session stands that may not have shown the newest one. */
    void opened() {
        owed = newest.isPresent();
    }

    /** Shows the newest one to the peer, where a path has room for it. */
    void pump(Collection<Session> sessions) {
        if (!owed || newest.isEmpty()) return;
        OwnLog log = book.own.get(newest.get().log().epoch());
        if (log == null || log.shown.isPresent()) return; // what is ours is not known before its entries are back
        if (!isOurs(log, newest.get())) {
            newest = Optional.empty();
            return;
        }
        Optional<Session> bulk = sessions.stream()
                .filter(s -> s.carries(Frame.Kind.BULK) && !s.pace.thin() && s.pace.open())
                .findFirst();
        if (bulk.isEmpty()) return;
        KeptHead head = newest.get();
        owed = false;
        byte[] frame = FrameCodec.encode(new Frame.Entries(head.log(), head.size(), head.note(), List.of()));
        bulk.get().pace.sent(frame.length, book.ports.clock().monoNs());
        book.ports.paths().send(bulk.get().number, frame);
    }

    /** A head of the peer at or below what is held: kept, where it brings a good post-quantum signature. */
    void heard(PeerLog log, KeptHead head) {
        long nowNs = book.ports.clock().monoNs();
        Long before = heardNs.get(log.id);
        boolean tooSoon = before != null && nowNs - before < LineLimits.POST_QUANTUM_HEARD_MS * 1_000_000L;
        if (tooSoon || head.size() > log.committed || !book.heads.hasPostQuantum(head)) return;
        heardNs.put(log.id, nowNs);
        book.turn.head(head);
    }
}
