package org.ringdown.simulator;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.PrintStream;
import java.security.Security;
import java.util.Map;
import java.util.TreeMap;
import org.ringdown.line.StoreException;

/** The command {@code bin/ringdown-sim --seeds N --from S}: runs seeds until one breaks a law. */
public final class Simulator {
    private static final int ACTIONS = 60;

    private Simulator() {}

    /**
     * Runs seeds.
     *
     * @param args {@code --seeds N} (default 100; one seed is told step by step) and {@code --from S} (default 1)
     */
    public static void main(String[] args) {
        long seeds = 100;
        long from = 1;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--seeds" -> seeds = Long.parseLong(args[i + 1]);
                case "--from" -> from = Long.parseLong(args[i + 1]);
                default -> {
                    System.err.println("unknown option " + args[i] + "; use --seeds N --from S");
                    System.exit(2);
                }
            }
        }
        System.exit(run(seeds, from, System.out) ? 0 : 1);
    }

    /**
     * Runs seeds and reports.
     *
     * @param seeds how many
     * @param from the first
     * @param out where the report goes
     * @return whether every law held
     */
    public static boolean run(long seeds, long from, PrintStream out) {
        Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
        Map<Integer, Long> checked = new TreeMap<>();
        for (long seed = from; seed < from + seeds; seed++) {
            try {
                new World(seed)
                        .run(ACTIONS, seeds == 1)
                        .checked()
                        .forEach((law, n) -> checked.merge(law, n, Long::sum));
            } catch (StoreException | RuntimeException e) {
                out.println("seed " + seed + " broke: " + e);
                StackTraceElement[] trace = e.getStackTrace();
                for (int i = 0; i < Math.min(8, trace.length); i++) out.println("    at " + trace[i]);
                out.println("replay: bin/ringdown-sim --seeds 1 --from " + seed);
                return false;
            }
        }
        out.println(seeds + " seeds from " + from + " clean; checks per law: " + checked);
        return true;
    }
}
