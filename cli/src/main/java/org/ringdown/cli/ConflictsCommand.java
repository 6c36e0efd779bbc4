package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.deconfliction.ConflictList;
import org.ringdown.deconfliction.Heights;
import org.ringdown.deconfliction.Notice;
import org.ringdown.deconfliction.Separation;
import org.ringdown.deconfliction.Texts;
import org.ringdown.deconfliction.Verdict;
import org.ringdown.deconfliction.VolumeJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown conflicts}: which plans of two files may meet. */
@Command(
        name = "conflicts",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A file is {\"notices\": [{\"id\": \"north-1\", \"volumes\": [...]}]}, with volumes as in spec/notice.md.",
            "Exit code 1 where any two may meet or come too near. \"None\" holds for these two files and nothing else.",
            "",
            "Example:",
            "  ringdown conflicts own.json theirs.json --horizontal \"5 NM\" --vertical \"1000 ft\" --minutes 10"
        },
        description = "Finds which plans of one file may meet those of another. Nothing leaves this machine.")
final class ConflictsCommand implements Callable<Integer> {
    private static final int NOTICES_MAX = 1_000;
    private static final JsonBounds BOUNDS = new JsonBounds(4 << 20, 16, 524_288, 4_096, 32);

    @Parameters(index = "0", paramLabel = "OWN", description = "The plans of one side.")
    private Path own = Path.of("");

    @Parameters(index = "1", paramLabel = "THEIRS", description = "Those of the other side.")
    private Path theirs = Path.of("");

    @Option(names = "--horizontal", paramLabel = "DISTANCE", description = "The least distance, as \"5 NM\"; else 0 m.")
    private String horizontal = "0 m";

    @Option(
            names = "--vertical",
            paramLabel = "HEIGHT",
            description = "The least height between, as \"1000 ft\"; else 0 m.")
    private String vertical = "0 m";

    @Option(names = "--minutes", paramLabel = "N", description = "The least time between, in minutes; else 0.")
    private int minutes;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException {
        if (minutes < 0) throw new CliException(Exit.INPUT, "BAD_OPTION", "--minutes is below 0. Give 0 or more.");
        Separation separation = new Separation(
                distance("--horizontal", horizontal), distance("--vertical", vertical), minutes * 60_000L);
        List<Notice> first = read(own);
        List<Notice> second = read(theirs);
        Set<String> ids = new HashSet<>();
        first.forEach(notice -> ids.add(notice.id()));
        for (Notice notice : second) {
            if (ids.contains(notice.id())) throw twice(theirs, notice.id());
        }
        ConflictList list = ConflictList.of(first, second, separation, Heights.WORLD);
        output.answer(json(list), lines(list, first.size(), second.size()));
        return (list.conflicts().isEmpty() ? Exit.OK : Exit.NEGATIVE).code();
    }

    private static long distance(String option, String text) throws CliException {
        return Texts.distanceMm(text)
                .orElseThrow(() -> new CliException(
                        Exit.INPUT,
                        "BAD_OPTION",
                        option + " \"" + text
                                + "\" is no distance. Give a number and m, km, NM or ft, as in \"5 NM\"."));
    }

    private static CliException twice(Path file, String id) {
        return new CliException(
                Exit.INPUT,
                "ID_TWICE",
                Output.safe("The id " + id + " in " + file + " was there before. Give each its own."));
    }

    private static List<Notice> read(Path file) throws CliException, IOException {
        try {
            JsonFields in = JsonFields.of(JsonReader.parseObject(NewFile.read(file), BOUNDS));
            List<Notice> notices =
                    in.objects("notices", NOTICES_MAX, one -> new Notice(one.string("id", 100), VolumeJson.read(one)));
            in.refuseUnknown();
            in.check();
            Set<String> ids = new HashSet<>();
            for (Notice notice : notices) {
                if (!ids.add(notice.id())) throw twice(file, notice.id());
            }
            return notices;
        } catch (JsonException e) {
            String message = Output.safe(file + " can't be used: " + e.getMessage());
            throw new CliException(Exit.INPUT, "NOTICES_REFUSED", message, e);
        }
    }

    private static Json.Obj json(ConflictList list) {
        List<Json> found = new ArrayList<>();
        for (ConflictList.Conflict c : list.conflicts()) {
            found.add(Json.obj()
                    .put("first", c.first())
                    .put("firstVolume", c.firstVolume())
                    .put("second", c.second())
                    .put("secondVolume", c.secondVolume())
                    .put("kind", c.verdict().kind().name())
                    .put("horizontalMm", c.verdict().horizontalMm())
                    .put("verticalMm", Math.max(c.verdict().verticalMm(), -Json.WHOLE_MAX))
                    .put("timeMs", c.verdict().timeMs())
                    .build());
        }
        return Json.obj()
                .put("engine", ConflictList.ENGINE)
                .put("digest", list.digest().hex())
                .put("conflicts", Json.of(found))
                .build();
    }

    private static List<String> lines(ConflictList list, int own, int theirs) {
        List<String> lines = new ArrayList<>();
        for (ConflictList.Conflict c : list.conflicts()) lines.add(line(c));
        lines.add(
                list.conflicts().isEmpty()
                        ? "None found between these " + own + " and " + theirs + " notices."
                        : list.conflicts().size() + " found between these " + own + " and " + theirs + " notices.");
        lines.add("Digest: " + list.digest().hex());
        return lines;
    }

    private static String line(ConflictList.Conflict c) {
        Verdict v = c.verdict();
        String pair = c.first() + " (volume " + (c.firstVolume() + 1) + ") and " + c.second() + " (volume "
                + (c.secondVolume() + 1) + "): ";
        String kind = switch (v.kind()) {
            case CONFLICT -> "CONFLICT, they may meet";
            case UNDECIDABLE -> "UNDECIDABLE in height, which counts as a conflict";
            case WITHIN_SEPARATION -> "nearer than the separation";
            case ABUTTING -> "they touch";
        };
        return Output.safe(pair + kind + "; " + distance(v.horizontalMm()) + ", " + time(v.timeMs()));
    }

    private static String distance(long mm) {
        return mm <= 0 ? "footprints overlap" : String.format(Locale.ROOT, "%,d m apart", mm / 1_000);
    }

    private static String time(long ms) {
        if (ms < 0) return String.format(Locale.ROOT, "%,d min at the same time", Math.ceilDiv(-ms, 60_000L));
        return ms == 0 ? "one ends as the other begins" : String.format(Locale.ROOT, "%,d min between", ms / 60_000);
    }
}
