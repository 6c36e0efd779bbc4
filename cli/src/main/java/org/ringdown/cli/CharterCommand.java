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
        description = "Founds a line by files, and changes its charter and keys: cards, charter, signatures, steps.",
        subcommands = {
            CardCommand.class,
            CharterCreateCommand.class,
            CharterSignCommand.class,
            CharterShowCommand.class,
            CharterWordsCommand.class,
            CharterFoundCommand.class,
            CharterPeerKeysCommand.class,
            CharterKeysCommand.class,
            CharterStatusCommand.class,
            CharterDraftCommand.class,
            CharterProposeCommand.class,
            CharterProposalCommand.class,
            CharterConsentCommand.class,
            CharterWithdrawCommand.class,
            CharterAdoptCommand.class,
            CharterCertifyCommand.class,
            CharterReserveCommand.class,
            CharterRevokeCommand.class,
        })
final class CharterCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with the charter");
    }
}
