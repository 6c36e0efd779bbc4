package org.ringdown.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ringdown.charter.CharterException;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench start}: how soon a node answers, and what it takes of memory. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Starts ringdown serve as a person does, until /healthz answers; with the start-up cache and without.",
            "On an empty record and on one of 1,000,000 entries. And a short command of the command line."
        })
final class StartBench implements Callable<Integer> {
    private static final int TRIES = 5;
    private static final int ENTRIES = 1_000_000;
    private static final int ENTRIES_QUICK = 60_000;
    private static final double GOAL_S = 1.5;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--entries", paramLabel = "N", description = "How many entries (default: 1,000,000).")
    private int entries;

    @Override
    public Integer call() throws IOException, NodeException, CharterException, InterruptedException {
        int count = entries > 0 ? entries : options.quick() ? ENTRIES_QUICK : ENTRIES;
        int tries = options.quick() ? 2 : TRIES;
        Report report = new Report("start", options.json());
        Path dir = options.directory();
        Path empty = Rig.found(Files.createDirectories(dir.resolve("empty"))).northData();
        launch(empty, true).stop(); // builds and trains where that was not done yet
        report.part("ringdown serve, until /healthz answers (best and worst of " + tries + ")");
        serve(report, empty, "an empty record", "Empty", tries);
        Path full = Filled.found(Files.createDirectories(dir.resolve("full")), count, report)
                .northData();
        serve(report, full, Report.text("%,d entries", count), "Full", tries);
        commands(report, tries);
        options.clean(dir);
        return report.finish();
    }

    private static void serve(Report report, Path data, String what, String key, int tries)
            throws IOException, NodeException, InterruptedException {
        for (boolean cache : new boolean[] {true, false}) {
            String how = cache ? "with the start-up cache" : "without it";
            long[] readyNs = new long[tries];
            double residentMb = 0;
            for (int i = 0; i < tries; i++) {
                Served served = launch(data, cache);
                readyNs[i] = served.readyNs();
                TimeUnit.SECONDS.sleep(1);
                residentMb =
                        Math.max(residentMb, Child.residentMb(served.process().pid()));
                served.stop();
            }
            Sample ready = new Sample(readyNs);
            double medianS = ready.p50Ms() / 1e3;
            report.say(Report.text(
                    "  %s, %s: %.2f to %.2f s, %.0f MB resident",
                    what, how, ready.percentileMs(1) / 1e3, ready.longestMs() / 1e3, residentMb));
            report.figure("ready" + key + (cache ? "" : "NoCache") + "S", medianS);
            report.figure("resident" + key + (cache ? "" : "NoCache") + "Mb", residentMb);
            if (!cache) continue;
            report.goal(
                    Goal.atMost("ready with the cache, " + what, "s", GOAL_S, medianS, "class loading, SQLite, Jetty"));
            report.goal(
                    Goal.atMost("resident, " + what, "MB", 200, residentMb, "the JVM, and 8 bytes an entry of index"));
        }
    }

    /** A node that answers. */
    private record Served(Process process, long readyNs) {
        void stop() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(15, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        }
    }

    private static Served launch(Path data, boolean cache) throws IOException, NodeException, InterruptedException {
        URI health = URI.create(
                "http://" + new DataDirectory(data).readConfig().api().listen() + "/healthz");
        ProcessBuilder builder = ringdown(cache, "serve", "--data", data.toString());
        long startNs = System.nanoTime();
        Process process = builder.start();
        while (!answers(health)) {
            if (!process.isAlive()) throw new IOException("serve ended with " + process.exitValue());
            LockSupport.parkNanos(2_000_000);
        }
        return new Served(process, System.nanoTime() - startNs);
    }

    private static boolean answers(URI health) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(2_000);
        try {
            return connection.getResponseCode() == 200;
        } catch (java.net.ConnectException | java.net.SocketTimeoutException e) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private static ProcessBuilder ringdown(boolean cache, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Optional.ofNullable(System.getenv("RINGDOWN_BIN")).orElse("bin/ringdown"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        if (!cache) builder.environment().put("RINGDOWN_JAVA_OPTS", "-XX:AOTMode=off");
        return builder;
    }

    /** What a short command costs a person, script and all. */
    private static void commands(Report report, int tries) throws IOException, InterruptedException {
        for (boolean cache : new boolean[] {true, false}) {
            long[] tookNs = new long[tries];
            for (int i = 0; i < tries; i++) {
                long startNs = System.nanoTime();
                ringdown(cache, "--version").start().waitFor();
                tookNs[i] = System.nanoTime() - startNs;
            }
            double s = new Sample(tookNs).p50Ms() / 1e3;
            report.figure(
                    cache ? "versionS" : "versionNoCacheS",
                    s,
                    Report.text("ringdown --version %s: %.2f s", cache ? "with the cache" : "without it", s));
        }
    }
}
