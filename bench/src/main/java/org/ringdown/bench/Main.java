package org.ringdown.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bin/bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures speed and memory against the goals, and against the bare machine in the same run.",
        subcommands = {
            LineBench.class,
            RecordBench.class,
            StartBench.class,
            EndCommand.class,
            FloorCommand.class,
            FloorRecord.class,
            RowsCommand.class
        },
        footer = {"", "Exit codes: 0 every goal is met, 1 a goal is missed, 2 bad input, 3 this machine."})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /**
     * Runs one benchmark and ends the process.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((thrown, at, parsed) -> {
            at.getErr().println("bench: " + thrown.getMessage());
            thrown.printStackTrace(at.getErr());
            return 3;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a benchmark is needed: line, record or start");
    }
}
