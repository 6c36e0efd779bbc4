package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench record}: a large record is exported, verified, and recomputed from the store. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "A line says 1,000,000 entries; its record is exported, verified on its own, and recomputed by fsck.",
            "Each is the whole command as a person starts it, start of the JVM included."
        })
final class RecordBench implements Callable<Integer> {
    private static final int ENTRIES = 1_000_000;
    private static final int ENTRIES_QUICK = 60_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--entries", paramLabel = "N", description = "How many entries (default: 1,000,000).")
    private int entries;

    @Override
    public Integer call() throws IOException, NodeException, CharterException, InterruptedException {
        int count = entries > 0 ? entries : options.quick() ? ENTRIES_QUICK : ENTRIES;
        Report report = new Report("record", options.json());
        Path dir = options.directory();
        Path data = Filled.found(dir, count, report).northData();
        Path bundle = dir.resolve("record.zip");
        report.part("Export, verify, fsck");
        double export = command(dir, "export", "--data", data.toString(), "--out", bundle.toString());
        report.figure(
                "exportPerSecond",
                count / export,
                Report.text("export: %.2f s, %,.0f entries/s, %,d bytes", export, count / export, Files.size(bundle)));
        double verify = command(dir, "verify", bundle.toString());
        report.figure("verifyS", verify, Report.text("verify: %.2f s, %,.0f entries/s", verify, count / verify));
        String bound = "the processors: JSON of each leaf and its hash; the JVM's start is in it";
        report.goal(Goal.atLeast("verify, the whole command", "entries/s", 200_000, count / verify, bound));
        double fsck = command(dir, "fsck", "--data", data.toString());
        report.figure("fsckPerSecond", count / fsck, Report.text("fsck: %.2f s, %,.0f entries/s", fsck, count / fsck));
        options.clean(dir);
        return report.finish();
    }

    /** Runs a command of ringdown in a JVM of its own; returns the seconds it took. */
    private static double command(Path dir, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Child.java("256m"));
        command.add("org.ringdown.cli.Main");
        command.addAll(List.of(words));
        long startNs = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dir.resolve("commands.log").toFile()))
                .start();
        int exit = process.waitFor();
        if (exit != 0) throw new IOException(words[0] + " ended with " + exit + "; see " + dir.resolve("commands.log"));
        return (System.nanoTime() - startNs) / 1e9;
    }
}
