package org.ringdown.node;

import java.lang.System.Logger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringdown.charter.Json;
import org.ringdown.line.Clock;
import org.ringdown.line.PostEvent;
import org.ringdown.line.PostEvents;

/** Turns what a Post tells into the events of the API, metrics and the log. Never blocks. */
final class LineEvents implements PostEvents {
    private static final Logger LOG = System.getLogger(LineEvents.class.getName());

    private final String lineId;
    private final String own;
    private final EventHub hub;
    private final NodeMetrics metrics;
    private final Clock clock;
    private final NewestStatus status;
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
                hub.entries();
            }
            case PostEvent.EarlyKept _, PostEvent.Live _ -> hub.entries();
            case PostEvent.Delivered delivered -> {
                metrics.delivered(lineId, delivered, clock.monoNs());
                if (!hub.isEmpty()) hub.publish(new EventHub.Event("receipt", receipt(delivered)));
            }
            case PostEvent.StatusChanged(var newest) -> {
                status.set(newest);
                hub.line(lineId);
            }
            case PostEvent.Alarm(String code, String text, long atMs) -> seldom(code, text, atMs);
            case PostEvent.UnrecordedHeard(var statement, boolean recordedHere, long atMs) -> {
                String type = statement.kind().type().wire();
                String text = "The peer sent " + type + " without a record: “" + Carried.words(statement) + "”. "
                        + (recordedHere
                                ? "Act on it; our log holds its bytes."
                                : "Act on it. OUR LOG CAN'T HOLD IT EITHER: write it down.");
                alarm("unrecorded-heard", text, atMs);
            }
        }
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
        LOG.log(Logger.Level.WARNING, "line {0}: alarm {1}", lineId, code);
        metrics.alarm(lineId, code);
        hub.publish(new EventHub.Event(
                "alarm",
                Json.obj()
                        .put("line", lineId)
                        .put("code", code)
                        .put("text", text)
                        .put("since", LineViews.instant(atMs))
                        .put("raised", true)
                        .build()));
    }
}
