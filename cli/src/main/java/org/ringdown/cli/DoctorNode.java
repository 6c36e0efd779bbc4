package org.ringdown.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.HostPort;
import org.ringdown.node.NodeConfig;
import org.ringdown.node.NodeException;
import org.ringdown.node.NodeLock;
import org.ringdown.node.Officers;

/** Checks the configuration, the ports or the running node, officers, and each line. */
final class DoctorNode {
    private static final long OFFSET_WARN_MS = 2_000;

    private final Checkup checkup;
    private final DataDirectory data;

    DoctorNode(Checkup checkup, DataDirectory data) {
        this.checkup = checkup;
        this.data = data;
    }

    void run() {
        NodeConfig config;
        try {
            config = data.readConfig();
        } catch (NodeException e) {
            checkup.fail(
                    "configuration",
                    String.valueOf(e.getMessage()),
                    "Mend " + data.config() + ", then run this again.");
            return;
        }
        checkup.ok("configuration", data.config() + " for " + config.party());
        officers();
        node(config);
        try {
            List<String> lines = data.lines();
            if (lines.isEmpty()) {
                checkup.warn("lines", "no line is founded here yet", "See: ringdown charter --help");
            }
            for (String line : lines) new DoctorLine(checkup, data, config, line).run();
        } catch (NodeException e) {
            checkup.fail(
                    "lines",
                    String.valueOf(e.getMessage()),
                    "chmod u+rwx " + data.root().resolve("lines"));
        }
    }

    private void officers() {
        try {
            int count = new Officers(data, System::currentTimeMillis).list().size();
            if (count > 0) checkup.ok("officers", count + " may sign in");
            else checkup.warn("officers", "nobody may sign in to the console", "ringdown officer add ID --role watch");
        } catch (NodeException e) {
            checkup.fail("officers", String.valueOf(e.getMessage()), "Mend " + data.officers() + " as it says.");
        }
    }

    private void node(NodeConfig config) {
        try (NodeLock _ = NodeLock.take(data)) {
            checkup.ok("node", "no node runs here now");
            port("api", config.api().listen(), "api.listen");
            line(config, "line", config.line());
            config.lines().forEach((id, addresses) -> line(config, "line " + id, addresses));
        } catch (NodeException e) {
            running();
        } catch (IOException e) {
            checkup.fail("node", "the lock can't be used: " + e, "Check the owner and mode of " + data.lock() + ".");
        }
    }

    private void line(NodeConfig config, String check, NodeConfig.LineAddresses addresses) {
        port(check, addresses.listen(), check.equals("line") ? "line.listen" : "listen of its table");
        if (!addresses.peers().isEmpty()) return;
        if (check.equals("line") && !config.lines().isEmpty()) return;
        checkup.warn(
                check,
                "no address of the peer is known: this node waits to be reached, and never dials",
                "Set peers in the table of the line in " + data.config() + ".");
    }

    private void port(String check, HostPort listen, String key) {
        if (listen.port() == 0) {
            checkup.ok(check, listen + ": any free port");
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(
                    InetAddress.getByName(listen.host().replaceAll("[\\[\\]]", "")), listen.port()));
            checkup.ok(check, listen + " is free");
        } catch (IOException e) {
            checkup.fail(
                    check,
                    listen + " can't be had: " + e.getMessage(),
                    "See who has it: ss -ltnp 'sport = :" + listen.port() + "'. Stop that, or change " + key + " in "
                            + data.config() + ".");
        }
    }

    /** A node holds the directory: it must answer. */
    private void running() {
        try (ApiClient api = ApiClient.of(data)) {
            ApiReply reply = api.get("/api/v1/status");
            if (!reply.ok()) throw ApiClient.refused(reply);
            checkup.ok("node", "runs since " + reply.text("startedAt"));
            for (Json.Obj line : reply.list("lines")) states(line);
        } catch (CliException | NodeException | IOException e) {
            checkup.fail(
                    "node",
                    "a process holds " + data.lock() + ", but does not answer: " + e.getMessage(),
                    "See who it is: fuser -v " + data.lock()
                            + ". If it hangs, stop it and start ringdown serve again.");
        }
    }

    private void states(Json.Obj line) {
        String name = "line " + ApiReply.text(line, "line").substring(0, 8);
        for (Json.Obj state : ApiReply.list(line, "states")) {
            String word = ApiReply.text(state, "state");
            String seen = word + " since " + ApiReply.text(state, "since") + " " + ApiReply.text(state, "cause");
            if (word.equals("UP")) checkup.ok(name, seen);
            else checkup.warn(name, seen, "ringdown status --data " + data.root());
        }
        long offsetMs = Math.abs(ApiReply.whole(line, "clockOffsetMs"));
        if (offsetMs > OFFSET_WARN_MS) {
            checkup.warn(
                    "clock",
                    "the peer's clock and ours differ by " + offsetMs + " ms",
                    "Compare both with a time signal: timedatectl status");
        }
    }

    /** Whether a directory lies on another volume than a file. */
    static boolean onOtherVolume(java.nio.file.Path one, java.nio.file.Path other) throws IOException {
        return !Files.getFileStore(one).equals(Files.getFileStore(other));
    }
}
