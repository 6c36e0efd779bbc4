package org.ringdown.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/** What a benchmark found: figures and goals, for people on the way and as one JSON object at the end. For one thread. */
final class Report {
    private final String name;
    private final boolean json;
    private final Json.ObjBuilder figures = Json.obj();
    private final List<Json> goals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean allMet = true;

    Report(String name, boolean json) {
        this.name = name;
        this.json = json;
    }

    /** Starts a part. */
    void part(String title) {
        say("");
        say(title);
    }

    /** A figure with its unit in its name, and how it reads. */
    void figure(String key, double value, String text) {
        figures.put(key, number(value));
        say("  " + text);
    }

    /** A figure that is only for the JSON object. */
    void figure(String key, double value) {
        figures.put(key, number(value));
    }

    /** Something to know when reading the figures. */
    void note(String text) {
        notes.add(text);
        say("  " + text);
    }

    /** A goal: at most, or at least, so much. */
    void goal(Goal goal) {
        allMet &= goal.met();
        goals.add(goal.json());
        say("  " + goal.text());
    }

    /** A goal of which this run says nothing counts as missed. */
    void unmeasured(String goal, String why) {
        allMet = false;
        goals.add(Json.obj()
                .put("goal", goal)
                .put("met", false)
                .put("boundBy", "not measured: " + why)
                .build());
        say("  MISSED  " + goal + ": not measured: " + why);
    }

    /** Prints the end; returns the exit code. */
    int finish() {
        if (json) {
            Json.Obj out = Json.obj()
                    .put("bench", name)
                    .put("commit", System.getProperty("ringdown.commit", "unknown"))
                    .put("allMet", allMet)
                    .put("figures", figures.build())
                    .put("goals", Json.of(goals))
                    .put("notes", Json.strings(notes))
                    .build();
            System.out.println(JsonWriter.compact(out));
        } else {
            say("");
            say(allMet ? "Every goal is met." : "NOT every goal is met; see the lines marked MISSED.");
        }
        return allMet ? 0 : 1;
    }

    /** Progress goes to stderr where stdout is for JSON. */
    void say(String line) {
        (json ? System.err : System.out).println(line);
    }

    /** A number with four digits, or a whole one. */
    static Json number(double value) {
        if (value == Math.rint(value)) return Json.of((long) value);
        return new Json.Real(Double.parseDouble(String.format(Locale.ROOT, "%.4g", value)));
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotations are not on the class path
    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
