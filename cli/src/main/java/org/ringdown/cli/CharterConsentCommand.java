package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Json;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter consent}: consents to the other side's proposal with the own root's signature. */
@Command(
        name = "consent",
        mixinStandardHelpOptions = true,
        description = {
            "Consents to the other side's proposal: the own root's signature on its very text goes into the own log.",
            "Until the other side adopts, it can be taken back with ringdown charter withdraw."
        },
        footer = {"", "Example:", "  ringdown charter consent proposed.charter"})
final class CharterConsentCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CHARTER",
            description = "The proposal, from ringdown charter proposal, signed by the own root.")
    private Path file = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Mixin
    private RootSignature root = new RootSignature();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        DataDirectory directory = data.existing();
        CharterFile charter = root.sign(CharterFile.parse(NewFile.read(file)), directory);
        try (ApiClient api = ApiClient.of(directory)) {
            Json.Obj said = CharterSteps.of(api, line).post("CONSENT", "note", charter.format());
            output.answer(
                    said,
                    List.of(
                            CharterSteps.place(said) + " The proposer may adopt it now.",
                            "When they have: ringdown charter adopt. To take it back before that: ringdown charter withdraw."));
        }
        return Exit.OK.code();
    }
}
