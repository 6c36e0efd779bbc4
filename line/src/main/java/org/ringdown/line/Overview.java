package org.ringdown.line;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The line's status as the consoles see it. Owned by the Post's thread. */
final class Overview {
    private final Book book;
    private final Supervision supervision;
    private final Disputes disputes;
    private final StateBoard states = new StateBoard();

    /** Why, and since when, the own log can't be written. */
    record Stopped(String why, long sinceMs) {}

    Overview(Book book, Supervision supervision, Disputes disputes) {
        this.book = book;
        this.supervision = supervision;
        this.disputes = disputes;
    }

    LineStatus status(Iterable<Session> sessions, Optional<Stopped> stopped) {
        Map<String, Integer> open = new HashMap<>();
        for (Session session : sessions) open.merge(session.path, 1, Integer::sum);
        OwnLog own = book.current();
        LineStatus.Log ownLog = new LineStatus.Log(own.id, own.committed, own.frontier.root(), own.receipted);
        Optional<LineStatus.Log> peerLog =
                book.peerCurrent().map(p -> new LineStatus.Log(p.id, p.size(), p.frontier.root(), p.cosigned));
        long waiting = own.committed - own.receipted - own.early.size();
        return new LineStatus(states(stopped), supervision.paths(open), book.offsetMs, ownLog, peerLog, waiting);
    }

    private List<LineStatus.State> states(Optional<Stopped> stopped) {
        long nowMs = book.ports.clock().wallMs();
        String peer = book.setup.peer();
        LineStatus.Name best = supervision.best();
        states.holds(best, "line", best == LineStatus.Name.UP ? "heartbeats in time" : "see the paths", nowMs);
        stopped.ifPresent(s -> states.holds(LineStatus.Name.RECORD_STOPPED, "own", s.why(), s.sinceMs()));
        if (supervision.peerStopped()) {
            states.holds(LineStatus.Name.RECORD_STOPPED, "peer", peer + " says that its log can't be written", nowMs);
        }
        for (PeerLog log : book.peer.values()) {
            String subject = "log " + log.id.epoch();
            log.dispute.ifPresent(
                    why -> states.holds(LineStatus.Name.RECORD_DISPUTED, subject, why.text(), why.sinceMs()));
        }
        disputes.unnamed().stream().findFirst().ifPresent(log -> {
            String why = peer + " names less of epoch " + log.id.epoch() + " than we hold";
            states.holds(LineStatus.Name.RECORD_DISPUTED, "unnamed", why, nowMs);
        });
        return states.states();
    }
}
