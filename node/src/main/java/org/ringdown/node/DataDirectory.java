package org.ringdown.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything of one node lies. Only names are decided here; what the files hold is their owners' business.
 *
 * <pre>
 * ringdown.toml                     configuration
 * keys/&lt;line&gt;/*.key               private keys of that line (0700, 0600)
 * lines/&lt;line&gt;/line.charter       the founding charter, signed by all
 * lines/&lt;line&gt;/own.keys           own certificates
 * lines/&lt;line&gt;/peer.keys          the peer's certificates
 * lines/&lt;line&gt;/store.db           the store
 * second/&lt;line&gt;.heads             the second place (directory configurable)
 * officers.json, cli.token          who may sign in (0600)
 * node.lock                         held while a node runs
 * </pre>
 *
 * @param root the directory
 */
public record DataDirectory(Path root) {
    /**
     * Makes a new data directory: configuration, directories, the token of the command line.
     *
     * @param root the directory; made where it is missing
     * @param party the own party's short id
     * @param api the address of the API
     * @param line the address where the peer reaches this node
     * @return the directory
     * @throws NodeException CONFIG_INVALID for a party id or address that is not one, FILE_EXISTS where a configuration is
     *     there already, FILE_FAILED
     */
    public static DataDirectory create(Path root, String party, HostPort api, HostPort line) throws NodeException {
        DataDirectory data = new DataDirectory(root);
        String toml = NodeConfig.sample(party, api, line);
        if (Files.exists(data.config())) {
            String mend = data.config() + " is there already: this is a data directory. Name another one with --data.";
            throw new NodeException(NodeCode.FILE_EXISTS, mend);
        }
        NodeConfig.parse(toml, data.config());
        SecretFiles.directory(root);
        SecretFiles.directory(root.resolve("keys"));
        SecretFiles.directory(root.resolve("lines"));
        SecretFiles.create(data.cliToken(), (randomToken() + "\n").getBytes(StandardCharsets.US_ASCII));
        SecretFiles.create(data.config(), toml.getBytes(StandardCharsets.UTF_8));
        return data;
    }

    /**
     * Returns the configuration file.
     *
     * @return the path
     */
    public Path config() {
        return root.resolve("ringdown.toml");
    }

    /**
     * Reads the configuration.
     *
     * @return the configuration
     * @throws NodeException as {@link NodeConfig#read}
     */
    public NodeConfig readConfig() throws NodeException {
        return NodeConfig.read(config());
    }

    /**
     * Returns the directory of a line's private keys.
     *
     * @param lineId the line
     * @return the path
     */
    public Path keys(String lineId) {
        return root.resolve("keys").resolve(lineId);
    }

    /**
     * Returns the directory of a line.
     *
     * @param lineId the line
     * @return the path
     */
    public Path line(String lineId) {
        return root.resolve("lines").resolve(lineId);
    }

    /**
     * Returns the founding charter of a line.
     *
     * @param lineId the line
     * @return the path
     */
    public Path charter(String lineId) {
        return line(lineId).resolve("line.charter");
    }

    /**
     * Returns the file of own certificates.
     *
     * @param lineId the line
     * @return the path
     */
    public Path ownKeys(String lineId) {
        return line(lineId).resolve("own.keys");
    }

    /**
     * Returns the file of the peer's certificates.
     *
     * @param lineId the line
     * @return the path
     */
    public Path peerKeys(String lineId) {
        return line(lineId).resolve("peer.keys");
    }

    /**
     * Returns the store of a line.
     *
     * @param lineId the line
     * @return the path
     */
    public Path store(String lineId) {
        return line(lineId).resolve("store.db");
    }

    /**
     * Returns the second place of a line.
     *
     * @param config names the directory
     * @param lineId the line
     * @return the path
     */
    public Path secondPlace(NodeConfig config, String lineId) {
        return config.secondPlace().resolve(lineId + ".heads");
    }

    /**
     * Returns the register of officers.
     *
     * @return the path
     */
    public Path officers() {
        return root.resolve("officers.json");
    }

    /**
     * Returns the file with the command line's bearer token.
     *
     * @return the path
     */
    public Path cliToken() {
        return root.resolve("cli.token");
    }

    /**
     * Reads the command line's bearer token.
     *
     * @return the token
     * @throws NodeException FILE_MISSING, FILE_FAILED or KEY_EXPOSED
     */
    public String readCliToken() throws NodeException {
        return new String(SecretFiles.read(cliToken()), StandardCharsets.US_ASCII).strip();
    }

    /**
     * Returns the file that a running node holds a lock on.
     *
     * @return the path
     */
    public Path lock() {
        return root.resolve("node.lock");
    }

    /**
     * Lists the lines that were founded here.
     *
     * @return their ids, sorted
     * @throws NodeException FILE_FAILED
     */
    public List<String> lines() throws NodeException {
        Path lines = root.resolve("lines");
        if (!Files.isDirectory(lines)) return List.of();
        try (Stream<Path> found = Files.list(lines)) {
            return found.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{32}"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            String mend = lines + " can't be listed: " + e + ". Check its owner and mode.";
            throw new NodeException(NodeCode.FILE_FAILED, mend, e);
        }
    }

    /** Draws 32 random bytes as text that may stand in an address. */
    static String randomToken() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
