package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.ringdown.charter.CharterException;
import org.ringdown.cli.TwoParties;
import org.ringdown.node.NodeException;

/** Two founded parties and the ways to start them: wired directly, or through a relay that can be cut. */
final class Rig {
    /** The heap that bin/ringdown gives to serve. */
    static final String SERVE_HEAP = "72m";

    private final Path dir;
    private final TwoParties parties;
    private final TwoParties.Ports ports;

    private Rig(Path dir, TwoParties parties, TwoParties.Ports ports) {
        this.dir = dir;
        this.parties = parties;
        this.ports = ports;
    }

    static Rig found(Path dir) throws IOException, NodeException, CharterException {
        TwoParties.Ports ports = TwoParties.Ports.free();
        return new Rig(dir, TwoParties.found(dir, ports), ports);
    }

    Path dir() {
        return dir;
    }

    Path northData() {
        return parties.north().root();
    }

    String lineId() {
        return parties.lineId();
    }

    /** Both nodes, running and connected. */
    record Pair(Child north, Child south) implements AutoCloseable {
        @Override
        public void close() {
            north.close();
            south.close();
        }

        /** Waits until both sessions stand, and a message goes through. */
        void awaitUp() throws IOException {
            while (north.numbers("sessions")[0] < 2) LockSupport.parkNanos(50_000_000);
            long from = north.numbers("record 10")[0];
            north.ask("await " + from);
        }
    }

    Relay relay() throws IOException {
        Relay relay = new Relay(ports.southLine(), ports.northLine());
        dial(parties.north().config(), ports.southLine(), relay.toFirst());
        dial(parties.south().config(), ports.northLine(), relay.toSecond());
        return relay;
    }

    private static void dial(Path config, int from, int to) throws IOException {
        String toml = Files.readString(config);
        Files.writeString(config, toml.replace("peers = [\"127.0.0.1:" + from, "peers = [\"127.0.0.1:" + to));
    }

    Pair start(boolean relayed) throws IOException {
        String run = relayed ? "-relayed" : "";
        Child north = end("northland", parties.north().root(), run);
        Child south = end("southland", parties.south().root(), run);
        Pair pair = new Pair(north, south);
        pair.awaitUp();
        return pair;
    }

    private Child end(String party, Path data, String run) throws IOException {
        Path log = dir.resolve(party + run + ".log");
        return Child.start(party, log, SERVE_HEAP, "end", "--data", data.toString(), "--line", parties.lineId());
    }
}
