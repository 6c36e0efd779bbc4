package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterDraft;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.CharterTerms;
import org.ringdown.charter.Json;
import org.ringdown.charter.LocalText;
import org.ringdown.charter.Party;
import org.ringdown.charter.PartyCard;
import org.ringdown.charter.Words;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown charter draft}: a change of the charter that stands, to be signed and proposed. */
@Command(
        name = "draft",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a change of the charter that stands: the same terms but for what is given here, one version on.",
            "Then: ringdown charter sign, where the root key is; ringdown charter propose, where the node is."
        },
        footer = {"", "Example:", "  ringdown charter draft --card northland-new.card --out next.charter"})
final class CharterDraftCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "The charter that stands, as a file (default: the running node is asked).")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--card",
            paramLabel = "CARD",
            description = "A party's new card: names, desks, languages, telephones, addresses. May be given again.")
    private List<Path> cards = new ArrayList<>();

    @Option(names = "--purpose", paramLabel = "LANG=TEXT", description = "What the line is for.")
    private List<String> purpose = new ArrayList<>();

    @Option(names = "--emergency", paramLabel = "LANG=TEXT", description = "What both sides call an emergency.")
    private List<String> emergency = new ArrayList<>();

    @Option(names = "--language", paramLabel = "LANG", description = "The line's languages, all of them.")
    private List<String> languages = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The draft.")
    private Path out = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        Charter current = Charter.parse(current());
        CharterDraft draft = CharterDraft.change(current, new SecureRandom());
        for (Path card : cards)
            draft.party(party(current, PartyCard.parse(NewFile.read(card)).party()));
        CharterTerms.Preamble before = current.terms().preamble();
        draft.preamble(new CharterTerms.Preamble(
                purpose.isEmpty() ? before.purpose() : texts("--purpose", purpose),
                emergency.isEmpty() ? before.emergency() : texts("--emergency", emergency),
                languages.isEmpty() ? before.languages() : languages,
                before.forms()));
        CharterFile file = CharterFile.create(draft.terms());
        NewFile.write(out, file.format());
        String words = String.join(" ", Words.of(file.terms().digest()));
        output.answer(
                Json.obj()
                        .put("charter", out.toString())
                        .put("version", file.terms().version())
                        .put("digest", file.terms().digest().hex())
                        .put("words", words)
                        .build(),
                List.of(
                        "Wrote " + out + ", version " + file.terms().version() + ", signed by nobody yet.",
                        "Read it: ringdown charter show " + out,
                        "Its words: " + words,
                        "Next: ringdown charter sign " + out + " --root-key FILE, then ringdown charter propose "
                                + out));
        return Exit.OK.code();
    }

    private byte[] current() throws CliException, IOException, NodeException {
        if (from.isPresent()) return NewFile.read(from.get());
        try (ApiClient api = ApiClient.of(data.existing())) {
            return CharterSteps.of(api, line).note().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static Party party(Charter current, Party next) throws CliException, CharterException {
        if (current.party(next.id()).root().equals(next.root())) return next;
        throw new CliException(
                Exit.INPUT,
                "ROOT_CHANGED",
                "the card of " + next.id()
                        + " has another root key than the charter. This version changes no root keys:"
                        + " make the card with the root key of the charter, or found a new line.");
    }

    private static List<LocalText> texts(String option, List<String> given) throws CliException {
        List<LocalText> texts = new ArrayList<>();
        for (String text : given) {
            int equals = text.indexOf('=');
            if (equals < 1) throw new CliException(Exit.INPUT, option + ": write it as en=TEXT.");
            texts.add(new LocalText(text.substring(0, equals), text.substring(equals + 1)));
        }
        return texts;
    }
}
