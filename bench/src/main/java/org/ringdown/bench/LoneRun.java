package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One entry at a time on an idle line, beside the physical floor: both are measured in turns, so that both see the same machine. */
final class LoneRun {
    private static final long GAP_US = 1_000;
    private static final int WARM_UP = 1_500;

    private final Report report;
    private final LineBench.Sizes sizes;
    private final Times product = new Times();
    private final Times floor = new Times();
    private final Times sqlite = new Times();

    /** When each was said, kept at the other side, delivered. */
    private static final class Times {
        final List<long[]> shownNs = new ArrayList<>();
        final List<long[]> deliveredNs = new ArrayList<>();
        final List<long[]> doneAtNs = new ArrayList<>();

        /** What was not said by us, the node's own entries, is left out. */
        void add(long[] said, long[] kept, long[] delivered) {
            int[] ours =
                    IntStream.range(0, said.length).filter(i -> said[i] != 0).toArray();
            shownNs.add(Arrays.stream(ours).mapToLong(i -> kept[i] - said[i]).toArray());
            deliveredNs.add(
                    Arrays.stream(ours).mapToLong(i -> delivered[i] - said[i]).toArray());
            doneAtNs.add(Arrays.stream(ours).mapToLong(i -> delivered[i]).toArray());
        }

        static long[] all(List<long[]> parts) {
            return parts.stream().flatMapToLong(Arrays::stream).toArray();
        }

        Sample shown() {
            return new Sample(all(shownNs));
        }

        Sample delivered() {
            return new Sample(all(deliveredNs));
        }
    }

    LoneRun(Report report, LineBench.Sizes sizes) {
        this.report = report;
        this.sizes = sizes;
    }

    void run(Rig rig, Rig.Pair pair) throws IOException, InterruptedException {
        long leaf = pair.north().numbers("leaf")[0];
        report.part("One entry of 300 bytes of text on an idle line");
        report.figure("leafBytes", (double) leaf, Report.text("a leaf of %d bytes", leaf));
        FloorKeys.create(rig.dir());
        Path log = rig.dir().resolve("floor.log");
        String[] answer = {"floor", "--dir", rig.dir().toString(), "--leaf", Long.toString(leaf)};
        try (Child answerer = Child.start("floor", log, Rig.SERVE_HEAP, answer)) {
            String[] call = Arrays.copyOf(answer, answer.length + 2);
            call[answer.length] = "--port";
            call[answer.length + 1] = answerer.greeting();
            try (Child caller = Child.start("floor", log, Rig.SERVE_HEAP, call)) {
                warmUp(pair, caller, answerer);
                for (int round = 0; round < sizes.rounds(); round++) {
                    floor(caller, answerer, "file", sizes.perRound(), floor);
                    product(pair);
                    floor(caller, answerer, "sqlite", sizes.perRound(), sqlite);
                }
            }
        }
        tell();
        longest(pair);
    }

    private void warmUp(Rig.Pair pair, Child caller, Child answerer) throws IOException {
        pair.north().ask("record 0");
        int count = sizes.rounds() < 5 ? WARM_UP / 3 : WARM_UP;
        pair.north().ask("flood " + count * 10 + " 16 4");
        pair.north().ask("record " + count);
        pair.north().ask("lone " + count + " 0 ROUTINE");
        Times unused = new Times();
        floor(caller, answerer, "file", count, unused);
        floor(caller, answerer, "sqlite", count, unused);
    }

    private static void floor(Child caller, Child answerer, String disk, int count, Times into) throws IOException {
        caller.ask("lone " + count + " " + GAP_US + " " + disk);
        into.add(caller.numbers("times said"), answerer.numbers("times"), caller.numbers("times delivered"));
    }

    private void product(Rig.Pair pair) throws IOException {
        long from = pair.north().numbers("record " + sizes.perRound())[0];
        pair.south().ask("expect " + from + " " + sizes.perRound());
        pair.north().ask("lone " + sizes.perRound() + " " + GAP_US + " ROUTINE");
        long[] said = pair.north().numbers("times said");
        long[] delivered = pair.north().numbers("times delivered");
        product.add(said, pair.south().numbers("times kept"), delivered);
    }

    private void tell() {
        tell("shown", "shown at B (durable at both, event out)", product.shown(), floor.shown(), sqlite.shown());
        tell(
                "delivered",
                "delivered at A (receipt durable)",
                product.delivered(),
                floor.delivered(),
                sqlite.delivered());
    }

    private void tell(String key, String what, Sample ours, Sample bare, Sample withSqlite) {
        report.say("  " + what);
        report.figure(key + "P50Ms", ours.p50Ms(), "  Ringdown            " + ours);
        report.figure(key + "P99Ms", ours.p99Ms());
        report.figure(key + "FloorP50Ms", bare.p50Ms(), "  floor, bare files   " + bare);
        report.figure(key + "FloorP99Ms", bare.p99Ms());
        report.figure(key + "FloorSqliteP50Ms", withSqlite.p50Ms(), "  floor, SQLite       " + withSqlite);
        report.figure(key + "FloorSqliteP99Ms", withSqlite.p99Ms());
        String bound = Report.text(
                "SQLite commits (the floor with them: %.2f of the bare one), thread hand-overs, JSON",
                withSqlite.p50Ms() / bare.p50Ms());
        report.goal(Goal.atMost(key + " p50 / floor p50", "times", 2, ours.p50Ms() / bare.p50Ms(), bound));
        report.goal(Goal.atMost(
                key + " p99 / floor p99", "times", 5, ours.p99Ms() / bare.p99Ms(), "the same, and garbage collection"));
    }

    /** The longest delivery, and whether a checkpoint of either store overlaps any above 100 ms. */
    private void longest(Rig.Pair pair) throws IOException {
        long[] took = Times.all(product.deliveredNs);
        long[] doneAt = Times.all(product.doneAtNs);
        long[] north = pair.north().numbers("checkpoints");
        long[] south = pair.south().numbers("checkpoints");
        int over = 0;
        int overlapped = 0;
        for (int i = 0; i < took.length; i++) {
            if (took[i] <= 100_000_000L) continue;
            over++;
            if (overlaps(north, doneAt[i] - took[i], doneAt[i]) || overlaps(south, doneAt[i] - took[i], doneAt[i])) {
                overlapped++;
            }
        }
        report.figure("checkpoints", (north.length + south.length) / 3.0);
        report.figure(
                "deliveriesOver100Ms",
                over,
                Report.text(
                        "longest delivery %.1f ms; %d over 100 ms; %d checkpoints ran",
                        product.delivered().longestMs(), over, (north.length + south.length) / 3));
        report.goal(Goal.atMost(
                "deliveries over 100 ms during a store checkpoint",
                "deliveries",
                0,
                overlapped,
                "the disk, which the checkpoint and the commit share"));
    }

    private static boolean overlaps(long[] checkpoints, long fromNs, long toNs) {
        for (int i = 0; i < checkpoints.length; i += 3) {
            if (checkpoints[i] < toNs && checkpoints[i + 1] > fromNs) return true;
        }
        return false;
    }
}
