package org.ringdown.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers since when each state of a line holds. Owned by the Post's thread. */
final class StateBoard {
    /** What holds now by its name and subject: own wall clock when it began. */
    private Map<String, Long> beganMs = Map.of();

    private final List<Fact> facts = new ArrayList<>();

    /** A state, whom or what it is about, and when it began at the latest. */
    private record Fact(LineStatus.Name name, String subject, String cause, long atMs) {
        String key() {
            return name + " " + subject;
        }
    }

    /** Says that a state holds, found at that time; a state that held before keeps the time when it began. */
    void holds(LineStatus.Name name, String subject, String cause, long atMs) {
        facts.add(new Fact(name, subject, cause, atMs));
    }

    /** Ends a round: what was not said again since the last one holds no more. */
    List<LineStatus.State> states() {
        Map<String, Long> began = new HashMap<>();
        List<LineStatus.State> states = new ArrayList<>();
        for (Fact fact : facts) {
            long sinceMs = beganMs.getOrDefault(fact.key(), fact.atMs());
            began.put(fact.key(), sinceMs);
            states.add(new LineStatus.State(fact.name(), fact.cause(), sinceMs));
        }
        beganMs = began;
        facts.clear();
        return states;
    }
}
