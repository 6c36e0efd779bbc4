package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.Charter;
import org.ringdown.charter.Json;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.Founding;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter found}: fresh keys for the line, certified by the root, and the log's first entries. */
@Command(
        name = "found",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ringdown charter found line.charter --root-key /media/safe/northland.root --keys-out northland.keys"
        },
        description = "Founds the line under a charter that every party has signed. Hand the keys file to the peer.")
final class CharterFoundCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CHARTER", description = "The charter file with every signature.")
    private Path file = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private RootKeyOption rootKey = new RootKeyOption();

    @Option(names = "--keys-out", required = true, paramLabel = "FILE", description = "The keys, for the peer.")
    private Path keysOut = Path.of("");

    @Option(
            names = "--reserve",
            paramLabel = "FILE",
            description = "The reserve keys; keep them off this disk (default: beside the root key).")
    private Optional<Path> reserve = Optional.empty();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException {
        DataDirectory directory = data.existing();
        Path reserveFile = reserve.orElseGet(() -> Path.of(rootKey.file() + ".reserve"));
        Founding.Inputs inputs = new Founding.Inputs(
                rootKey.open(directory), keysOut, reserveFile, NodePassphrase.of(directory.readConfig()));
        Charter charter = new Founding(directory).found(NewFile.read(file), inputs);
        output.answer(
                Json.obj()
                        .put("line", charter.lineId())
                        .put("keys", keysOut.toString())
                        .put("reserve", reserveFile.toString())
                        .build(),
                List.of(
                        "Founded line " + charter.lineId() + ".",
                        "Give the peer " + keysOut + "; move " + reserveFile + " and the root key off this machine.",
                        "Next: ringdown charter peer-keys THEIR.keys, then ringdown serve."));
        return Exit.OK.code();
    }
}
