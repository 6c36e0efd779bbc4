package org.ringdown.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.Node;
import org.ringdown.node.NodeException;

/** Northland and Southland, founded by the commands; their nodes run in this process where they are started. */
final class Founded implements AutoCloseable {
    final Path folder;
    final Side north;
    final Side south;
    final String line;

    /** One party. */
    static final class Side implements AutoCloseable {
        final String party;
        final Path data;
        final Path root;
        final int apiPort = freePort();
        final int linePort = freePort();
        private Optional<Node> node = Optional.empty();

        Side(Path folder, String party) {
            this.party = party;
            this.data = folder.resolve(party + "-data");
            this.root = folder.resolve(party + ".root");
        }

        /** Runs a command on this party's data. */
        Cli.Result run(String... words) {
            return Cli.run(with(words));
        }

        Cli.Result ok(String... words) {
            return Cli.ok(with(words));
        }

        private String[] with(String... words) {
            List<String> all = new ArrayList<>(List.of(words));
            all.addAll(List.of("--data", data.toString()));
            return all.toArray(String[]::new);
        }

        void start() {
            try {
                node = Optional.of(Node.start(new Node.Options(new DataDirectory(data), Optional.empty(), "test")));
            } catch (NodeException e) {
                throw new AssertionError(e);
            }
        }

        void stop() {
            node.ifPresent(Node::close);
            node = Optional.empty();
        }

        @Override
        public void close() {
            stop();
        }
    }

    private Founded(Path folder, Side north, Side south, String line) {
        this.folder = folder;
        this.north = north;
        this.south = south;
        this.line = line;
    }

    private static final Map<Path, Founded> SHARED = new HashMap<>();

    /** The line that a test class shares; founded by the first test. */
    static synchronized Founded onceIn(Path folder) {
        return SHARED.computeIfAbsent(folder, Founded::in);
    }

    /** Founds a line; nothing runs yet. */
    static Founded in(Path folder) {
        Side north = new Side(folder, "northland");
        Side south = new Side(folder, "southland");
        for (Side side : List.of(north, south)) {
            int peer = side == north ? south.linePort : north.linePort;
            side.ok(
                    "init",
                    "--party",
                    side.party,
                    "--root-key",
                    side.root.toString(),
                    "--api",
                    "127.0.0.1:" + side.apiPort,
                    "--line",
                    "127.0.0.1:" + side.linePort,
                    "--peer",
                    "127.0.0.1:" + peer);
            side.ok(
                    "charter",
                    "card",
                    "--root-key",
                    side.root.toString(),
                    "--telephone",
                    "+999 1 555 0100",
                    "--out",
                    card(folder, side));
        }
        String charter = folder.resolve("line.charter").toString();
        Cli.ok("charter", "create", "--own", card(folder, north), "--card", card(folder, south), "--out", charter);
        for (Side side : List.of(north, south)) {
            side.ok("charter", "sign", charter, "--root-key", side.root.toString());
        }
        String line = "";
        for (Side side : List.of(north, south)) {
            String keys = folder.resolve(side.party + ".keys").toString();
            Cli.Result founded = side.ok(
                    "charter", "found", charter, "--root-key", side.root.toString(), "--keys-out", keys, "--json");
            line = ApiReply.text(founded.json(), "line");
        }
        north.ok("charter", "peer-keys", folder.resolve("southland.keys").toString());
        south.ok("charter", "peer-keys", folder.resolve("northland.keys").toString());
        return new Founded(folder, north, south, line);
    }

    Founded start() {
        north.start();
        south.start();
        return this;
    }

    void stop() {
        north.stop();
        south.stop();
    }

    /** Waits until everything that either side said is receipted by the other. */
    void converge() {
        await("everything is delivered", () -> isQuiet(north) && isQuiet(south));
    }

    private static boolean isQuiet(Side side) {
        Cli.Result status = side.run("status", "--json");
        if (status.exit() != 0) return false;
        return ApiReply.list(status.json(), "lines").stream()
                .allMatch(line -> ApiReply.whole(line, "waiting") == 0
                        && ApiReply.object(line, "peerLog").isPresent());
    }

    /** A condition that is asked again and again. */
    interface Condition {
        boolean holds();
    }

    static void await(String what, Condition condition) {
        long untilNs = System.nanoTime() + 60_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > untilNs) throw new AssertionError("not within a minute: " + what);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String card(Path folder, Side side) {
        return folder.resolve(side.party + ".card").toString();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
