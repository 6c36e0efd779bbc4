package org.ringdown.cli;

import java.io.Console;
import java.util.Optional;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.node.Passphrase;
import org.ringdown.node.Passphrases;

/** The passphrase of the node's keys, from where the configuration says: nowhere, a file, or a prompt. */
final class NodePassphrase {
    private NodePassphrase() {}

    static Optional<Passphrase> of(NodeConfig config) throws NodeException {
        return Passphrases.get(config.passphrase(), NodePassphrase::prompt);
    }

    private static Optional<char[]> prompt() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("Passphrase of the node's keys: "));
    }
}
