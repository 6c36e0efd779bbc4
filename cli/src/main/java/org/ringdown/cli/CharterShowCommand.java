package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.CharterProse;
import org.ringdown.charter.Json;
import org.ringdown.charter.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter show}: a charter as prose. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown charter show line.charter --language en"},
        description = "Shows a charter as text, in each of its languages, with who has signed it.")
final class CharterShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CHARTER", description = "The charter file.")
    private Path file = Path.of("");

    @Option(names = "--language", paramLabel = "LANG", description = "Only this language.")
    private Optional<String> language = Optional.empty();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, CharterException {
        CharterFile charter = CharterFile.parse(NewFile.read(file));
        List<String> languages =
                language.map(List::of).orElse(charter.terms().preamble().languages());
        List<String> lines = new ArrayList<>();
        List<Json> prose = new ArrayList<>();
        for (String one : languages) {
            String text = CharterProse.of(charter.terms(), one);
            lines.addAll(text.lines().toList());
            lines.add("");
            prose.add(Json.obj().put("language", one).put("text", text).build());
        }
        String words = String.join(" ", Words.of(charter.terms().digest()));
        lines.add("Words to read aloud: " + words);
        lines.add(
                charter.missing().isEmpty()
                        ? "Signed by every party."
                        : "Not yet signed by: " + String.join(", ", charter.missing()) + ".");
        output.answer(
                Json.obj()
                        .put("digest", charter.terms().digest().hex())
                        .put("words", words)
                        .put("missing", Json.strings(charter.missing()))
                        .put("prose", Json.of(prose))
                        .build(),
                lines);
        return Exit.OK.code();
    }
}
