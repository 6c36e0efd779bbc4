package org.ringdown.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Option;

/** {@code --data}, and {@code --line} where there may be several. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The node's data directory (default: ${DEFAULT-VALUE}).")
    private Path root = Path.of("ringdown-data");

    DataDirectory directory() {
        return new DataDirectory(root);
    }

    /** The directory, which must have been made by init. */
    DataDirectory existing() throws CliException {
        if (Files.isRegularFile(directory().config())) return directory();
        throw new CliException(
                Exit.INPUT,
                root + " is not a data directory: it has no ringdown.toml. Name it with --data, or make one with"
                        + " ringdown init.");
    }

    /** The line that was named, or the only one there is. */
    String line(Optional<String> named) throws CliException, NodeException {
        List<String> lines = existing().lines();
        if (named.isPresent()) {
            if (lines.contains(named.get())) return named.get();
            throw new CliException(
                    Exit.INPUT,
                    "there is no line " + Output.safe(named.get()) + " in " + root + ". Known: " + lines + ".");
        }
        if (lines.size() == 1) return lines.getFirst();
        String seen = lines.isEmpty()
                ? " has no line yet. Found one with ringdown charter found."
                : " has several lines. Name one with --line: " + lines + ".";
        throw new CliException(Exit.INPUT, root + seen);
    }
}
