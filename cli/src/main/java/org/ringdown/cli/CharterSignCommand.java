package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Json;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter sign}: adds the own root's signature to a charter file. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown charter sign line.charter --root-key /media/safe/northland.root"},
        description = "Adds the own root's signature to a charter file, and takes in signatures from another copy.")
final class CharterSignCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CHARTER", description = "The charter file; it is replaced whole.")
    private Path file = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private RootKeyOption rootKey = new RootKeyOption();

    @Option(names = "--merge", paramLabel = "FILE", description = "Another copy, whose signatures are added too.")
    private Optional<Path> merge = Optional.empty();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        CharterFile charter = CharterFile.parse(NewFile.read(file));
        if (merge.isPresent()) charter = charter.merge(CharterFile.parse(NewFile.read(merge.get())));
        charter = charter.sign(rootKey.open(data.directory()));
        NewFile.replace(file, charter.format());
        List<String> missing = charter.missing();
        output.answer(
                Json.obj()
                        .put("charter", file.toString())
                        .put("missing", Json.strings(missing))
                        .build(),
                charter.terms().version() > 1
                        ? change()
                        : missing.isEmpty()
                                ? List.of(
                                        "Signed. Every party has signed " + file + ".",
                                        "Next: ringdown charter found " + file
                                                + " --data DIR --root-key FILE --keys-out OWN.keys")
                                : List.of(
                                        "Signed. Still to sign: " + String.join(", ", missing) + ".",
                                        "Give them " + file + ", or sign copies and join them with --merge."));
        return Exit.OK.code();
    }

    private List<String> change() {
        return List.of(
                "Signed. It changes a charter that stands.",
                "Next, where the node is: ringdown charter propose " + file
                        + "; or, if the other side proposed it, ringdown charter consent " + file);
    }
}
