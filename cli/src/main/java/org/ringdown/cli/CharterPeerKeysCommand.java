package org.ringdown.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringdown.charter.Json;
import org.ringdown.node.Founding;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter peer-keys}: takes in the peer's certified keys. */
@Command(
        name = "peer-keys",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown charter peer-keys southland.keys --data ringdown-data"},
        description = "Checks the peer's keys against the charter's root key, and keeps them.")
final class CharterPeerKeysCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEYS", description = "The peer's keys file.")
    private Path file = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, NodeException {
        String line = new Founding(data.existing()).acceptPeerKeys(file);
        output.answer(
                Json.obj().put("line", line).build(),
                List.of(
                        "The peer's keys are certified by the charter's root. Line " + line + " is ready.",
                        "Next: ringdown serve."));
        return Exit.OK.code();
    }
}
