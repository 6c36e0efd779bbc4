package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Json;
import org.ringdown.charter.PartyCard;
import org.ringdown.charter.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter words}: the words of a charter or card, to be compared by voice. */
@Command(
        name = "words",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown charter words line.charter"},
        description =
                "Prints the 12 words of a charter or card. Read them to each other: they are the same, or it is not.")
final class CharterWordsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A charter or a card.")
    private Path file = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, CharterException {
        byte[] bytes = NewFile.read(file);
        boolean card = new String(bytes, StandardCharsets.UTF_8).startsWith(PartyCard.KIND + "\n");
        List<String> words = card
                ? PartyCard.parse(bytes).words()
                : Words.of(CharterFile.parse(bytes).terms().digest());
        String line = String.join(" ", words);
        output.answer(Json.obj().put("words", line).build(), List.of(line));
        return Exit.OK.code();
    }
}
