package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench line}: one line between two whole nodes. */
@Command(
        name = "line",
        mixinStandardHelpOptions = true,
        description = {
            "One line between two whole nodes, each a process of its own: real stores, mutual TLS, signatures.",
            "Delivery of one entry against the physical floor, throughput, FLASH before a backlog, a cut, memory."
        })
final class LineBench implements Callable<Integer> {
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Only these parts: lone, flood, flash, cut (default: all).")
    private List<String> only = List.of("lone", "flood", "flash", "cut");

    /** How much is measured. */
    record Sizes(int rounds, int perRound, int flood, int fill, int backlog, int flashes) {
        static final Sizes FULL = new Sizes(5, 400, 300_000, 1_000_000, 100_000, 300);
        static final Sizes QUICK = new Sizes(2, 150, 40_000, 0, 10_000, 60);
    }

    @Override
    public Integer call() throws IOException, NodeException, CharterException, InterruptedException {
        Sizes sizes = options.quick() ? Sizes.QUICK : Sizes.FULL;
        Report report = new Report("line", options.json());
        Path dir = options.directory();
        Rig rig = Rig.found(dir);
        report.say(
                "Line " + rig.lineId() + ", " + Runtime.getRuntime().availableProcessors() + " processors, in " + dir);
        try (Rig.Pair pair = rig.start(false)) {
            if (only.contains("lone")) new LoneRun(report, sizes).run(rig, pair);
            if (only.contains("flood")) new FloodRun(report, sizes, dir).run(pair);
        }
        if (only.contains("flash") || only.contains("cut")) relayed(report, sizes, rig);
        options.clean(dir);
        return report.finish();
    }

    private void relayed(Report report, Sizes sizes, Rig rig) throws IOException {
        try (Relay relay = rig.relay();
                Rig.Pair pair = rig.start(true)) {
            memory(report, pair, sizes);
            if (only.contains("flash")) new FlashRun(report, sizes).run(pair, relay);
            if (only.contains("cut")) new CutRun(report, sizes).run(pair, relay);
        }
    }

    /** Memory after a start on the store as it is now. */
    private static void memory(Report report, Rig.Pair pair, Sizes sizes) throws IOException {
        long entries = pair.north().numbers("record 1")[0];
        report.part("Memory after a fresh start");
        double mb = Math.max(
                Child.residentMb(pair.north().pid()),
                Child.residentMb(pair.south().pid()));
        String what = Report.text("resident with %,d entries in the store", entries);
        report.figure("residentStoreEntries", (double) entries);
        String bound =
                Optional.of("JVM, Jetty and caches").filter(b -> mb > 200).orElse("");
        if (sizes.fill() > 0) report.goal(Goal.atMost(what, "MB", 200, mb, bound));
        else report.figure("residentAfterStartMb", mb, what + Report.text(": %.0f MB", mb));
    }
}
