package org.ringdown.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.line.LineStatus.Name;

/**
 * Supervises the paths by absence (law 8). Counted in the slower of the two sides' heartbeats: DEGRADED after three
 * missed ones, PATH-DOWN after four with none heard or none of ours (sent four and a round trip ago) echoed, DEGRADED
 * (settling) at the first good echo, UP after ten clean. At the usual heartbeat of one second: 3.2 s, 4 s, 10 s.
 */
final class PathBoard {
    /** A path changed its state. */
    record Change(String label, Name from, Name to, String cause) {}

    private static final long MS = 1_000_000L;

    private static final class Lamp {
        Name state = Name.PATH_DOWN;
        String cause = "not connected yet";
        long sinceMs;
        boolean everHeard;
        boolean everEchoed;
        long heardNs;
        long echoNs;
        long cleanNs;
        /** What the peer said: the next heartbeat comes within so long. */
        long theirMs = LineLimits.LAMP_HEARTBEAT_MS_MIN;
        /** Ours, at its slowest of late. */
        long oursMs = LineLimits.LAMP_HEARTBEAT_MS_MIN;
        /** Why the last call on it did not come about. */
        Optional<String> trouble = Optional.empty();

        Optional<Long> rttMs = Optional.empty();
        Optional<Long> lastHeardMs = Optional.empty();
    }

    private final Map<String, Lamp> lamps = new LinkedHashMap<>();

    void expect(String label, long wallMs) {
        if (lamps.containsKey(label) || lamps.size() >= LineLimits.PATHS_MAX) return;
        Lamp lamp = new Lamp();
        lamp.sinceMs = wallMs;
        lamps.put(label, lamp);
    }

    /** A heartbeat of ours leaves; the next one follows within so long. */
    void beat(String label, long nextMs) {
        Lamp lamp = lamps.get(label);
        if (lamp != null)
            lamp.oursMs = Math.max(nextMs, lamp.oursMs / 2); // the echoes of slower ones are still to come
    }

    /** A heartbeat of the peer's came, with its word when the next one comes. */
    void heard(String label, Clock clock, long nextMs) {
        Lamp lamp = lamps.get(label);
        if (lamp == null) return;
        lamp.everHeard = true;
        lamp.theirMs = nextMs;
        lamp.trouble = Optional.empty();
        lamp.heardNs = clock.monoNs();
        lamp.lastHeardMs = Optional.of(clock.wallMs());
    }

    /** One of our heartbeats is known to have been heard; what counts is when it was sent. */
    void echoed(String label, long rttMs, long sentNs) {
        Lamp lamp = lamps.get(label);
        if (lamp == null) return;
        if (!lamp.everEchoed || sentNs > lamp.echoNs) lamp.echoNs = sentNs;
        lamp.everEchoed = true;
        lamp.rttMs = Optional.of(rttMs);
    }

    /** A call on a path did not come about. */
    void trouble(String label, String why) {
        Lamp lamp = lamps.get(label);
        if (lamp != null) lamp.trouble = Optional.of(why);
    }

    private static String cause(Lamp lamp) {
        boolean down = lamp.state == Name.PATH_DOWN && lamp.trouble.isPresent();
        return down ? lamp.cause + "; " + lamp.trouble.get() : lamp.cause;
    }

    /** Moves every lamp to where the clock says; returns what changed. */
    List<Change> tick(long nowNs, long wallMs) {
        List<Change> changes = new ArrayList<>();
        lamps.forEach((label, lamp) -> {
            Name before = lamp.state;
            String cause = lamp.cause;
            step(lamp, nowNs);
            if (lamp.state != before || !lamp.cause.equals(cause)) lamp.sinceMs = wallMs;
            if (lamp.state != before) changes.add(new Change(label, before, lamp.state, lamp.cause));
        });
        return changes;
    }

    private static void step(Lamp lamp, long nowNs) {
        if (!lamp.everHeard || !lamp.everEchoed) return;
        long silentMs = (nowNs - lamp.heardNs) / MS;
        long unechoedMs = (nowNs - lamp.echoNs) / MS;
        long slowerMs = Math.max(lamp.theirMs, lamp.oursMs);
        if (silentMs >= span(LineLimits.DOWN_PERCENT, lamp.theirMs)) {
            set(lamp, Name.PATH_DOWN, "nothing heard from the peer");
        } else if (unechoedMs >= lagMs(lamp)) {
            set(lamp, Name.PATH_DOWN, "the peer is heard, but does not hear us");
        } else if (silentMs >= span(LineLimits.DEGRADED_PERCENT, lamp.theirMs)) {
            lamp.cleanNs = nowNs;
            set(lamp, Name.DEGRADED, "heartbeats are missing");
        } else {
            if (lamp.state == Name.PATH_DOWN) lamp.cleanNs = nowNs;
            boolean clean =
                    lamp.state == Name.UP || nowNs - lamp.cleanNs >= span(LineLimits.SETTLE_PERCENT, slowerMs) * MS;
            set(lamp, clean ? Name.UP : Name.DEGRADED, clean ? "heartbeats in time" : "settling");
        }
    }

    /** So many hundredths of a heartbeat. */
    static long span(int percent, long heartbeatMs) {
        return percent * Math.max(heartbeatMs, LineLimits.LAMP_HEARTBEAT_MS_MIN) / 100;
    }

    /** The peer's word when its next heartbeat comes on a path. */
    long theirMs(String label) {
        Lamp lamp = lamps.get(label);
        return lamp == null ? LineLimits.LAMP_HEARTBEAT_MS_MIN : lamp.theirMs;
    }

    /**
     * How long the lamp may lag behind what is so: four heartbeats, and a round trip. An echo is two heartbeats and a round
     * trip old at most, and a quarter of one for what comes late, so of a long one only what those four do not hold already
     * is added, or three quarters of one: five seconds at most up to a round trip of 2.75.
     */
    private static long lagMs(Lamp lamp) {
        long slowerMs = Math.max(lamp.theirMs, lamp.oursMs);
        long rttMs = lamp.rttMs.orElse(0L);
        return span(LineLimits.DOWN_PERCENT, slowerMs)
                + Math.min(rttMs, Math.max(slowerMs * 3 / 4, rttMs - slowerMs * 7 / 4));
    }

    private static void set(Lamp lamp, Name state, String cause) {
        lamp.state = state;
        lamp.cause = cause;
    }

    /** Whether there is a lamp for it. */
    boolean has(String label) {
        return lamps.containsKey(label);
    }

    boolean down(String label) {
        Lamp lamp = lamps.get(label);
        return lamp == null || lamp.state == Name.PATH_DOWN;
    }

    /** The best state of all paths. */
    Name best() {
        Name best = Name.PATH_DOWN;
        for (Lamp lamp : lamps.values()) {
            if (lamp.state == Name.UP) return Name.UP;
            if (lamp.state == Name.DEGRADED) best = Name.DEGRADED;
        }
        return best;
    }

    List<LineStatus.Path> status(Map<String, Integer> sessions) {
        List<LineStatus.Path> paths = new ArrayList<>();
        lamps.forEach((label, lamp) -> paths.add(new LineStatus.Path(
                label,
                lamp.state,
                cause(lamp),
                lamp.sinceMs,
                lamp.rttMs,
                lamp.lastHeardMs,
                lagMs(lamp),
                sessions.getOrDefault(label, 0))));
        return paths;
    }
}
