package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** As many entries as one line takes, from producers inside one of the two processes; then what bounds it, and memory. */
final class FloodRun {
    private static final int BATCH = 256;
    private static final int PRODUCERS = 16;

    private final Report report;
    private final LineBench.Sizes sizes;
    private final Path dir;

    FloodRun(Report report, LineBench.Sizes sizes, Path dir) {
        this.report = report;
        this.sizes = sizes;
        this.dir = dir;
    }

    void run(Rig.Pair pair) throws IOException {
        report.part(Report.text(
                "Throughput: %,d entries, %d producers inside the sending process, %d sayings a call",
                sizes.flood(), PRODUCERS, BATCH));
        pair.north().ask("record 0");
        pair.south().ask("expect 0 0");
        flood(pair, sizes.flood() / 4);
        long[] cpuNorth = pair.north().numbers("cpu");
        long[] cpuSouth = pair.south().numbers("cpu");
        long[] span = flood(pair, sizes.flood());
        double seconds = (span[1] - span[0]) / 1e9;
        double rate = sizes.flood() / seconds;
        double bare = beside(rate);
        double north = cpu(pair.north(), cpuNorth, "sender", seconds);
        double south = cpu(pair.south(), cpuSouth, "receiver", seconds);
        fill(pair);
        memory(pair);
        String bound = profile(pair, north, south)
                + Report.text("; at that moment two bare SQLite writers did %,.0f rows/s each", bare);
        report.figure("deliveredPerSecond", rate);
        report.goal(Goal.atLeast("delivered a second", "entries/s", 25_000, rate, bound));
        report.figure("aimShare", rate / 50_000, Report.text("%.0f %% of the aim of 50,000/s", 100 * rate / 50_000));
    }

    /** Two bare SQLite writers at once, right after: the same machine, the same neighbours. */
    private double beside(double rate) throws IOException {
        int count = Math.max(20_000, sizes.flood() / 4);
        String[] rows = {"rows", "--leaf", "830", "--count", Integer.toString(count), "--file"};
        Path log = dir.resolve("rows.log");
        try (Child one = Child.start("rows", log, Rig.SERVE_HEAP, with(rows, dir.resolve("rows-a.db")));
                Child two = Child.start("rows", log, Rig.SERVE_HEAP, with(rows, dir.resolve("rows-b.db")))) {
            one.begin("go");
            two.begin("go");
            double seconds = Math.max(span(one.answer("OK")), span(two.answer("OK")));
            report.figure(
                    "bareSqliteRowsPerSecond",
                    count / seconds,
                    Report.text(
                            "two bare SQLite writers at once, right after: %,.0f rows/s each; the line does %.2f of that",
                            count / seconds, rate * seconds / count));
            return count / seconds;
        }
    }

    private static String[] with(String[] words, Path file) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 1);
        all[words.length] = file.toString();
        return all;
    }

    private static double span(String answer) {
        String[] words = answer.split(" ", -1);
        return (Long.parseLong(words[1]) - Long.parseLong(words[0])) / 1e9;
    }

    private static long[] flood(Rig.Pair pair, int count) throws IOException {
        return pair.north().numbers("flood " + count + " " + BATCH + " " + PRODUCERS);
    }

    private double cpu(Child end, long[] before, String who, double seconds) throws IOException {
        long[] now = end.numbers("cpu");
        double us = (now[0] - before[0]) / 1e3 / sizes.flood();
        double cores = (now[0] - before[0]) / 1e9 / seconds;
        double gc = (now[1] - before[1]) / 1e9 / seconds;
        report.figure(
                who + "CpuUsPerEntry",
                us,
                Report.text(
                        "%s: %.1f us of processor time an entry, %.2f cores busy, %.0f %% of the time in GC",
                        who, us, cores, 100 * gc));
        return cores;
    }

    /** More of the same until the store has what the memory goal asks for. */
    private void fill(Rig.Pair pair) throws IOException {
        long have = pair.north().numbers("record 0")[0];
        if (sizes.fill() > have) flood(pair, (int) (sizes.fill() - have));
    }

    private void memory(Rig.Pair pair) throws IOException {
        double north = Child.residentMb(pair.north().pid());
        double south = Child.residentMb(pair.south().pid());
        double mb = Math.max(north, south);
        report.say(Report.text("  resident: sender %.0f MB, receiver %.0f MB", north, south));
        report.goal(
                Goal.atMost("resident after the throughput run", "MB", 200, mb, "heap of 72 MB, code, native memory"));
    }

    /** A shorter run under the profiler, for the parts of it. */
    private String profile(Rig.Pair pair, double north, double south) throws IOException {
        Path northFile = dir.resolve("sender.jfr");
        Path southFile = dir.resolve("receiver.jfr");
        pair.north().ask("profile start " + northFile);
        pair.south().ask("profile start " + southFile);
        flood(pair, sizes.flood() / 4);
        pair.north().ask("profile stop " + northFile);
        pair.south().ask("profile stop " + southFile);
        List<Profile.Share> sender = Profile.shares(northFile);
        List<Profile.Share> receiver = Profile.shares(southFile);
        report.say("  sender's processor time:   " + text(sender));
        report.say("  receiver's processor time: " + text(receiver));
        String bound = north + south > 0.85 * Runtime.getRuntime().availableProcessors()
                ? "the processors of this machine"
                : "the busier end's line thread and its disk";
        if (sender.isEmpty() || receiver.isEmpty()) return bound;
        return bound + ", most by " + sender.getFirst().part() + " at the sender and "
                + receiver.getFirst().part() + " at the receiver";
    }

    private static String text(List<Profile.Share> shares) {
        return shares.stream()
                .filter(share -> share.percent() >= 1)
                .map(share -> Report.text("%s %.0f %%", share.part(), share.percent()))
                .collect(Collectors.joining(", "));
    }
}
