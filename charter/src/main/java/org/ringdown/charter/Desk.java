package org.ringdown.charter;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A manned position of a party.
 *
 * @param id its short id, unique within the party
 * @param names its name in several languages
 * @param hours when it is manned; an empty list means always
 * @param languages the languages that it answers in
 */
public record Desk(String id, List<LocalText> names, List<Shift> hours, List<String> languages) {
    /** Keeps immutable copies. */
    public Desk {
        names = List.copyOf(names);
        hours = List.copyOf(hours);
        languages = List.copyOf(languages);
    }

    /** A day of the week; the names are the words in a charter. */
    public enum Day {
        /** Monday. */
        MON,
        /** Tuesday. */
        TUE,
        /** Wednesday. */
        WED,
        /** Thursday. */
        THU,
        /** Friday. */
        FRI,
        /** Saturday. */
        SAT,
        /** Sunday. */
        SUN
    }

    /**
     * A span of hours on some days, in UTC.
     *
     * @param days the days on which it begins
     * @param from when it begins, as HH:MM
     * @param to when it ends, as HH:MM; where it is not after {@code from}, it ends on the next day
     */
    public record Shift(List<Day> days, String from, String to) {
        /** Keeps an immutable copy. */
        public Shift {
            days = List.copyOf(days);
        }
    }

    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");

    Json.Obj json() {
        List<Json> shifts = hours.stream().map(Desk::shiftJson).toList();
        return Json.obj()
                .put("id", id)
                .put("names", LocalText.json(names))
                .put("hours", Json.of(shifts))
                .put("languages", Json.strings(languages))
                .build();
    }

    private static Json shiftJson(Shift shift) {
        List<String> days = shift.days.stream().map(Day::name).toList();
        return Json.obj()
                .put("days", Json.strings(days))
                .put("from", shift.from)
                .put("to", shift.to)
                .build();
    }

    static Desk read(JsonFields f) {
        String id = readId(f);
        List<LocalText> names = LocalText.read(f, "names", CharterLimits.NAME_MAX);
        List<Shift> hours = f.objects("hours", CharterLimits.SHIFTS_MAX, Desk::readShift);
        return new Desk(id, names, hours, LocalText.readLanguages(f, "languages"));
    }

    static String readId(JsonFields f) {
        String id = f.string("id", CharterLimits.ID_MAX);
        if (!id.isEmpty() && !Names.isId(id)) {
            f.refuse(
                    "id",
                    JsonCode.BAD_VALUE,
                    "\"" + id + "\" is not an id",
                    "Use a-z, 0-9 and hyphens, a letter first.");
        }
        return id;
    }

    private static Shift readShift(JsonFields f) {
        List<Day> days = Choices.list(f, "days", Choices.of(Day.class, d -> d.name()));
        return new Shift(days, readTime(f, "from"), readTime(f, "to"));
    }

    private static String readTime(JsonFields f, String name) {
        String time = f.string(name, 5);
        if (!time.isEmpty() && !TIME.matcher(time).matches()) {
            f.refuse(name, JsonCode.BAD_VALUE, "\"" + time + "\" is not a time of day as HH:MM in UTC", "");
        }
        return time;
    }

    String hoursText() {
        if (hours.isEmpty()) return "at all times";
        return String.join(
                ", ",
                hours.stream()
                        .map(s -> s.days.toString().replaceAll("[\\[\\]]", "").toUpperCase(Locale.ROOT) + " " + s.from
                                + "-" + s.to + " UTC")
                        .toList());
    }
}
