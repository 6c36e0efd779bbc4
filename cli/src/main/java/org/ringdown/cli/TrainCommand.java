package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.Node;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ringdown train}: a short life of two nodes in this process, for the JDK's start-up cache. It loads and links what
 * a node and the common commands use; the scripts run it once after a build.
 */
@Command(
        name = "train",
        hidden = true,
        mixinStandardHelpOptions = true,
        description =
                "Founds a line in an empty folder, talks over it, and ends: a training run for the start-up cache.")
final class TrainCommand implements Callable<Integer> {
    private static final int DELIVERY_TRIES = 200;
    private static final long TRY_MS = 50;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "An empty folder.")
    private Path dir = Path.of("");

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException, InterruptedException {
        TwoParties parties = TwoParties.found(dir, TwoParties.Ports.free());
        try (Node north = serve(parties.north());
                Node south = serve(parties.south())) {
            talk(parties);
            hear(parties);
            System.out.println("trained on " + north.apiAddress() + " and " + south.apiAddress());
        }
        String data = parties.north().root().toString();
        String bundle = dir.resolve("record.zip").toString();
        command("export", "--data", data, "--out", bundle);
        command("verify", bundle);
        command("fsck", "--data", data);
        return Exit.OK.code();
    }

    private static Node serve(DataDirectory data) throws NodeException {
        return Node.start(new Node.Options(data, Optional.empty(), Version.commit()));
    }

    private static void talk(TwoParties parties) throws CliException, IOException, NodeException, InterruptedException {
        String data = parties.north().root().toString();
        command("status", "--data", data);
        command("send", "--data", data, "A convoy of four white trucks leaves at 06:00Z.");
        command("send", "--data", data, "--type", "STOP", "Stop firing at the bridge: civilians are on it.");
        command("officer", "add", "watch.officer", "--data", data);
        try (ApiClient api = ApiClient.of(parties.north())) {
            for (int tries = 0; tries < DELIVERY_TRIES && waiting(api); tries++) Thread.sleep(TRY_MS);
        }
    }

    private static boolean waiting(ApiClient api) throws CliException {
        List<Json.Obj> lines = api.get("/api/v1/status").list("lines");
        return lines.stream().anyMatch(line -> ApiReply.whole(line, "waiting") > 0);
    }

    /** Reads as a console does: summaries, entries, the first lines of the stream. */
    private static void hear(TwoParties parties) throws CliException, IOException, NodeException {
        try (ApiClient api = ApiClient.of(parties.south())) {
            api.get("/api/v1/lines");
            api.get("/api/v1/lines/" + parties.lineId() + "/entries?after=0&limit=50");
            api.get("/healthz");
            try (Stream<String> lines = api.events(parties.lineId(), Optional.of(0L))) {
                lines.limit(8).forEach(line -> {});
            }
        }
    }

    private static void command(String... words) throws CliException {
        int exit = Main.run(words);
        if (exit != Exit.OK.code()) {
            throw new CliException(Exit.BUG, "ringdown " + String.join(" ", words) + " ended with " + exit + ".");
        }
    }
}
