package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Json;
import org.ringdown.charter.Words;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter propose}: proposes a change of the charter to the other side. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes a changed charter, signed by the own root, as an entry of the own log.",
            "It binds the own side until it is withdrawn or adopted. Nothing changes before both sides have signed and adopted."
        },
        footer = {"", "Example:", "  ringdown charter propose next.charter"})
final class CharterProposeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CHARTER", description = "The changed charter, from ringdown charter draft.")
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
            Json.Obj said = CharterSteps.of(api, line).post("PROPOSE", "note", charter.format());
            String words = String.join(" ", Words.of(charter.terms().digest()));
            output.answer(
                    said,
                    List.of(
                            CharterSteps.place(said) + " The other side is asked to consent.",
                            "Words of the proposal, to compare by voice: " + words,
                            "Take it back: ringdown charter withdraw. When they consent: ringdown charter adopt."));
        }
        return Exit.OK.code();
    }
}
