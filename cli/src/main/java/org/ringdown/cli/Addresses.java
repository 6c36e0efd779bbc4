package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.HostPort;

/** Host and port pairs, as options and in the configuration file. */
final class Addresses {
    private static final String NO_PEERS = "\npeers = []\n";

    private Addresses() {}

    static HostPort parse(String option, String text) throws CliException {
        return HostPort.parse(text)
                .orElseThrow(() -> new CliException(
                        Exit.INPUT, option + ": " + Output.safe(text) + " is not host:port, such as 127.0.0.1:7411."));
    }

    /** Writes the peer's addresses into a configuration that names none yet; leaves one that does as it is. */
    static boolean setPeers(DataDirectory data, List<HostPort> peers) throws IOException {
        String config = Files.readString(data.config());
        int at = config.indexOf(NO_PEERS);
        if (peers.isEmpty() || at < 0) return false;
        String list = peers.stream().map(peer -> "\"" + peer + "\"").collect(Collectors.joining(", "));
        NewFile.replace(
                data.config(),
                config.substring(0, at) + "\npeers = [" + list + "]\n" + config.substring(at + NO_PEERS.length()));
        return true;
    }
}
