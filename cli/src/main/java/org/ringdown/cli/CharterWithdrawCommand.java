package org.ringdown.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.Json;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter withdraw}: one step of a charter's change. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description = {
            "Takes back the own proposal, or the own consent to theirs. Too late once the other side's ADOPT is held here."
        },
        footer = {"", "Example:", "  ringdown charter withdraw"})
final class CharterWithdrawCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIGEST", arity = "0..1", description = "How its digest begins (default: the only one).")
    private Optional<String> digest = Optional.empty();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException {
        try (ApiClient api = ApiClient.of(data.existing())) {
            CharterSteps steps = CharterSteps.of(api, line);
            Json.Obj proposal = steps.proposal(digest, List.of("OPEN", "GLARE", "CONSENTED", "CROSSED"));
            Json.Obj said = steps.post("WITHDRAW", "digest", ApiReply.text(proposal, "digest"));
            output.answer(
                    said,
                    List.of(
                            CharterSteps.place(said),
                            "Withdrawn. ringdown charter status shows whether it crossed with anything of theirs."));
        }
        return Exit.OK.code();
    }
}
