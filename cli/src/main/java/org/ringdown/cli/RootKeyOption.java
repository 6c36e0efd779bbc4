package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.KeyFiles;
import org.ringdown.node.NodeException;
import org.ringdown.node.Passphrase;
import org.ringdown.transcript.NoteSigner;
import picocli.CommandLine.Option;

/** {@code --root-key}: the party's offline key, with its passphrase where it has one. */
final class RootKeyOption {
    @Option(
            names = "--root-key",
            required = true,
            paramLabel = "FILE",
            description = "The party's root key: kept offline, never in the data directory.")
    private Path file = Path.of("");

    @Option(
            names = "--root-passphrase-file",
            paramLabel = "FILE",
            description = "Its first line seals or opens the root key. Never given on a command line.")
    private Optional<Path> passphraseFile = Optional.empty();

    Path file() {
        return file;
    }

    Optional<Passphrase> passphrase() throws CliException, IOException {
        if (passphraseFile.isEmpty()) return Optional.empty();
        String first = Files.readString(passphraseFile.get(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        if (first.isEmpty()) {
            throw new CliException(
                    Exit.INPUT, passphraseFile.get() + " has no passphrase in its first line. Write one there.");
        }
        return Optional.of(new Passphrase(first.toCharArray()));
    }

    NoteSigner open(DataDirectory data) throws CliException, IOException, NodeException {
        return KeyFiles.openRoot(file, data, passphrase());
    }
}
