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

/** {@code ringdown charter adopt}: one step of a charter's change. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description = {
            "Adopts a proposal that both roots have signed: the own log stands under the new charter from here.",
            "The proposer adopts first, then the other side. It can't be taken back alone."
        },
        footer = {"", "Example:", "  ringdown charter adopt"})
final class CharterAdoptCommand implements Callable<Integer> {
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
            Json.Obj proposal = steps.proposal(digest, List.of("CONSENTED", "ADOPTED", "CROSSED"));
            Json.Obj said = steps.post("ADOPT", "digest", ApiReply.text(proposal, "digest"));
            output.answer(
                    said,
                    List.of(
                            CharterSteps.place(said),
                            "The own log stands under the new charter now, unless ringdown charter status says otherwise."));
        }
        return Exit.OK.code();
    }
}
