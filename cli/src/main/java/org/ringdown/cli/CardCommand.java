package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Desk;
import org.ringdown.charter.Json;
import org.ringdown.charter.LocalText;
import org.ringdown.charter.Party;
import org.ringdown.charter.PartyCard;
import org.ringdown.charter.Role;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.transcript.NoteSigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown charter card}: the party's card, signed by its root. */
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ringdown charter card --root-key /media/safe/northland.root --name en=Northland --telephone \"+999 1 555 0100\" --out northland.card"
        },
        description = {
            "Writes the party's card, signed by its root key. Hand it to the other party, and compare the words by voice.",
            "A text may be given in several languages: en=Northland fr=Terre du Nord."
        })
final class CardCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private RootKeyOption rootKey = new RootKeyOption();

    @Option(names = "--name", paramLabel = "LANG=TEXT", description = "The party's name (default: its id).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--headquarters", paramLabel = "LANG=TEXT", description = "Where its end of the line is based.")
    private List<String> headquarters = new ArrayList<>();

    @Option(names = "--commander", paramLabel = "LANG=TEXT", description = "The officer that it is subject to.")
    private List<String> commander = new ArrayList<>();

    @Option(
            names = "--desk",
            paramLabel = "ID",
            description = "A manned position (default: watch). May be given again.")
    private List<String> desks = new ArrayList<>();

    @Option(
            names = "--language",
            paramLabel = "LANG",
            description = "A working language (default: en). The first is preferred.")
    private List<String> languages = new ArrayList<>();

    @Option(
            names = "--telephone",
            paramLabel = "NUMBER",
            description = "A plain telephone number, for when all else fails.")
    private List<String> telephones = new ArrayList<>();

    @Option(
            names = "--address",
            paramLabel = "HOST:PORT",
            description = "Where the other party reaches the node (default: [line] listen of the configuration).")
    private List<String> addresses = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The card.")
    private Path out = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        DataDirectory directory = data.existing();
        NodeConfig config = directory.readConfig();
        NoteSigner root = rootKey.open(directory);
        if (languages.isEmpty()) languages.add("en");
        if (desks.isEmpty()) desks.add("watch");
        if (addresses.isEmpty()) addresses.add(config.line().listen().toString());
        PartyCard card = PartyCard.sign(party(config.party(), root), root);
        NewFile.write(out, card.format());
        String words = String.join(" ", card.words());
        output.answer(
                Json.obj()
                        .put("card", out.toString())
                        .put("party", config.party())
                        .put("words", words)
                        .build(),
                List.of(
                        "Wrote " + out + ". Give it to the other party.",
                        "Read these words to them by telephone; they must see the same:",
                        "  " + words,
                        "Next, when you have theirs: ringdown charter create --own " + out
                                + " --card THEIRS.card --out line.charter"));
        return Exit.OK.code();
    }

    private Party party(String id, NoteSigner root) throws CliException {
        String title = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
        Party.Powers powers = new Party.Powers(
                List.of(Role.COMMANDER), List.of(Role.SUPERVISOR, Role.COMMANDER), List.of(Role.COMMANDER));
        Party.Seat seat = new Party.Seat(
                texts("--headquarters", headquarters, title + " Joint Headquarters"),
                texts("--commander", commander, "Chief of the " + title + " Staff"),
                powers);
        List<Desk> manned = new ArrayList<>();
        for (String desk : desks) {
            String name = desk.isEmpty() ? desk : desk.substring(0, 1).toUpperCase(Locale.ROOT) + desk.substring(1);
            manned.add(new Desk(desk, List.of(new LocalText(languages.getFirst(), name)), List.of(), languages));
        }
        return new Party(
                id,
                texts("--name", names, title),
                root.verifierKey(),
                seat,
                manned,
                languages,
                new Party.Reach(telephones, addresses));
    }

    private List<LocalText> texts(String option, List<String> given, String otherwise) throws CliException {
        List<LocalText> texts = new ArrayList<>();
        for (String text : given) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new CliException(
                        Exit.INPUT,
                        option + ": write a language, an equals sign and the text, such as en=" + otherwise);
            }
            texts.add(new LocalText(text.substring(0, equals), text.substring(equals + 1)));
        }
        return texts.isEmpty() ? List.of(new LocalText(languages.getFirst(), otherwise)) : texts;
    }
}
