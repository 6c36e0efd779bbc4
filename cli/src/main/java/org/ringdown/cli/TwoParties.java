package org.ringdown.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterDraft;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Desk;
import org.ringdown.charter.LocalText;
import org.ringdown.charter.Party;
import org.ringdown.charter.Role;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.Founding;
import org.ringdown.node.HostPort;
import org.ringdown.node.KeyFiles;
import org.ringdown.node.NodeException;
import org.ringdown.transcript.NoteSigner;

/**
 * Northland and Southland on one machine, founded as two ministries would found a line but by one program: for training
 * and for measuring, never for a line that is used.
 *
 * @param north one data directory
 * @param south the other
 * @param lineId the line between them
 */
public record TwoParties(DataDirectory north, DataDirectory south, String lineId) {

    /**
     * Founds a line between two fresh parties.
     *
     * @param folder where both data directories are made
     * @param ports where each is reached; the ports that the other dials may be a relay's
     * @return both, nothing running yet
     * @throws NodeException when a file can't be made
     * @throws CharterException when the charter is refused
     * @throws IOException when a file can't be written
     */
    public static TwoParties found(Path folder, Ports ports) throws NodeException, CharterException, IOException {
        SecureRandom random = new SecureRandom();
        DataDirectory north = data(folder, "northland", ports.northApi(), ports.northLine());
        DataDirectory south = data(folder, "southland", ports.southApi(), ports.southLine());
        NoteSigner northRoot =
                KeyFiles.createRoot(folder.resolve("northland.root"), north, "northland", Optional.empty(), random);
        NoteSigner southRoot =
                KeyFiles.createRoot(folder.resolve("southland.root"), south, "southland", Optional.empty(), random);
        CharterDraft draft = CharterDraft.found(party("northland", northRoot), party("southland", southRoot), random);
        byte[] charter = CharterFile.create(draft.terms())
                .sign(northRoot)
                .sign(southRoot)
                .format()
                .getBytes(StandardCharsets.UTF_8);
        String line = found(folder, "northland", north, northRoot, charter);
        found(folder, "southland", south, southRoot, charter);
        new Founding(north).acceptPeerKeys(folder.resolve("southland.keys"));
        new Founding(south).acceptPeerKeys(folder.resolve("northland.keys"));
        peer(north, ports.northDials());
        peer(south, ports.southDials());
        return new TwoParties(north, south, line);
    }

    /**
     * Where everything listens, and where each side dials.
     *
     * @param northApi Northland's API
     * @param northLine where Northland awaits its peer
     * @param southApi Southland's API
     * @param southLine where Southland awaits its peer
     * @param northDials the port that Northland dials
     * @param southDials the port that Southland dials
     */
    public record Ports(int northApi, int northLine, int southApi, int southLine, int northDials, int southDials) {

        /**
         * Free ports of this moment, each side dialling the other.
         *
         * @return the ports
         * @throws IOException when there is none
         */
        public static Ports free() throws IOException {
            int northLine = freePort();
            int southLine = freePort();
            return new Ports(freePort(), northLine, freePort(), southLine, southLine, northLine);
        }

        /**
         * A free port of this moment.
         *
         * @return the port
         * @throws IOException when there is none
         */
        public static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }

    private static DataDirectory data(Path folder, String party, int api, int line) throws NodeException {
        HostPort apiAt = new HostPort("127.0.0.1", api);
        return DataDirectory.create(folder.resolve(party), party, apiAt, new HostPort("127.0.0.1", line));
    }

    private static String found(Path folder, String party, DataDirectory data, NoteSigner root, byte[] charter)
            throws NodeException {
        Path keys = folder.resolve(party + ".keys");
        Path reserve = folder.resolve(party + ".reserve");
        return new Founding(data)
                .found(charter, new Founding.Inputs(root, keys, reserve, Optional.empty()))
                .lineId();
    }

    private static Party party(String id, NoteSigner root) {
        List<LocalText> name = List.of(new LocalText("en", id));
        Party.Powers powers =
                new Party.Powers(List.of(Role.COMMANDER), List.of(Role.SUPERVISOR), List.of(Role.COMMANDER));
        Desk watch = new Desk("watch", List.of(new LocalText("en", "Watch")), List.of(), List.of("en"));
        Party.Reach reach = new Party.Reach(List.of("+999 1 555 0100"), List.of());
        return new Party(
                id, name, root.verifierKey(), new Party.Seat(name, name, powers), List.of(watch), List.of("en"), reach);
    }

    private static void peer(DataDirectory data, int port) throws IOException {
        String toml = Files.readString(data.config());
        Files.writeString(data.config(), toml.replace("peers = []", "peers = [\"127.0.0.1:" + port + "\"]"));
    }
}
