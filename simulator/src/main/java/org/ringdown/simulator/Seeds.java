package org.ringdown.simulator;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.PrintStream;
import java.security.Security;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Runs worlds by their seeds and reports. */
public final class Seeds {
    private static final int TRACE_LINES_MAX = 12;
    private static final long TWICE_EVERY = 25;

    private Seeds() {}

    /**
     * Runs seeds, several worlds at once; every 25th runs twice and must tell the same story (law 16).
     *
     * @param from the first seed
     * @param count how many
     * @param threads worlds at once
     * @param out where the report goes
     * @return whether every law held in every world
     */
    public static boolean run(long from, long count, int threads, PrintStream out) {
        prepare();
        AtomicLong next = new AtomicLong(from);
        ConcurrentSkipListMap<Long, Throwable> broken = new ConcurrentSkipListMap<>();
        Tally tally = new Tally(new TreeMap<>(), new TreeMap<>());
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = Thread.ofPlatform().name("world-" + i).start(() -> {
                while (broken.isEmpty()) {
                    long seed = next.getAndIncrement();
                    if (seed >= from + count) return;
                    one(seed, tally, broken, out);
                }
            });
        }
        for (Thread worker : workers) join(worker);
        if (!broken.isEmpty()) {
            report(broken.firstKey(), broken.firstEntry().getValue(), out);
            return false;
        }
        out.println("went wrong: " + tally.met());
        out.println(count + " seeds from " + from + " clean; checks per law: " + tally.checked());
        return true;
    }

    /** What all worlds together checked, and what went wrong in them. */
    private record Tally(Map<Integer, Long> checked, Map<String, Long> met) {
        synchronized void add(Laws laws) {
            laws.checked().forEach((law, n) -> checked.merge(law, n, Long::sum));
            laws.met().forEach((what, n) -> met.merge(what, n, Long::sum));
        }
    }

    private static void one(long seed, Tally tally, Map<Long, Throwable> broken, PrintStream out) {
        try {
            World world = new World(seed, Optional.empty());
            Laws laws = world.run();
            if (seed % TWICE_EVERY == 0) {
                World again = new World(seed, Optional.empty());
                again.run();
                boolean same = world.trace().digest().equals(again.trace().digest());
                laws.check(16, same, "the same seed told two stories");
            }
            tally.add(laws);
            if (seed % 1_000 == 0) out.println("at seed " + seed);
        } catch (Exception | StackOverflowError | AssertionError e) {
            broken.put(seed, e);
        }
    }

    /**
     * Runs one seed and tells its whole story.
     *
     * @param seed the seed
     * @param out where it is told
     * @return whether every law held
     */
    public static boolean tell(long seed, PrintStream out) {
        prepare();
        try {
            out.println("clean; checks per law: "
                    + new World(seed, Optional.of(out::println)).run().checked());
            return true;
        } catch (Exception | StackOverflowError | AssertionError e) {
            report(seed, e, out);
            return false;
        }
    }

    private static void prepare() {
        Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
    }

    private static void report(long seed, Throwable e, PrintStream out) {
        out.println("seed " + seed + " broke: " + e);
        StackTraceElement[] trace = e.getStackTrace();
        for (int i = 0; i < Math.min(TRACE_LINES_MAX, trace.length); i++) out.println("    at " + trace[i]);
        out.println("replay: bin/ringdown-sim --seeds 1 --from " + seed);
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
