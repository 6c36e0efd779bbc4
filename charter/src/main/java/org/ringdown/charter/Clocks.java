package org.ringdown.charter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How soon each precedence must be handled.
 *
 * @param heartbeatMs how often each side is heard on an idle path
 * @param rows one row for each precedence
 */
public record Clocks(long heartbeatMs, Map<Precedence, Row> rows) {
    /** Refuses a table with a missing row. */
    public Clocks {
        if (rows.size() != Precedence.values().length) throw new IllegalArgumentException("a precedence has no row");
        EnumMap<Precedence, Row> copy = new EnumMap<>(Precedence.class);
        copy.putAll(rows);
        rows = Collections.unmodifiableMap(copy);
    }

    /**
     * The clocks of one precedence.
     *
     * @param deliveryMs when a machine's receipt is due
     * @param seenMs when a person must have pressed SEEN, where the charter says so
     * @param answer when it must be read back or answered, where the charter says so
     * @param then who is called when a clock runs out, in order of time
     */
    public record Row(long deliveryMs, Optional<Long> seenMs, Optional<Answer> answer, List<Step> then) {
        /** Keeps an immutable copy. */
        public Row {
            then = List.copyOf(then);
        }
    }

    /** When an answer is due. */
    public sealed interface Answer {
        /**
         * After a time.
         *
         * @param ms the time
         */
        record AfterMs(long ms) implements Answer {}

        /** By the end of the next working day of the desk that was asked. */
        record NextWorkingDay() implements Answer {}
    }

    /**
     * One step of an escalation.
     *
     * @param action what happens
     * @param afterMs how long after the entry came
     */
    public record Step(Action action, long afterMs) {}

    /** What an escalation does; the names in lower case with spaces are the words in a charter. */
    public enum Action {
        /** Rings voice at the desk. */
        RING_VOICE,
        /** Calls the next desk of the party. */
        NEXT_DESK,
        /** Calls the principal on duty. */
        DUTY_PRINCIPAL,
        /** Calls the supervisor. */
        SUPERVISOR,
        /** Tells the supervisor at the next handover. */
        SUPERVISOR_AT_HANDOVER,
        /** Goes on the list of open items. */
        OPEN_ITEMS
    }

    /**
     * Returns the usual table with machine delivery only: 5 s, 10 s, 60 s and 5 min, and a heartbeat each second.
     *
     * @return the table
     */
    public static Clocks deliveryOnly() {
        EnumMap<Precedence, Row> rows = new EnumMap<>(Precedence.class);
        for (Precedence precedence : Precedence.values()) {
            long deliveryMs = switch (precedence) {
                case FLASH -> 5_000;
                case IMMEDIATE -> 10_000;
                case PRIORITY -> 60_000;
                case ROUTINE -> 300_000;
            };
            rows.put(precedence, new Row(deliveryMs, Optional.empty(), Optional.empty(), List.of()));
        }
        return new Clocks(1_000, rows);
    }

    /**
     * Returns the usual table in full, with the human clocks and the escalations.
     *
     * @return the table
     */
    public static Clocks full() {
        EnumMap<Precedence, Row> rows = new EnumMap<>(Precedence.class);
        long minute = 60_000;
        List<Step> flash = List.of(
                new Step(Action.RING_VOICE, minute),
                new Step(Action.NEXT_DESK, 2 * minute),
                new Step(Action.DUTY_PRINCIPAL, 5 * minute));
        rows.put(Precedence.FLASH, human(5_000, minute, new Answer.AfterMs(5 * minute), flash));
        rows.put(
                Precedence.IMMEDIATE,
                human(10_000, 5 * minute, after(30 * minute), step(Action.SUPERVISOR, 5 * minute)));
        rows.put(
                Precedence.PRIORITY,
                human(minute, 30 * minute, after(180 * minute), step(Action.SUPERVISOR_AT_HANDOVER, 30 * minute)));
        rows.put(
                Precedence.ROUTINE,
                human(5 * minute, 120 * minute, new Answer.NextWorkingDay(), step(Action.OPEN_ITEMS, 120 * minute)));
        return new Clocks(1_000, rows);
    }

    private static Row human(long deliveryMs, long seenMs, Answer answer, List<Step> then) {
        return new Row(deliveryMs, Optional.of(seenMs), Optional.of(answer), then);
    }

    private static Answer after(long ms) {
        return new Answer.AfterMs(ms);
    }

    private static List<Step> step(Action action, long afterMs) {
        return List.of(new Step(action, afterMs));
    }

    /**
     * Returns the clocks of one precedence.
     *
     * @param precedence the precedence
     * @return its row
     */
    public Row row(Precedence precedence) {
        Row row = rows.get(precedence);
        if (row == null) throw new IllegalStateException("a precedence has no row");
        return row;
    }

    Json.Obj json() {
        Json.ObjBuilder out = Json.obj().put("heartbeatMs", heartbeatMs);
        for (Precedence precedence : Precedence.values()) out.put(precedence.name(), rowJson(row(precedence)));
        return out.build();
    }

    private static Json.Obj rowJson(Row row) {
        Json.ObjBuilder out = Json.obj().put("deliveryMs", row.deliveryMs);
        out.putIf("seenMs", row.seenMs.map(Json::of));
        out.putIf("answer", row.answer.map(answer -> switch (answer) {
            case Answer.AfterMs after -> Json.of(after.ms);
            case Answer.NextWorkingDay _ -> Json.of("next working day");
        }));
        if (row.then.isEmpty()) return out.build();
        List<Json.Obj> steps = row.then.stream()
                .map(s -> Json.obj()
                        .put("action", Choices.word(s.action))
                        .put("afterMs", s.afterMs)
                        .build())
                .toList();
        return out.put("then", Json.of(steps)).build();
    }

    static Clocks read(JsonFields f) {
        long heartbeatMs = f.whole("heartbeatMs", 100, 60_000);
        EnumMap<Precedence, Row> rows = new EnumMap<>(Precedence.class);
        for (Precedence precedence : Precedence.values()) {
            rows.put(precedence, readRow(f.object(precedence.name())));
        }
        return new Clocks(heartbeatMs, rows);
    }

    private static Row readRow(JsonFields f) {
        long deliveryMs = f.whole("deliveryMs", 1, CharterLimits.SPAN_MS_MAX);
        Optional<Long> seenMs = f.optionalWhole("seenMs", 1, CharterLimits.SPAN_MS_MAX);
        Optional<Answer> answer = f.optional("answer").flatMap(value -> readAnswer(f, value));
        List<Step> then = f.has("then") ? readSteps(f) : List.of();
        return new Row(deliveryMs, seenMs, answer, then);
    }

    private static Optional<Answer> readAnswer(JsonFields f, Json value) {
        if (value instanceof Json.Str text && text.text().equals("next working day")) {
            return Optional.of(new Answer.NextWorkingDay());
        }
        if (value instanceof Json.Whole ms && ms.value() >= 1 && ms.value() <= CharterLimits.SPAN_MS_MAX) {
            return Optional.of(new Answer.AfterMs(ms.value()));
        }
        f.refuse("answer", JsonCode.BAD_VALUE, "neither milliseconds nor \"next working day\"", "");
        return Optional.empty();
    }

    private static List<Step> readSteps(JsonFields f) {
        SequencedMap<String, Action> words = Choices.lower(Action.class);
        List<Step> steps = new ArrayList<>(f.objects(
                "then",
                CharterLimits.STEPS_MAX,
                s -> new Step(s.choice("action", words), s.whole("afterMs", 1, CharterLimits.SPAN_MS_MAX))));
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).afterMs < steps.get(i - 1).afterMs) {
                f.refuse("then[" + i + "]", JsonCode.BAD_VALUE, "the steps are not in order of time", "");
            }
        }
        if (steps.isEmpty()) f.refuse("then", JsonCode.BAD_VALUE, "no step", "Leave the field out.");
        return steps;
    }
}
