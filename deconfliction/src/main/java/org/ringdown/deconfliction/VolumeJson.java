package org.ringdown.deconfliction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonFields;

/** Reads the volumes of a notice, noting every problem at once. The format is {@code spec/notice.md}. */
public final class VolumeJson {
    /** Volumes of one notice. */
    public static final int VOLUMES_MAX = 50;

    private static final int TEXT_MAX = 40;

    private VolumeJson() {}

    /**
     * Reads the list {@code volumes}.
     *
     * @param in a cursor over the body that has it; what was read counts only once its check has passed
     * @return the volumes, in order; those with a problem are left out
     */
    public static List<Volume> read(JsonFields in) {
        List<Volume> out = new ArrayList<>();
        List<Optional<Volume>> read = in.objects("volumes", VOLUMES_MAX, VolumeJson::volume);
        if (read.isEmpty() && in.has("volumes")) {
            in.refuse("volumes", JsonCode.BAD_VALUE, "there is none", "Say where, how high and when.");
        }
        read.forEach(one -> one.ifPresent(out::add));
        return out;
    }

    private static Optional<Volume> volume(JsonFields in) {
        Optional<Footprint> footprint = footprint(in);
        Optional<Altitude> lower = altitude(in, "lower");
        Optional<Altitude> upper = altitude(in, "upper");
        Optional<Long> from = time(in, "from");
        Optional<Long> until = time(in, "until");
        Optional<Band> band = lower.isEmpty() || upper.isEmpty()
                ? Optional.empty()
                : made(in, "upper", () -> Band.of(lower.get(), upper.get()));
        Optional<Span> span = from.isEmpty() || until.isEmpty()
                ? Optional.empty()
                : made(in, "until", () -> Span.of(from.get(), until.get()));
        if (footprint.isEmpty() || band.isEmpty() || span.isEmpty()) return Optional.empty();
        return Optional.of(new Volume(footprint.get(), band.get(), span.get()));
    }

    private static Optional<Footprint> footprint(JsonFields in) {
        String shape = in.string("shape", TEXT_MAX);
        List<Position> points = new ArrayList<>();
        List<String> texts = in.strings("points", Limits.POINTS_MAX, TEXT_MAX);
        for (int i = 0; i < texts.size(); i++) {
            Optional<Position> at = Texts.position(texts.get(i));
            if (at.isPresent()) points.add(at.get());
            else {
                String mend = "Give degrees north or south, then east or west, as in 48.5N 30.25E.";
                in.refuse("points[" + i + "]", JsonCode.BAD_VALUE, "\"" + texts.get(i) + "\" is no position", mend);
            }
        }
        Optional<Long> radius = in.has("radius")
                ? parsed(
                        in,
                        "radius",
                        Texts::distanceMm,
                        "no distance",
                        "Give a number and m, km, NM or ft, as in 5 NM.")
                : Optional.of(0L);
        Optional<Core> core = core(in, shape, points);
        if (core.isEmpty() || radius.isEmpty() || points.size() != texts.size()) return Optional.empty();
        return made(in, "points", () -> Footprint.of(core.get(), radius.get()));
    }

    private static Optional<Core> core(JsonFields in, String shape, List<Position> points) {
        return switch (shape) {
            case "point" -> point(in, points);
            case "route" -> Optional.of(new Core.Route(points));
            case "area" -> Optional.of(new Core.Area(points));
            default -> {
                in.refuse("shape", JsonCode.BAD_VALUE, "\"" + shape + "\" is no shape", "Use point, route or area.");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Core> point(JsonFields in, List<Position> points) {
        if (points.size() == 1) return Optional.of(new Core.Point(points.getFirst()));
        in.refuse("points", JsonCode.BAD_VALUE, points.size() + " for a point", "Give one.");
        return Optional.empty();
    }

    private static Optional<Altitude> altitude(JsonFields in, String name) {
        String mend = "Use SFC, UNL, a level as FL100, or a height as 3000 ft AMSL, with W84, AMSL or AGL.";
        return parsed(in, name, Texts::altitude, "no altitude", mend);
    }

    private static Optional<Long> time(JsonFields in, String name) {
        return parsed(in, name, Texts::timeMs, "no time", "Give UTC with Z, as in 2026-11-27T18:00:00Z.");
    }

    private static <T> Optional<T> parsed(
            JsonFields in, String name, Function<String, Optional<T>> reader, String problem, String mend) {
        String text = in.string(name, TEXT_MAX);
        Optional<T> value = reader.apply(text);
        if (value.isEmpty() && in.has(name)) {
            in.refuse(name, JsonCode.BAD_VALUE, "\"" + text + "\" is " + problem, mend);
        }
        return value;
    }

    /** Makes a part that may refuse. */
    private interface Maker<T> {
        T make() throws VolumeException;
    }

    private static <T> Optional<T> made(JsonFields in, String name, Maker<T> maker) {
        try {
            return Optional.of(maker.make());
        } catch (VolumeException e) {
            in.refuse(name, JsonCode.BAD_VALUE, String.valueOf(e.getMessage()), "");
            return Optional.empty();
        }
    }
}
