package org.ringdown.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Both parties and the wires between them. */
final class Stage implements AutoCloseable {
    private static final int APART = 10;

    final Path folder;
    final Party north;
    final Party south;
    final Commands commands = new Commands();
    private final List<Wire> wires = new ArrayList<>();

    Stage(Path folder, int base) {
        this.folder = folder;
        this.north = new Party("northland", folder, base, commands);
        this.south = new Party("southland", folder, base + APART, commands);
    }

    List<Party> parties() {
        return List.of(north, south);
    }

    Party peer(Party of) {
        return of == north ? south : north;
    }

    /** Refuses ports that are taken, before anything is founded for them. */
    void checkPorts() throws DemoException {
        for (Party party : parties()) {
            for (int port : List.of(party.apiPort, party.linePort, party.wirePort)) {
                try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                    probe.getLocalPort();
                } catch (IOException e) {
                    throw new DemoException("port " + port + " is taken (" + e.getMessage()
                            + "): end what uses it, or choose others with --ports BASE");
                }
            }
        }
    }

    /** Lays the two wires: what each node dials ends at the other's line port. */
    void layWires() throws IOException {
        wires.add(Wire.lay(north.wirePort, south.linePort));
        wires.add(Wire.lay(south.wirePort, north.linePort));
    }

    /** Returns the time, in nanoseconds of this machine. */
    long cut() {
        wires.forEach(Wire::cut);
        return System.nanoTime();
    }

    long heal() {
        wires.forEach(Wire::heal);
        return System.nanoTime();
    }

    /** Something done for one party. */
    interface ForParty<T> {
        T run(Party party) throws IOException, InterruptedException, DemoException;
    }

    /** Does the same for both at once. */
    <T> List<T> both(ForParty<T> work) throws IOException, InterruptedException, DemoException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (Party party : parties()) futures.add(threads.submit(() -> work.run(party)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) results.add(future.get());
            return results;
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case DemoException demo -> demo;
                case IOException io -> new DemoException(io.toString());
                case null, default -> new DemoException(String.valueOf(e.getCause()));
            };
        }
    }

    /** Founds the line: everything that passes between the two is a file. */
    void found() throws IOException, InterruptedException, DemoException {
        both(party -> {
            party.does(
                    "init",
                    "--party",
                    party.id,
                    "--root-key",
                    root(party),
                    "--api",
                    "127.0.0.1:" + party.apiPort,
                    "--line",
                    "127.0.0.1:" + party.linePort,
                    "--peer",
                    "127.0.0.1:" + party.wirePort);
            party.does("charter", "card", "--root-key", root(party), "--out", card(party));
            return party;
        });
        String charter = folder.resolve("line.charter").toString();
        commands.inside(List.of("charter", "create", "--own", card(north), "--card", card(south), "--out", charter));
        for (Party party : parties()) party.does("charter", "sign", charter, "--root-key", root(party));
        both(party -> {
            party.does("charter", "found", charter, "--root-key", root(party), "--keys-out", keys(party));
            return party;
        });
        both(party -> {
            party.does("charter", "peer-keys", keys(peer(party)));
            return party;
        });
    }

    private static String root(Party party) {
        return party.file("-root.key").toString();
    }

    private static String card(Party party) {
        return party.file(".card").toString();
    }

    private static String keys(Party party) {
        return party.file(".keys").toString();
    }

    /** Starts both nodes and follows what they tell. */
    void serve() throws IOException, InterruptedException, DemoException {
        both(party -> {
            party.serve();
            party.follow(party.lineId());
            return party;
        });
    }

    @Override
    public void close() {
        wires.forEach(Wire::close);
        for (Party party : parties()) {
            try {
                party.end();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        commands.close();
    }
}
