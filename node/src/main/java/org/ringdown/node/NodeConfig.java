package org.ringdown.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonProblem;

/**
 * What the operator decides in {@code ringdown.toml}; immutable. Every key is documented in {@link #sample}, an unknown
 * one is refused, and all problems are named at once.
 *
 * @param party the own party's short id
 * @param api where the HTTP API listens, and under which names
 * @param line the addresses of a line that has no table of its own
 * @param lines the addresses of lines by line id
 * @param secondPlace the directory of the second place
 * @param passphrase where the passphrase of sealed key files comes from
 */
public record NodeConfig(
        String party,
        Api api,
        LineAddresses line,
        Map<String, LineAddresses> lines,
        Path secondPlace,
        PassphraseSource passphrase) {

    /** Copies its map. */
    public NodeConfig {
        lines = Map.copyOf(lines);
    }

    /**
     * Where the HTTP API listens.
     *
     * @param listen the address
     * @param names host names allowed besides loopback
     * @param tls the TLS files, required where the address is not loopback
     */
    public record Api(HostPort listen, List<String> names, Optional<TlsFiles> tls) {
        /** Copies its list. */
        public Api {
            names = List.copyOf(names);
        }
    }

    /**
     * A certificate chain and its key.
     *
     * @param certificate PEM chain
     * @param key PKCS#8 PEM private key, not readable by others
     */
    public record TlsFiles(Path certificate, Path key) {}

    /**
     * The addresses of one line.
     *
     * @param listen where the peer reaches this node
     * @param peers where this node reaches the peer, each a path
     */
    public record LineAddresses(HostPort listen, List<HostPort> peers) {
        /** Copies its list. */
        public LineAddresses {
            peers = List.copyOf(peers);
        }
    }

    /** Where a passphrase comes from; never a command line. */
    public sealed interface PassphraseSource {}

    /** Key files are not sealed. */
    public record NoPassphrase() implements PassphraseSource {}

    /** Asked on the terminal at the start. */
    public record PromptedPassphrase() implements PassphraseSource {}

    /**
     * The first line of a file that others can't read.
     *
     * @param file the file
     */
    public record FilePassphrase(Path file) implements PassphraseSource {}

    /**
     * Returns the addresses of a line.
     *
     * @param lineId the line
     * @return its own table's, else the common ones
     */
    public LineAddresses addresses(String lineId) {
        return lines.getOrDefault(lineId, line);
    }

    /**
     * Reads and checks a configuration file.
     *
     * @param file the file; relative paths in it are relative to its directory
     * @return the configuration
     * @throws NodeException FILE_MISSING, FILE_FAILED, CONFIG_INVALID with every problem, or TLS_REQUIRED
     */
    public static NodeConfig read(Path file) throws NodeException {
        try {
            return parse(Files.readString(file), file);
        } catch (NoSuchFileException e) {
            String mend = file + " is missing. Make a data directory with `ringdown init`, or name yours with --data.";
            throw new NodeException(NodeCode.FILE_MISSING, mend, e);
        } catch (IOException e) {
            String mend = file + " can't be read: " + e.getMessage() + ". Check its owner, its mode and its encoding.";
            throw new NodeException(NodeCode.FILE_FAILED, mend, e);
        }
    }

    /**
     * Checks a configuration text.
     *
     * @param toml the text
     * @param file where it stands: for messages, and as the base of relative paths
     * @return the configuration
     * @throws NodeException CONFIG_INVALID with every problem, or TLS_REQUIRED
     */
    public static NodeConfig parse(String toml, Path file) throws NodeException {
        List<String> problems = new ArrayList<>();
        try {
            return new ConfigReader(Toml.parse(toml), file.toAbsolutePath()).read();
        } catch (JsonException e) {
            for (JsonProblem problem : e.problems()) problems.add("  " + problem);
        }
        throw new NodeException(
                NodeCode.CONFIG_INVALID, file + " is not a valid configuration:\n" + String.join("\n", problems));
    }

    /**
     * Returns the documented file that {@code ringdown init} writes.
     *
     * @param party the own party's short id
     * @param api the address of the API
     * @param line the address where the peer reaches this node
     * @return the text, with every key and its default
     */
    public static String sample(String party, HostPort api, HostPort line) {
        String text = new String(Resources.bytes("ringdown.toml"), StandardCharsets.UTF_8);
        return text.replace("@PARTY@", party).replace("@API@", api.toString()).replace("@LINE@", line.toString());
    }

    /** The default address of the API. */
    public static final HostPort API_DEFAULT = new HostPort("127.0.0.1", 7410);

    /** The default address of the line. */
    public static final HostPort LINE_DEFAULT = new HostPort("127.0.0.1", 7411);
}
