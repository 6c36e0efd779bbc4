package org.ringdown.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringdown.charter.CharterDraft;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Desk;
import org.ringdown.charter.LocalText;
import org.ringdown.charter.Party;
import org.ringdown.charter.Role;
import org.ringdown.transcript.NoteSigner;

/** Northland and Southland in one process: founded as files, then two real nodes on loopback. */
final class TwoNodes implements AutoCloseable {
    final Side north;
    final Side south;
    final String line;

    /** One party's node, which can be stopped and started. */
    static final class Side implements AutoCloseable {
        final String party;
        final DataDirectory data;
        final HostPort api;
        final HostPort lineAddress;
        Optional<Node> node = Optional.empty();

        Side(Path scratch, String party) throws NodeException {
            this.party = party;
            this.api = new HostPort("127.0.0.1", freePort());
            this.lineAddress = new HostPort("127.0.0.1", freePort());
            this.data = DataDirectory.create(scratch.resolve(party), party, api, lineAddress);
        }

        void start() {
            try {
                node = Optional.of(Node.start(new Node.Options(data, Optional.empty(), "test")));
            } catch (NodeException e) {
                throw new AssertionError(e);
            }
        }

        void stop() {
            node.ifPresent(Node::close);
            node = Optional.empty();
        }

        /** Sets where it dials the peer; takes effect at the next start. */
        void peers(HostPort... addresses) {
            String all = Arrays.stream(addresses).map(a -> "\"" + a + "\"").collect(Collectors.joining(", "));
            try {
                String toml = Files.readString(data.config());
                Files.writeString(data.config(), toml.replaceFirst("(?m)^peers = \\[.*]$", "peers = [" + all + "]"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        HttpCalls calls() {
            try {
                return new HttpCalls("http://" + api, data.readCliToken());
            } catch (NodeException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            stop();
        }
    }

    private TwoNodes(Side north, Side south, String line) {
        this.north = north;
        this.south = south;
        this.line = line;
    }

    /** Founds the line on both sides; nothing runs yet. */
    static TwoNodes found(Path scratch) {
        try {
            Side north = new Side(scratch, "northland");
            Side south = new Side(scratch, "southland");
            NoteSigner northRoot = root(scratch, north);
            NoteSigner southRoot = root(scratch, south);
            CharterDraft draft = CharterDraft.found(
                    party("northland", northRoot), party("southland", southRoot), new SecureRandom());
            byte[] charter = CharterFile.create(draft.terms())
                    .sign(northRoot)
                    .sign(southRoot)
                    .format()
                    .getBytes(StandardCharsets.UTF_8);
            String line = found(scratch, north, northRoot, charter);
            found(scratch, south, southRoot, charter);
            new Founding(north.data).acceptPeerKeys(scratch.resolve("southland.keys"));
            new Founding(south.data).acceptPeerKeys(scratch.resolve("northland.keys"));
            north.peers(south.lineAddress);
            south.peers(north.lineAddress);
            return new TwoNodes(north, south, line);
        } catch (NodeException | CharterException e) {
            throw new AssertionError(e);
        }
    }

    TwoNodes start() {
        north.start();
        south.start();
        return this;
    }

    private static NoteSigner root(Path scratch, Side side) throws NodeException {
        Path file = scratch.resolve(side.party + ".root");
        return KeyFiles.createRoot(file, side.data, side.party, Optional.empty(), new SecureRandom());
    }

    private static String found(Path scratch, Side side, NoteSigner root, byte[] charter) throws NodeException {
        Path keys = scratch.resolve(side.party + ".keys");
        Path reserve = scratch.resolve(side.party + ".reserve");
        return new Founding(side.data)
                .found(charter, new Founding.Inputs(root, keys, reserve, Optional.empty()))
                .lineId();
    }

    static Party party(String id, NoteSigner root) {
        List<LocalText> name = List.of(new LocalText("en", id));
        Party.Powers powers =
                new Party.Powers(List.of(Role.COMMANDER), List.of(Role.SUPERVISOR), List.of(Role.COMMANDER));
        Desk watch = new Desk("watch", List.of(new LocalText("en", "Watch")), List.of(), List.of("en"));
        Desk air = new Desk("air", List.of(new LocalText("en", "Air")), List.of(), List.of("en"));
        Party.Reach reach = new Party.Reach(List.of("+999 1 555 0100"), List.of());
        Party.Seat seat = new Party.Seat(name, name, powers);
        return new Party(id, name, root.verifierKey(), seat, List.of(watch, air), List.of("en", "fr"), reach);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        north.close();
        south.close();
    }
}
