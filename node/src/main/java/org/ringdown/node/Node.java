package org.ringdown.node;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringdown.line.Clock;

/**
 * One party's running node: its lines and its HTTP API on one data directory. Starts whole or not at all; {@link #close}
 * stops gracefully. Safe to share between threads.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Node.class.getName());

    /** The product's version. */
    public static final String VERSION = "0.1.0";

    private final NodeLock lock;
    private final NodeConfig config;
    private final List<LineUnit> lines;
    private final ApiServer api;
    /** Guarded by this. */
    private boolean closed;

    private Node(NodeLock lock, NodeConfig config, List<LineUnit> lines, ApiServer api) {
        this.lock = lock;
        this.config = config;
        this.lines = List.copyOf(lines);
        this.api = api;
    }

    /**
     * What a start needs.
     *
     * @param data the data directory
     * @param passphrase opens sealed key files
     * @param commit the commit that the program was built from, for {@code status}
     */
    public record Options(DataDirectory data, Optional<Passphrase> passphrase, String commit) {}

    /**
     * Starts a node.
     *
     * @param options what it needs
     * @return the running node
     * @throws NodeException any of {@link NodeCode}, with what to do next; nothing runs then
     */
    public static Node start(Options options) throws NodeException {
        NodeConfig config = options.data().readConfig();
        if (config.api().tls().isPresent())
            Connectors.keyStore(config.api().tls().get());
        NodeLock lock = NodeLock.take(options.data());
        List<LineUnit> lines = new ArrayList<>();
        try {
            Node node = start(options, config, lock, lines);
            LOG.log(Logger.Level.INFO, "{0} serves on {1}", config.party(), node.apiAddress());
            return node;
        } catch (NodeException | RuntimeException e) {
            for (LineUnit line : lines) line.close();
            close(lock);
            throw e;
        }
    }

    private static Node start(Options options, NodeConfig config, NodeLock lock, List<LineUnit> lines)
            throws NodeException {
        Clock clock = new SystemClock();
        Bugs bugs = new Bugs();
        NodeMetrics metrics = new NodeMetrics(bugs);
        String provider = CryptoProvider.install();
        DataDirectory data = options.data();
        List<String> ids = data.lines();
        refuseSharedAddress(config, ids);
        LineUnit.Shared shared = new LineUnit.Shared(data, config, options.passphrase(), clock, bugs, metrics);
        for (String id : ids) lines.add(LineUnit.open(shared, id));
        NodeFacts facts = new NodeFacts(
                config.party(), VERSION, options.commit(), clock.wallMs(), provider, onOtherVolume(data, config));
        ApiServer api = new ApiServer(new ApiServer.Parts(
                config.api(),
                facts,
                new LineDirectory(lines, clock::wallMs),
                new Officers(data, clock::wallMs),
                data.readCliToken(),
                clock,
                metrics,
                bugs));
        for (LineUnit line : lines) line.start();
        api.start();
        return new Node(lock, config, lines, api);
    }

    private static void refuseSharedAddress(NodeConfig config, List<String> ids) throws NodeException {
        Set<HostPort> taken = new HashSet<>();
        for (String id : ids) {
            HostPort listen = config.addresses(id).listen();
            if (listen.port() == 0 || taken.add(listen)) continue;
            String mend = "Two lines are to listen on " + listen + ". Give line " + id + " a table [lines." + id
                    + "] with a listen of its own in ringdown.toml.";
            throw new NodeException(NodeCode.CONFIG_INVALID, mend);
        }
    }

    private static boolean onOtherVolume(DataDirectory data, NodeConfig config) {
        try {
            Path second = config.secondPlace();
            if (!Files.exists(second)) return false;
            return !Files.getFileStore(second).equals(Files.getFileStore(data.root()));
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the volume of the second place can't be told: {0}", e.toString());
            return false;
        }
    }

    /**
     * Where the API can be reached, the port as it really is.
     *
     * @return the base address, such as {@code http://127.0.0.1:7410}
     */
    public String apiAddress() {
        String scheme = config.api().tls().isPresent() ? "https://" : "http://";
        return scheme + new HostPort(config.api().listen().host(), api.port());
    }

    /**
     * Where the peer is awaited.
     *
     * @return the port of each line by its id, as it really is
     */
    public Map<String, Integer> linePorts() {
        Map<String, Integer> ports = new HashMap<>();
        for (LineUnit line : lines) ports.put(line.lineId(), line.listenPort());
        return ports;
    }

    /**
     * A line for programs inside this process.
     *
     * @param lineId its id
     * @return the line, or empty where there is none of that id
     */
    public Optional<LocalLine> local(String lineId) {
        return lines.stream()
                .filter(line -> line.lineId().equals(lineId))
                .findFirst()
                .map(LineUnit::local);
    }

    /** Stops: refuses new calls, ends streams and sessions, finishes what is under way, frees the data directory. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        api.drain();
        for (LineUnit line : lines) line.close();
        api.close();
        close(lock);
        LOG.log(Logger.Level.INFO, "{0} has stopped", config.party());
    }

    private static void close(NodeLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the lock of the data directory: {0}", e.toString());
        }
    }
}
