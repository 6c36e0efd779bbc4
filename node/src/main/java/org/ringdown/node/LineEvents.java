package org.ringdown.node;

import java.lang.System.Logger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.ringdown.charter.Json;
import org.ringdown.line.Clock;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.PostEvent;
import org.ringdown.line.PostEvents;
import org.ringdown.message.Statement;

/** Turns what a Post tells into the events of the API, metrics and the log. Never blocks. */
final class LineEvents implements PostEvents {
    private static final Logger LOG = System.getLogger(LineEvents.class.getName());
    /** These are over when a state is, and the line's summary shows that state to whoever opens a stream. */
    private static final Set<String> OF_STATES = Set.of("path-down", "record-stopped", "record-disputed", "no-receipt");

    private final String lineId;
    private final String own;
    private final EventHub hub;
    private final NodeMetrics metrics;
    private final Clock clock;
    private final NewestStatus status;
    private final AlarmBook book;
    private final AtomicLong alarms = new AtomicLong();
    private final List<PostEvents> listeners = new CopyOnWriteArrayList<>();
    /** By the code of the alarm. */
    private final Map<String, Seldom> gates = new ConcurrentHashMap<>();

    LineEvents(String lineId, String own, EventHub hub, NodeMetrics metrics, Clock clock, NewestStatus status) {
        this.lineId = lineId;
        this.own = own;
        this.hub = hub;
        this.metrics = metrics;
        this.clock = clock;
        this.status = status;
        this.book = new AlarmBook(clock);
    }

    /** The alarms that a stream which opens now is still to be told. */
    AlarmBook book() {
        return book;
    }

    /** Tells a program in this process everything from now on. */
    void listen(PostEvents listener) {
        listeners.add(listener);
    }

    @Override
    public void on(PostEvent event) {
        for (PostEvents listener : listeners) listener.on(event);
        switch (event) {
            case PostEvent.EntryKept(var entry) -> {
                metrics.kept(lineId, entry, own, clock.monoNs());
                shown(entry);
                hub.entries();
            }
            case PostEvent.EarlyKept(var entry, long _) -> {
                shown(entry);
                hub.entries();
            }
            case PostEvent.Live _ -> hub.entries();
            case PostEvent.Delivered delivered -> {
                metrics.delivered(lineId, delivered, clock.monoNs());
                if (!hub.isEmpty()) hub.publish(new EventHub.Event("receipt", receipt(delivered)));
            }
            case PostEvent.StatusChanged(var newest) -> {
                status.set(newest);
                hub.line(lineId);
            }
            case PostEvent.Alarm(String code, String text, long atMs) -> seldom(code, text, atMs);
            case PostEvent.UnrecordedHeard(var statement, boolean recordedHere, long atMs) ->
                heard(statement, recordedHere, atMs);
        }
    }

    /** What no entry shows yet is kept for whoever opens a stream later. */
    private void heard(Statement statement, boolean recordedHere, long atMs) {
        boolean test = statement.kind().test();
        String said = statement.kind().type().wire() + (recordedHere ? " without a record" : "") + ": “"
                + Carried.words(statement) + "”. ";
        String text = (test ? "TEST, not real: the peer sent " : "The peer sent ")
                + said
                + (recordedHere
                        ? "Act on it; our log holds its bytes."
                        : "Act on it. OUR LOG CAN'T HOLD IT NOW: write it down.");
        String id = "unrecorded-heard." + statement.id();
        Json.ObjBuilder event = event(id, "unrecorded-heard", text, atMs, true);
        if (!test) event.put("statement", statement.id());
        Json.Obj whole = event.build();
        if (!test && !recordedHere) book.keep(id, Optional.of(statement.id()), whole);
        publish("unrecorded-heard", whole);
    }

    private void shown(KeptEntry entry) {
        if (book.awaitsEntries()) Carried.shownBy(entry).forEach(book::shown);
    }

    private Json.Obj receipt(PostEvent.Delivered delivered) {
        return Json.obj()
                .put("line", lineId)
                .put("party", delivered.log().party())
                .put("epoch", delivered.log().epoch())
                .put("from", delivered.from())
                .put("to", delivered.to())
                .put("kind", delivered.kind().name().toLowerCase(Locale.ROOT))
                .put("state", "DELIVERED")
                .put("deliveredMs", delivered.atMs())
                .build();
    }

    /** Raises an alarm that the peer may cause as often as it likes. */
    void seldom(String code, String text, long atMs) {
        long nowNs = clock.monoNs();
        Seldom gate = gates.computeIfAbsent(code, _ -> new Seldom(Limit.ALARM_BURST, Limit.ALARM_EVERY_MS, nowNs));
        OptionalLong before = gate.pass(nowNs);
        if (before.isPresent()) alarm(code, text + Seldom.more(before.getAsLong()), atMs);
        else metrics.alarm(lineId, code);
    }

    /** Raises an alarm: on every screen and in the log. */
    void alarm(String code, String text, long atMs) {
        boolean ofState = OF_STATES.contains(code);
        String id = ofState ? code : code + "." + atMs + "." + alarms.incrementAndGet();
        Json.Obj event = event(id, code, text, atMs, true).build();
        if (!ofState) book.keep(id, Optional.empty(), event);
        publish(code, event);
    }

    /** Raises an alarm that holds until it is over; a stream that opens meanwhile is told of it. */
    void standing(String code, String text, long atMs) {
        Json.Obj event = event(code, code, text, atMs, true).build();
        book.keep(code, Optional.empty(), event);
        publish(code, event);
        hub.line(lineId);
    }

    /** Ends such an alarm. */
    void over(String code, String text, long atMs) {
        book.drop(code);
        LOG.log(Logger.Level.INFO, "line {0}: alarm {1} is over", lineId, code);
        hub.publish(
                new EventHub.Event("alarm", event(code, code, text, atMs, false).build()));
        hub.line(lineId);
    }

    private Json.ObjBuilder event(String id, String code, String text, long atMs, boolean raised) {
        return Json.obj()
                .put("line", lineId)
                .put("id", id)
                .put("code", code)
                .put("text", text)
                .put("since", LineViews.instant(atMs))
                .put("raised", raised);
    }

    private void publish(String code, Json.Obj event) {
        LOG.log(Logger.Level.WARNING, "line {0}: alarm {1}", lineId, code);
        metrics.alarm(lineId, code);
        hub.publish(new EventHub.Event("alarm", event));
    }
}
