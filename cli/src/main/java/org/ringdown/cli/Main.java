package org.ringdown.cli;

import java.io.PrintWriter;
import java.util.Arrays;
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
            RestoreCommand.class,
            WordsCommand.class,
            DoctorCommand.class,
            ConflictsCommand.class,
        },
        footer = {
            "",
            "Example:",
            "  ringdown init --party northland --root-key /media/safe/northland.root",
            "Each command has --help with an example, and --json. With --json, what goes wrong is one JSON object on stderr.",
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

    /** Runs one command with its answers going elsewhere. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((thrown, at, parsed) ->
                Failures.report(thrown, isJson(parsed.originalArgs().toArray(String[]::new)), at.getErr()));
        line.setParameterExceptionHandler(Main::badOption);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static boolean isJson(String[] arguments) {
        return Arrays.asList(arguments).contains("--json");
    }

    private static int badOption(ParameterException thrown, String[] arguments) {
        String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        String message = Output.safe(thrown.getMessage() + ". See: " + command + " --help");
        return Failures.report(
                new CliException(Exit.INPUT, "BAD_OPTION", message, thrown),
                isJson(arguments),
                thrown.getCommandLine().getErr());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }
}
