package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringdown.charter.Json;
import org.ringdown.charter.Names;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.HostPort;
import org.ringdown.node.KeyFiles;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.transcript.NoteSigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown init}: a data directory and a root key. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ringdown init --party northland --data ringdown-data --root-key /media/safe/northland.root --peer 192.0.2.7:7411"
        },
        description = "Makes a data directory with its configuration, and the party's root key elsewhere.")
final class InitCommand implements Callable<Integer> {
    @Option(
            names = "--party",
            required = true,
            paramLabel = "ID",
            description = "The party's short id: a-z, 0-9, hyphen.")
    private String party = "";

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private RootKeyOption rootKey = new RootKeyOption();

    @Option(
            names = "--api",
            paramLabel = "HOST:PORT",
            description = "Where browsers reach the node (default 127.0.0.1:7410).")
    private String api = NodeConfig.API_DEFAULT.toString();

    @Option(
            names = "--line",
            paramLabel = "HOST:PORT",
            description = "Where the peer reaches the node (default 127.0.0.1:7411).")
    private String line = NodeConfig.LINE_DEFAULT.toString();

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            description = "Where the peer's node is reached. May be given again.")
    private List<String> peers = new ArrayList<>();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException {
        if (!Names.isId(party)) {
            throw new CliException(
                    Exit.INPUT, "--party: use 1 to 32 of a-z, 0-9 and hyphens, a letter first, no hyphen last.");
        }
        HostPort apiAddress = Addresses.parse("--api", api);
        HostPort lineAddress = Addresses.parse("--line", line);
        List<HostPort> peerAddresses = new ArrayList<>();
        for (String peer : peers) peerAddresses.add(Addresses.parse("--peer", peer));
        if (Files.exists(rootKey.file())) {
            throw new CliException(
                    Exit.INPUT,
                    rootKey.file() + " is there already, and a root key is never written over. Name another"
                            + " file, or move it away if it is not in use.");
        }
        NoteSigner root =
                KeyFiles.createRoot(rootKey.file(), data.directory(), party, rootKey.passphrase(), new SecureRandom());
        DataDirectory made = DataDirectory.create(data.directory().root(), party, apiAddress, lineAddress);
        Addresses.setPeers(made, peerAddresses);
        output.answer(
                Json.obj()
                        .put("party", party)
                        .put("data", made.root().toString())
                        .put("config", made.config().toString())
                        .put("rootKey", root.verifierKey().toString())
                        .build(),
                List.of(
                        "Made " + made.root() + " for " + party + ".",
                        "The root key is in " + rootKey.file() + ": keep it offline, and a copy in another safe.",
                        "Its public half: " + root.verifierKey(),
                        "Next: ringdown charter card --data " + made.root() + " --root-key " + rootKey.file()
                                + " --out " + party + ".card"));
        return Exit.OK.code();
    }
}
