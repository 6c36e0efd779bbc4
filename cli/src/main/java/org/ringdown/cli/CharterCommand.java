package org.ringdown.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ringdown charter …}: founding a line by files. */
@Command(
        name = "charter",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ringdown charter create --own northland.card --card southland.card --out line.charter"
        },
        description = "Founds a line: cards, the charter, signatures, keys. Everything exchanged is a file.",
        subcommands = {
            CardCommand.class,
            CharterCreateCommand.class,
            CharterSignCommand.class,
            CharterShowCommand.class,
            CharterWordsCommand.class,
            CharterFoundCommand.class,
            CharterPeerKeysCommand.class,
            CharterKeysCommand.class,
        })
final class CharterCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with the charter");
    }
}
