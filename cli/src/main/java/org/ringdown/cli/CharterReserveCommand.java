package org.ringdown.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyUse;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NextKeys;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.node.ReserveKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter reserve}: takes keys of the reserve set into use. */
@Command(
        name = "reserve",
        mixinStandardHelpOptions = true,
        description = {
            "Takes keys of the reserve set into use, for when one is lost or in doubt. They were certified at the founding,",
            "so neither the root key nor the peer is needed. The node takes them into use at its next start.",
            "Revoke the old key as soon as the root key is at hand: ringdown charter revoke."
        },
        footer = {"", "Example:", "  ringdown charter reserve /media/safe/northland.reserve --use log,tls"})
final class CharterReserveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESERVE", description = "The reserve file that charter found wrote.")
    private Path file = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--line", paramLabel = "LINE", description = "The line's id; needed where there are several.")
    private Optional<String> line = Optional.empty();

    @Option(
            names = "--use",
            required = true,
            split = ",",
            paramLabel = "USE",
            description = "log, holder, early, unrecorded, courier, words, pq, tls, people, or all.")
    private List<String> uses = new ArrayList<>();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, NodeException {
        DataDirectory directory = data.existing();
        NodeConfig config = directory.readConfig();
        String id = data.line(line);
        Set<KeyUse> wanted = KeyUses.parse(uses);
        ReserveKeys reserve = ReserveKeys.read(file);
        if (!reserve.owner().equals(id + "/" + config.party())) {
            throw new CliException(
                    Exit.INPUT,
                    "RESERVE_FOREIGN",
                    file + " is the reserve of " + reserve.owner() + ". Take the one of " + id + "/" + config.party()
                            + ".");
        }
        reserve.bring(new NextKeys(directory, id, config.party()), wanted, NodePassphrase.of(config));
        List<String> words = wanted.stream().map(KeyUse::word).toList();
        output.answer(
                Json.obj().put("line", id).put("waiting", Json.strings(words)).build(),
                List.of(
                        "These keys of the reserve wait now: " + String.join(", ", words) + ".",
                        "Next: start the node again; it takes them into use. Put the reserve file back into the safe.",
                        "A reserve key is used once: then have new ones certified with ringdown charter certify."));
        return Exit.OK.code();
    }
}
