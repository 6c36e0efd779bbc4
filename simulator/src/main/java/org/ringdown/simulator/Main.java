package org.ringdown.simulator;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bin/ringdown-sim}: runs seeds until one breaks a law; exit 1 then, 2 for bad input. */
@Command(
        name = "ringdown-sim",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Two whole Posts under seeded faults, and the laws over them. The same seed is the same world.",
        footer = {
            "",
            "Example: bin/ringdown-sim --seeds 20000 --from 1",
            "A single seed is told step by step: " + "bin/ringdown-sim --seeds 1 --from 17"
        })
public final class Main implements Callable<Integer> {
    @Option(names = "--seeds", defaultValue = "100", description = "How many seeds (${DEFAULT-VALUE}).")
    private long seeds;

    @Option(names = "--from", defaultValue = "1", description = "The first seed (${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--threads", defaultValue = "0", description = "Worlds at once; 0 takes one for each core.")
    private int threads;

    private Main() {}

    /**
     * Runs seeds.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() {
        PrintStream out = System.out;
        if (seeds < 1 || threads < 0) {
            System.err.println("--seeds takes a number from 1, --threads one from 0");
            return 2;
        }
        if (seeds == 1) return Seeds.tell(from, out) ? 0 : 1;
        int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return Seeds.run(from, seeds, workers, out) ? 0 : 1;
    }
}
