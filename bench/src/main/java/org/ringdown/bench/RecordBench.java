package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
        Took export = ringdown(dir, "export", "--data", data.toString(), "--out", bundle.toString());
        tell(report, "export", export, count);
        report.figure("bundleBytes", (double) Files.size(bundle));
        Took verify = ringdown(dir, "verify", bundle.toString());
        tell(report, "verify", verify, count);
        Took floor = command(dir, Main.class.getName(), "floor-record", "--bundle", bundle.toString());
        tell(report, "floor", floor, count);
        report.goal(Goal.atLeast(
                "verify, the whole command", "entries/s", 200_000, count / verify.seconds(), bound(verify, floor)));
        report.note("no entry carries a passkey assertion: this version has none, so there is no figure with them");
        tell(report, "fsck", ringdown(dir, "fsck", "--data", data.toString()), count);
        options.clean(dir);
        return report.finish();
    }

    private static String bound(Took verify, Took floor) {
        return Report.text(
                "the processor: %.1f s of it, and %.0f %% of one was to be had; the floor, a bare program that reads the"
                        + " same bytes, finds their newlines and hashes each leaf and each node, took %.1f s of it",
                verify.cpuSeconds(), 100 * verify.cpuSeconds() / verify.seconds(), floor.cpuSeconds());
    }

    /** How long a command took, and how much of it a processor worked for it. */
    private record Took(double seconds, double cpuSeconds) {}

    private static void tell(Report report, String key, Took took, int count) {
        report.figure(key + "S", took.seconds());
        report.figure(key + "CpuS", took.cpuSeconds());
        report.figure(
                key + "PerSecond",
                count / took.seconds(),
                Report.text(
                        "%s: %.2f s, %,.0f entries/s; %.2f s of processor time",
                        key, took.seconds(), count / took.seconds(), took.cpuSeconds()));
    }

    private static Took ringdown(Path dir, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("org.ringdown.cli.Main"));
        command.addAll(List.of(words));
        return command(dir, command.toArray(String[]::new));
    }

    /** Runs a program in a JVM of its own, on the heap that bin/ringdown gives to short commands. */
    private static Took command(Path dir, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Child.java("256m"));
        command.addAll(List.of(words));
        Path log = dir.resolve("commands.log");
        long startNs = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Duration cpu = Duration.ZERO;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
        }
        double seconds = (System.nanoTime() - startNs) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(words[1] + " ended with " + process.exitValue() + "; see " + log);
        }
        return new Took(seconds, cpu.toNanos() / 1e9);
    }
}
