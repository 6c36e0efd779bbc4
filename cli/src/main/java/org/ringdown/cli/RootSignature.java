package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.KeyFiles;
import org.ringdown.node.NodeException;
import org.ringdown.node.Passphrase;
import picocli.CommandLine.Option;

/** {@code --root-key} where the signature may be in the file already, made on a machine that is never connected. */
final class RootSignature {
    @Option(
            names = "--root-key",
            paramLabel = "FILE",
            description = "Sign with this root key now. Leave it out where ringdown charter sign did it elsewhere.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--root-passphrase-file",
            paramLabel = "FILE",
            description = "Its first line opens the root key. Never given on a command line.")
    private Optional<Path> passphraseFile = Optional.empty();

    /** The file with the own signature added, where a root key was given. */
    CharterFile sign(CharterFile charter, DataDirectory data) throws IOException, NodeException, CharterException {
        if (file.isEmpty()) return charter;
        Optional<Passphrase> passphrase = Optional.empty();
        if (passphraseFile.isPresent()) {
            String text = Files.readString(passphraseFile.get(), StandardCharsets.UTF_8);
            passphrase = Optional.of(
                    new Passphrase(text.lines().findFirst().orElse("").toCharArray()));
        }
        return charter.sign(KeyFiles.openRoot(file.get(), data, passphrase));
    }
}
