package org.ringdown.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;

/** Heartbeats, lamps and the clocks' difference: what is known of the paths, by absence. Owned by the Post's thread. */
final class Supervision {
    private static final long MS = 1_000_000L;

    private static final int BEATS_UNECHOED_MAX = 64;

    private final Book book;
    private final PathBoard board = new PathBoard();
    private final Map<String, Tempo> tempos = new HashMap<>();
    private final Map<String, Long> notedNs = new HashMap<>();
    /** Changes that were not noted yet, by path: the last one, and how many. */
    private final Map<String, HeldBack> heldBack = new HashMap<>();

    private record HeldBack(PathBoard.Change last, int count) {}

    private boolean peerStopped;
    private boolean offsetTold;

    Supervision(Book book) {
        this.book = book;
    }

    void expect(String label) {
        board.expect(label, wallMs());
    }

    void trouble(String label, String why) {
        board.trouble(label, why);
    }

    LineStatus.Name best() {
        return board.best();
    }

    List<LineStatus.Path> paths(Map<String, Integer> open) {
        return board.status(open);
    }

    /** Whether the peer says that its log can't be written. */
    boolean peerStopped() {
        return peerStopped;
    }

    /** Sends the heartbeats that are due. */
    void beat(Collection<Session> sessions, List<String> states) {
        long nowNs = book.ports.clock().monoNs();
        for (Session session : sessions) {
            if (session.ready() && nowNs >= session.nextBeatNs) beat(session, states, everyMs(session, sessions));
        }
    }

    private Tempo tempo(Session session) {
        // a path without a lamp, of which a peer may name any number, shares one with the others
        String label = board.has(session.path) ? session.path : "";
        return tempos.computeIfAbsent(label, path -> new Tempo());
    }

    private void beat(Session session, List<String> states, long everyMs) {
        tempo(session).leaves(session.beats.size(), everyMs);
        long nowNs = book.ports.clock().monoNs();
        session.nextBeatNs = nowNs + everyMs * MS;
        session.beatSeq++;
        session.beats.add(new Session.Beat(session.beatSeq, wallMs(), nowNs));
        if (session.beats.size() > BEATS_UNECHOED_MAX) session.beats.poll();
        Map<String, Long> held = new LinkedHashMap<>();
        book.peerCurrent().ifPresent(log -> held.put(log.id.epoch(), log.committed));
        byte[] frame = FrameCodec.encode(new Frame.Heartbeat(
                session.beatSeq, wallMs(), session.toEcho.map(h -> h.echo(nowNs)), held, states, everyMs));
        session.toEcho = Optional.empty();
        session.beatBytes = frame.length;
        board.beat(session.path, everyMs);
        book.ports.paths().send(session.number, frame);
    }

    private long everyMs(Session session, Collection<Session> sessions) {
        Tempo tempo = tempo(session);
        long roundBytes = 0;
        for (Session other : sessions) {
            if (!other.path.equals(session.path)) continue;
            roundBytes += other.beatBytes + LineLimits.FRAME_OVERHEAD_BYTES;
            if (other.pace.news()) tempo.carries(other.pace.bytesPerS());
        }
        return tempo.everyMs(book.setup.clocks().heartbeatMs(), roundBytes);
    }

    /** Leaves that were sent on a session have come off the wire. */
    void gotThrough(Session session) {
        tempo(session).gotThrough();
    }

    /** A session is gone; one that lived for less than a lapse says nothing about the wire. */
    void ended(Session session) {
        long everyMs = book.setup.clocks().heartbeatMs();
        long livedMs = (book.ports.clock().monoNs() - session.openedNs) / MS;
        boolean lapsed = livedMs >= PathBoard.span(LineLimits.DOWN_PERCENT, everyMs);
        if (lapsed && session.pace.barren()) tempo(session).endedBarren(everyMs);
    }

    /** Takes a heartbeat in; says whether the line's states changed with it. */
    boolean heard(Session session, Frame.Heartbeat beat) {
        long nowNs = book.ports.clock().monoNs();
        session.toEcho = Optional.of(new Session.Heard(beat.seq(), wallMs(), nowNs));
        session.heardNs = nowNs;
        session.heardNextMs = beat.nextMs();
        board.heard(session.path, book.ports.clock(), beat.nextMs());
        beat.echo().ifPresent(echo -> echoed(session, beat, echo));
        boolean stoppedThere = beat.states().contains(LineStatus.Name.RECORD_STOPPED.wire());
        boolean changed = stoppedThere != peerStopped;
        peerStopped = stoppedThere;
        return changed;
    }

    private void echoed(Session session, Frame.Heartbeat beat, Frame.Echo echo) {
        while (!session.beats.isEmpty() && session.beats.peek().seq() < echo.seq()) session.beats.poll();
        Session.Beat sent = session.beats.peek();
        if (sent == null || sent.seq() != echo.seq()) return;
        session.beats.poll();
        long tripNs = Math.max(0, book.ports.clock().monoNs() - sent.sentNs() - echo.keptMs() * MS);
        session.pace.smallTrip(tripNs);
        long bothBytes = 2L * (session.beatBytes + LineLimits.FRAME_OVERHEAD_BYTES);
        tempo(session).passed(bothBytes, tripNs / MS);
        if (!session.pace.barren()) tempo(session).echoed(tripNs / MS);
        board.echoed(session.path, tripNs / MS, sent.sentNs());
        book.ports.paths().proven(session.number);
        long out = echo.heardWallMs() - sent.wallMs();
        long back = beat.wallMs() - wallMs();
        offset((out + back) / 2);
    }

    /** The clocks differ by so much; it is shown, told when it is much, and decides nothing. */
    private void offset(long offsetMs) {
        book.offsetMs = Optional.of(offsetMs);
        boolean much = Math.abs(offsetMs) > LineLimits.CLOCK_OFFSET_ALARM_MS;
        if (much && !offsetTold) {
            book.alarm(
                    "clock-offset",
                    "Our clock and the peer's differ by " + offsetMs + " ms. Order does not depend on it;"
                            + " find out which of them is wrong.");
        }
        offsetTold = much;
    }

    /** The sessions on which nothing was heard, or nothing sent was taken, for too long, though others of their path may live. */
    List<Session> silent(Collection<Session> sessions) {
        List<Session> silent = new ArrayList<>();
        long nowNs = book.ports.clock().monoNs();
        for (Session session : sessions) {
            long heardMs = (nowNs - session.heardNs) / MS;
            long nextMs = Math.max(session.heardNextMs, board.theirMs(session.path));
            boolean unheard = heardMs >= PathBoard.span(LineLimits.DOWN_PERCENT, nextMs);
            if (session.ready() && (unheard || session.pace.overdue(nowNs))) silent.add(session);
        }
        return silent;
    }

    /** Moves the lamps to where the clock says; returns what changed. */
    List<PathBoard.Change> lamps() {
        List<PathBoard.Change> changes = board.tick(book.ports.clock().monoNs(), wallMs());
        for (PathBoard.Change change : changes) {
            if (change.to() != LineStatus.Name.PATH_DOWN) continue;
            book.alarm(
                    "path-down",
                    "Path " + change.label() + " is down: " + change.cause()
                            + ". Use another path or the telephone; it is being called again.");
        }
        return changes;
    }

    /** Notes a change in the record, at most once in a while for each path. */
    void note(PathBoard.Change change) {
        if (change.to() == LineStatus.Name.DEGRADED) return;
        HeldBack before = heldBack.get(change.label());
        heldBack.put(change.label(), new HeldBack(change, before == null ? 1 : before.count() + 1));
        noteHeldBack();
    }

    /** Notes what was held back long enough, so that the record ends with the state that holds. */
    void noteHeldBack() {
        long nowNs = book.ports.clock().monoNs();
        for (HeldBack held : List.copyOf(heldBack.values())) {
            String label = held.last().label();
            Long last = notedNs.get(label);
            if (last != null && nowNs - last < LineLimits.LINE_STATUS_EVERY_MS * MS) continue;
            notedNs.put(label, nowNs);
            heldBack.remove(label);
            note(held);
        }
    }

    private void note(HeldBack held) {
        PathBoard.Change change = held.last();
        Json.Obj body = Json.obj()
                .put("path", change.label())
                .put("state", change.to().wire())
                .put("cause", change.cause())
                .put("count", held.count())
                .build();
        book.note(EntryType.LINE_STATUS, Precedence.IMMEDIATE, List.of(), body);
    }

    private long wallMs() {
        return Math.max(0, book.ports.clock().wallMs());
    }
}
