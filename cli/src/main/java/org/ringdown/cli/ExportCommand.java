package org.ringdown.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringdown.charter.Json;
import org.ringdown.cli.bundle.BundleException;
import org.ringdown.cli.bundle.BundleWriter;
import org.ringdown.cli.bundle.EvidenceFile;
import org.ringdown.cli.bundle.LogPart;
import org.ringdown.cli.bundle.Manifest;
import org.ringdown.cli.bundle.Selection;
import org.ringdown.message.LogId;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown export}: writes a bundle. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ringdown export --out record.zip",
            "  ringdown export --entry northland/1-9f3c02ab/41 --out one-entry.zip",
            "  ringdown export --evidence --out evidence.json"
        },
        description = {
            "Writes a bundle that anybody can check with ringdown verify. A running node is not disturbed.",
            "Without --range and --entry: everything. Places are written party/epoch/index, as tail shows them."
        })
final class ExportCommand implements Callable<Integer> {
    private static final Pattern RANGE =
            Pattern.compile("([a-z0-9-]{1,32})/([0-9a-f-]{10,18})/([0-9]{1,15})-([0-9]{1,15})");
    private static final Pattern ENTRY = Pattern.compile("([a-z0-9-]{1,32})/([0-9a-f-]{10,18})/([0-9]{1,15})");

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--line", paramLabel = "LINE", description = "The line's id; needed where there are several.")
    private Optional<String> line = Optional.empty();

    @Option(
            names = "--range",
            paramLabel = "PARTY/EPOCH/FIRST-LAST",
            description = "Only this run of a log. May be given again.")
    private List<String> ranges = new ArrayList<>();

    @Option(
            names = "--entry",
            paramLabel = "PARTY/EPOCH/INDEX",
            description = "Only this entry with its proof; nothing else is disclosed. May be given again.")
    private List<String> entries = new ArrayList<>();

    @Option(names = "--evidence", description = "Only the evidence against the other party's logs, as one JSON file.")
    private boolean evidence;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file; must not exist.")
    private Path out = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, BundleException {
        DataDirectory directory = data.existing();
        Selection selection = selection();
        String id = data.line(line);
        if (evidence) return evidence(directory, id);
        Path unfinished = out.resolveSibling(out.getFileName() + ".part");
        refuseExisting();
        try {
            Manifest manifest = write(directory, id, selection, unfinished);
            Files.move(unfinished, out);
            say(manifest);
            return Exit.OK.code();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void refuseExisting() throws CliException {
        if (Files.exists(out)) throw new CliException(Exit.INPUT, out + " is there already. Name another file.");
    }

    private Integer evidence(DataDirectory directory, String id) throws CliException, IOException, NodeException {
        if (!ranges.isEmpty() || !entries.isEmpty()) {
            throw new CliException(Exit.INPUT, "give --evidence alone: a bundle is another file.");
        }
        refuseExisting();
        EvidenceFile file;
        try (StoreSource source = StoreSource.open(directory, id)) {
            file = source.evidence();
        }
        int pieces = file.pieces().size();
        if (pieces == 0) {
            output.answer(
                    Json.obj().put("pieces", 0).put("line", id).build(),
                    List.of("Nothing is kept against a log of the other party; no file was written."));
            return Exit.NEGATIVE.code();
        }
        Files.write(out, file.bytes(), StandardOpenOption.CREATE_NEW);
        output.answer(
                Json.obj()
                        .put("pieces", pieces)
                        .put("line", id)
                        .put("evidence", out.toString())
                        .build(),
                List.of("Wrote " + out + ": " + pieces + " pieces of evidence.", "Check it: ringdown verify " + out));
        return Exit.OK.code();
    }

    private static Manifest write(DataDirectory directory, String id, Selection selection, Path to)
            throws CliException, IOException, NodeException, BundleException {
        try (StoreSource source = StoreSource.open(directory, id);
                OutputStream file = Files.newOutputStream(
                        to, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
                OutputStream buffered = new BufferedOutputStream(file, 1 << 16)) {
            return BundleWriter.write(source, selection, System.currentTimeMillis(), buffered);
        }
    }

    private Selection selection() throws CliException {
        if (!ranges.isEmpty() && !entries.isEmpty()) {
            throw new CliException(Exit.INPUT, "give --range or --entry, not both: they are two kinds of bundle.");
        }
        if (ranges.isEmpty() && entries.isEmpty()) return new Selection.All();
        SequencedMap<LogId, Selection.Run> runs = new LinkedHashMap<>();
        for (String range : ranges) {
            Matcher found = match(RANGE, range, "--range", "northland/1-9f3c02ab/41-52");
            long first = Long.parseLong(found.group(3));
            Selection.Run run = new Selection.Run(first, Long.parseLong(found.group(4)) + 1);
            if (runs.put(log(found), run) != null || run.end() <= first) {
                throw new CliException(
                        Exit.INPUT, "--range " + range + ": one run of each log, from a first to a last entry.");
            }
        }
        SequencedMap<LogId, List<Long>> singles = new LinkedHashMap<>();
        for (String entry : entries) {
            Matcher found = match(ENTRY, entry, "--entry", "northland/1-9f3c02ab/41");
            singles.computeIfAbsent(log(found), of -> new ArrayList<>()).add(Long.parseLong(found.group(3)));
        }
        return runs.isEmpty() ? new Selection.Entries(singles) : new Selection.Ranges(runs);
    }

    private static Matcher match(Pattern pattern, String text, String option, String example) throws CliException {
        Matcher matcher = pattern.matcher(text);
        if (matcher.matches() && LogId.isEpoch(matcher.group(2))) return matcher;
        throw new CliException(Exit.INPUT, option + ": write it as " + example + ".");
    }

    private static LogId log(Matcher matcher) {
        return new LogId(matcher.group(1), matcher.group(2));
    }

    private void say(Manifest manifest) throws IOException {
        List<String> lines = new ArrayList<>();
        List<Json> logs = new ArrayList<>();
        lines.add("Wrote " + out + " (" + manifest.mode().wire() + ", " + Files.size(out) + " bytes).");
        for (LogPart part : manifest.logs()) {
            long count = part.count() + part.singles().size();
            lines.add("  " + part.log().party() + "/" + part.log().epoch() + ": " + count
                    + " entries, under a head of size " + part.size());
            logs.add(Json.obj()
                    .put("party", part.log().party())
                    .put("epoch", part.log().epoch())
                    .put("entries", count)
                    .put("size", part.size())
                    .build());
        }
        lines.add("Check it: ringdown verify " + out);
        output.answer(
                Json.obj()
                        .put("bundle", out.toString())
                        .put("mode", manifest.mode().wire())
                        .put("line", manifest.lineId())
                        .put("logs", Json.of(logs))
                        .build(),
                lines);
    }
}
