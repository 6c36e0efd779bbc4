package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterDraft;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Json;
import org.ringdown.charter.PartyCard;
import org.ringdown.charter.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown charter create}: a charter from two cards. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ringdown charter create --own northland.card --card southland.card --out line.charter"
        },
        description = "Writes an unsigned charter from two cards. One side does this; both read it, and both sign it.")
final class CharterCreateCommand implements Callable<Integer> {
    @Option(names = "--own", required = true, paramLabel = "CARD", description = "Your own card.")
    private Path own = Path.of("");

    @Option(names = "--card", required = true, paramLabel = "CARD", description = "The other party's card.")
    private Path other = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The charter.")
    private Path out = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, CharterException {
        PartyCard ownCard = PartyCard.parse(NewFile.read(own));
        PartyCard otherCard = PartyCard.parse(NewFile.read(other));
        if (ownCard.party().id().equals(otherCard.party().id())) {
            throw new CliException(
                    Exit.INPUT, "both cards are of " + ownCard.party().id() + ". Name the other party's with --card.");
        }
        CharterFile file = CharterFile.create(CharterDraft.found(ownCard.party(), otherCard.party(), new SecureRandom())
                .terms());
        NewFile.write(out, file.format());
        String words = String.join(" ", Words.of(file.terms().digest()));
        output.answer(
                Json.obj().put("charter", out.toString()).put("words", words).build(),
                List.of(
                        "Wrote " + out + ", signed by nobody yet.",
                        "Read it: ringdown charter show " + out,
                        "Its words, the same on both sides: " + words,
                        "Next, on each side in any order: ringdown charter sign " + out + " --root-key FILE"));
        return Exit.OK.code();
    }
}
