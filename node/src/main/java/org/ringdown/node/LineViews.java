package org.ringdown.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Clocks;
import org.ringdown.charter.Desk;
import org.ringdown.charter.Json;
import org.ringdown.charter.LocalText;
import org.ringdown.charter.Party;
import org.ringdown.charter.Precedence;
import org.ringdown.charter.Words;
import org.ringdown.line.LineStatus;

/** A line's summary as the API shows it. */
final class LineViews {
    /** The gravest state first. */
    private static final List<LineStatus.Name> GRAVITY = List.of(
            LineStatus.Name.RECORD_STOPPED,
            LineStatus.Name.RECORD_DISPUTED,
            LineStatus.Name.PATH_DOWN,
            LineStatus.Name.DEGRADED,
            LineStatus.Name.UP);

    private LineViews() {}

    static Json.Obj summary(LineService line, long nowMs) {
        LineStatus status = line.status();
        Json.ObjBuilder view = Json.obj()
                .put("line", line.lineId())
                .put("charterDigest", line.charter().digest().hex())
                .put("own", party(line, true))
                .put("peer", party(line, false))
                .put("states", states(status))
                .put(
                        "paths",
                        Json.of(status.paths().stream()
                                .map(path -> path(path, nowMs))
                                .toList()));
        status.clockOffsetMs().ifPresent(offset -> view.put("clockOffsetMs", offset));
        return view.put("ownLog", log(status.own(), true))
                .put("peerLog", status.peer().map(log -> log(log, false)).orElseGet(() -> noLog()))
                .put("waiting", Math.max(0, status.waiting()))
                .put("lastSeq", line.newestSeq())
                .put("clocks", clocks(line.charter().terms().clocks()))
                .put("languages", Json.strings(line.charter().terms().preamble().languages()))
                .put("words", String.join(" ", line.charter().words()))
                .build();
    }

    /** The charter's clocks; where it has none for people, those that the record's spec names. */
    private static Json clocks(Clocks clocks) {
        Json.ObjBuilder view = Json.obj();
        for (Precedence precedence : Precedence.values()) {
            Clocks.Row row = clocks.row(precedence);
            long seenMs = row.seenMs()
                    .or(() -> Clocks.full().row(precedence).seenMs())
                    .orElseThrow();
            Json times = Json.obj()
                    .put("receiptMs", row.deliveryMs())
                    .put("seenMs", seenMs)
                    .build();
            view.put(precedence.name(), times);
        }
        return view.build();
    }

    private static Json party(LineService line, boolean own) {
        Party party;
        try {
            party = own ? line.charter().party(line.party()) : line.charter().peerOf(line.party());
        } catch (CharterException e) {
            throw new IllegalStateException("the founded line's charter lost its own party", e);
        }
        return Json.obj()
                .put("party", party.id())
                .put("name", LocalText.in(party.names(), "en"))
                .put("desks", Json.strings(party.desks().stream().map(Desk::id).toList()))
                .put("telephones", Json.strings(party.reach().telephones()))
                .build();
    }

    private static Json states(LineStatus status) {
        List<LineStatus.State> sorted = new ArrayList<>(status.states());
        boolean trouble = sorted.stream().anyMatch(state -> state.name() != LineStatus.Name.UP);
        if (trouble) sorted.removeIf(state -> state.name() == LineStatus.Name.UP);
        sorted.sort(Comparator.comparingInt(state -> GRAVITY.indexOf(state.name())));
        return Json.of(sorted.stream()
                .map(state -> Json.obj()
                        .put("state", state.name().wire())
                        .put("cause", state.name() == LineStatus.Name.UP ? "" : state.cause())
                        .put("since", instant(state.sinceMs()))
                        .build())
                .toList());
    }

    private static Json.Obj path(LineStatus.Path path, long nowMs) {
        Json.ObjBuilder view = Json.obj()
                .put("path", path.label())
                .put("state", path.state().wire())
                .put("cause", path.state() == LineStatus.Name.UP ? "" : path.cause())
                .put("since", instant(path.sinceMs()));
        path.rttMs().ifPresent(rtt -> view.put("rttMs", rtt));
        heardAgoMs(path, nowMs).ifPresent(ago -> view.put("lastHeardMs", ago));
        return view.put("lagMs", path.lagMs()).put("sessions", path.sessions()).build();
    }

    /** So long ago the peer was last heard on a path. */
    static Optional<Long> heardAgoMs(LineStatus.Path path, long nowMs) {
        return path.lastHeardMs().map(at -> Math.max(0, nowMs - at));
    }

    private static Json log(LineStatus.Log log, boolean own) {
        Json.ObjBuilder view = Json.obj()
                .put("epoch", log.log().epoch())
                .put("size", log.size())
                .put("root", log.root().base64());
        if (own) view.put("receipted", log.receipted());
        return view.put("words", String.join(" ", Words.of(log.root()))).build();
    }

    /** Nothing came of the peer yet: an empty log of no epoch. */
    private static Json noLog() {
        return Json.obj()
                .put("epoch", "1-00000000")
                .put("size", 0)
                .put("root", org.ringdown.transcript.Rfc6962.EMPTY_ROOT.base64())
                .build();
    }

    static String instant(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
