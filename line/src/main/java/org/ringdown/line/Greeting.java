package org.ringdown.line;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringdown.message.LogId;

/** The HELLO of a session, both ways. Owned by the Post's thread. */
final class Greeting {
    private final Book book;
    private final LineSetup setup;

    Greeting(Book book) {
        this.book = book;
        this.setup = book.setup;
    }

    /** What this node shows of both sides' logs. */
    Frame.Hello hello(Session session) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        book.own.entrySet().stream()
                .skip(Math.max(0, book.own.size() - LineLimits.EPOCHS_MAX))
                .forEach(log -> sizes.put(log.getKey(), log.getValue().committed));
        Map<String, String> held = new LinkedHashMap<>();
        Map<String, String> known = new LinkedHashMap<>();
        for (PeerLog log : book.peer.values()) {
            String epoch = log.id.epoch();
            log.known.filter(head -> head.size() > log.committed).ifPresent(head -> known.put(epoch, head.note()));
            log.durable.ifPresent(head -> held.put(epoch, head.note()));
        }
        return new Frame.Hello(
                setup.lineId(),
                setup.own(),
                setup.charterDigest(),
                session.id,
                session.kind,
                session.path,
                book.current().id.epoch(),
                sizes,
                held,
                known);
    }

    /** Takes in who speaks; whether it may is decided before anything of it counts. */
    void heard(Frame.Hello hello) throws FrameException {
        if (!hello.lineId().equals(setup.lineId())) {
            throw new FrameException(FrameException.Code.WRONG_LINE, "line " + hello.lineId());
        }
        if (!hello.party().equals(setup.peer())) {
            throw new FrameException(FrameException.Code.WRONG_PARTY, "party " + hello.party());
        }
        book.peerLog(new LogId(setup.peer(), hello.epoch()));
        book.peerEpoch(hello.epoch());
    }
}
