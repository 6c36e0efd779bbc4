package org.ringdown.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ringdown}. */
@Command(
        name = "ringdown",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "An open line between command posts that do not trust each other.",
        subcommands = {
            InitCommand.class,
            CharterCommand.class,
            OfficerCommand.class,
            ServeCommand.class,
            SendCommand.class,
            TailCommand.class,
            StatusCommand.class,
            ExportCommand.class,
            VerifyCommand.class,
            FsckCommand.class,
            TrainCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 the verdict is negative, 2 bad input, 3 this machine, 4 node unreachable, 5 our bug."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /**
     * Runs one command and ends the process.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs one command.
     *
     * @param arguments as typed
     * @return the exit code
     */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    private static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((thrown, at, parsed) -> Failures.report(thrown, at.getErr()));
        line.setParameterExceptionHandler((thrown, arguments) -> badOption(thrown));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static int badOption(ParameterException thrown) {
        PrintWriter err = thrown.getCommandLine().getErr();
        String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        err.println("ringdown: " + thrown.getMessage());
        err.println("See: " + command + " --help");
        return Exit.INPUT.code();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }
}
