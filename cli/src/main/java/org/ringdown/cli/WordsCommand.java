package org.ringdown.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CallWords;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown words}: call and answer words for a plain telephone, offline. */
@Command(
        name = "words",
        mixinStandardHelpOptions = true,
        description = {
            "Call and answer words for a plain telephone, when all else fails; needs no node and no network.",
            "Without a further word: lists this hour's numbers of both directions, the used ones struck.",
            "You call: ringdown words call. They call you: ringdown words check NUMBER WORD WORD.",
            "The lists of the hours before and after count too, since clocks differ; no number is ever used twice."
        },
        footer = {
            "",
            "Example:",
            "  ringdown words",
            "  ringdown words call",
            "  ringdown words check 7 abandon zebra",
            "  ringdown words use 3 --incoming",
            "  ringdown words --hours 24 > tonight.txt     # a sheet for the safe"
        })
final class WordsCommand implements Callable<Integer> {
    private static final int HOURS_MAX = 48;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private At at = new At();

    @Option(names = "--hours", paramLabel = "N", description = "List this many hours (default ${DEFAULT-VALUE}).")
    private int hours = 1;

    @Mixin
    private Output output = new Output();

    /** Which line, and which hour. */
    static final class At {
        @Option(names = "--line", paramLabel = "LINE", description = "The line's id; needed where there are several.")
        private Optional<String> line = Optional.empty();

        @Option(
                names = "--at",
                paramLabel = "TIME",
                description = "Instead of now, such as 2026-11-23T10:00:00Z; where this machine's clock is wrong.")
        private Optional<String> time = Optional.empty();

        long nowMs() throws CliException {
            if (time.isEmpty()) return System.currentTimeMillis();
            try {
                return Instant.parse(time.get()).toEpochMilli();
            } catch (DateTimeParseException e) {
                throw new CliException(Exit.INPUT, "--at: write an instant in UTC, such as 2026-11-23T10:00:00Z.", e);
            }
        }

        long hour() throws CliException {
            return CallWords.hourOf(nowMs());
        }
    }

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        if (hours < 1 || hours > HOURS_MAX) {
            throw new CliException(Exit.INPUT, "--hours: give 1 to " + HOURS_MAX + ".");
        }
        DataDirectory directory = data.existing();
        String line = data.line(at.line);
        CallSheet sheet = CallSheet.open(directory, line);
        try (StruckFile file = StruckFile.open(directory.line(line))) {
            CallSheetText text = new CallSheetText(sheet, file.struck());
            output.answer(text.json(line, at.hour(), hours), text.lines(at.hour(), hours, at.nowMs()));
        }
        return Exit.OK.code();
    }

    @Command(
            name = "call",
            mixinStandardHelpOptions = true,
            description = "You call them: takes the next number that was not used, strikes it, and says what to say.",
            footer = {"", "Example:", "  ringdown words call"})
    int ownCall(@Mixin DataOption data, @Mixin At at, @Mixin Output output)
            throws CliException, IOException, NodeException, CharterException {
        DataDirectory directory = data.existing();
        String line = data.line(at.line);
        CallSheet sheet = CallSheet.open(directory, line);
        try (StruckFile file = StruckFile.open(directory.line(line))) {
            Optional<CallSheet.Entry> next = sheet.nextFree(at.hour(), file.struck());
            if (next.isEmpty()) {
                throw new CliException(
                        Exit.NEGATIVE,
                        "ALL_USED",
                        "every number of this hour and its neighbours was used. The next list begins at "
                                + CallSheet.start(at.hour() + 2) + ".");
            }
            file.strike(next.get().place());
            output.answer(json(next.get(), "STRUCK"), outgoing(sheet, next.get()));
        }
        return Exit.OK.code();
    }

    private static List<String> outgoing(CallSheet sheet, CallSheet.Entry entry) throws CharterException {
        String numbers = String.join(", ", sheet.telephones());
        return List.of(
                "Call " + sheet.peer() + (numbers.isEmpty() ? "." : ": " + numbers),
                "Say:         number " + entry.words().number() + ", "
                        + spoken(entry.words().call()),
                "They answer: " + spoken(entry.words().answer()),
                "Another answer, or none: it is not " + sheet.peer() + ". Say nothing more, hang up, report it.",
                "Number " + entry.words().number() + " is struck now; for a new call ask for a new one.");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "They call you: judges the number and words that you hear, strikes the number, says what to answer.",
                "Exit 1: not genuine, or used before."
            },
            footer = {"", "Example:", "  ringdown words check 7 abandon zebra"})
    int check(
            @Mixin DataOption data,
            @Mixin At at,
            @Mixin Output output,
            @Parameters(paramLabel = "NUMBER", description = "The number that the caller says.") int number,
            @Parameters(paramLabel = "WORD", arity = "1..4", description = "The words that the caller says.")
                    List<String> heard)
            throws CliException, IOException, NodeException, CharterException {
        DataDirectory directory = data.existing();
        String line = data.line(at.line);
        CallSheet sheet = CallSheet.open(directory, line);
        List<String> words = heard.stream()
                .flatMap(word ->
                        Arrays.stream(word.toLowerCase(Locale.ROOT).strip().split("\\s+")))
                .toList();
        try (StruckFile file = StruckFile.open(directory.line(line))) {
            Optional<CallSheet.Entry> fitting = sheet.around(sheet.peer(), at.hour()).stream()
                    .filter(entry -> entry.words().number() == number)
                    .filter(entry -> entry.words().call().equals(words))
                    .findFirst();
            if (fitting.isEmpty())
                return hoax(sheet, output, "NOT GENUINE", "these are not the words of number " + number);
            if (file.struck().has(fitting.get().place())) {
                return hoax(sheet, output, "USED BEFORE", "number " + number + " was used before");
            }
            file.strike(fitting.get().place());
            output.answer(
                    json(fitting.get(), "GENUINE"),
                    List.of(
                            "GENUINE: whoever says this has " + sheet.peer() + "'s key.",
                            "Answer:  " + spoken(fitting.get().words().answer()),
                            "Number " + number + " is struck now."));
            return Exit.OK.code();
        }
    }

    private static int hoax(CallSheet sheet, Output output, String verdict, String why) throws CharterException {
        String numbers = String.join(", ", sheet.telephones());
        output.answer(
                Json.obj().put("verdict", verdict).put("why", why).build(),
                List.of(
                        verdict + ": " + why + ". Treat the call as a hoax: answer nothing.",
                        "Ask once for the words again, they may be misheard. Then hang up, and call back"
                                + (numbers.isEmpty() ? "" : " " + numbers) + " with: ringdown words call"));
        return Exit.NEGATIVE.code();
    }

    @Command(
            name = "use",
            mixinStandardHelpOptions = true,
            description = "Strikes a number of this hour's list that was used from paper.",
            footer = {"", "Example:", "  ringdown words use 3", "  ringdown words use 3 --incoming"})
    int use(
            @Mixin DataOption data,
            @Mixin At at,
            @Mixin Output output,
            @Parameters(paramLabel = "NUMBER", description = "The number, 1 to 12.") int number,
            @Option(names = "--incoming", description = "It was used in a call that they made.") boolean incoming)
            throws CliException, IOException, NodeException, CharterException {
        if (number < 1 || number > CallWords.ROWS) {
            throw new CliException(Exit.INPUT, "the numbers of a list go from 1 to " + CallWords.ROWS + ".");
        }
        DataDirectory directory = data.existing();
        String line = data.line(at.line);
        CallSheet sheet = CallSheet.open(directory, line);
        String caller = incoming ? sheet.peer() : sheet.own();
        CallSheet.Entry entry = sheet.list(caller, at.hour()).get(number - 1);
        try (StruckFile file = StruckFile.open(directory.line(line))) {
            if (file.struck().has(entry.place())) {
                output.line(json(entry, "USED BEFORE"), "Number " + number + " was struck before: it was used twice.");
                return Exit.NEGATIVE.code();
            }
            file.strike(entry.place());
        }
        output.line(json(entry, "STRUCK"), "Number " + number + " of " + caller + "'s calls is struck.");
        return Exit.OK.code();
    }

    private static String spoken(List<String> words) {
        return String.join(" ", words);
    }

    private static Json.Obj json(CallSheet.Entry entry, String verdict) {
        return Json.obj()
                .put("verdict", verdict)
                .put("caller", entry.place().caller())
                .put("from", CallSheet.start(entry.place().hour()).toString())
                .put("number", entry.words().number())
                .put("call", spoken(entry.words().call()))
                .put("answer", spoken(entry.words().answer()))
                .build();
    }
}
