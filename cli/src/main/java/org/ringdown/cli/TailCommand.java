package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ringdown.charter.Json;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown tail}: what was said, and what is being said. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown tail --last 50 --follow"},
        description = {
            "Shows the newest entries of both logs, in the order in which they became durable here; with --follow, goes on.",
            "Both clocks are shown; neither decides. With --json, one object a line."
        })
final class TailCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Option(names = "--last", paramLabel = "N", description = "Begin with the newest N (default ${DEFAULT-VALUE}).")
    private long last = 20;

    @Option(names = "--after", paramLabel = "SEQ", description = "Begin after this place in the order of arrival.")
    private Optional<Long> after = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until stopped. Exit 4 when the node is lost.")
    private boolean follow;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException {
        try (ApiClient api = ApiClient.of(data.existing())) {
            Json.Obj summary = line.summary(api);
            String id = ApiReply.text(summary, "line");
            long at = after.orElse(Math.max(0, ApiReply.whole(summary, "lastSeq") - last));
            boolean more = true;
            while (more) {
                ApiReply reply = api.get("/api/v1/lines/" + id + "/entries?limit=500&after=" + at);
                if (!reply.ok()) throw ApiClient.refused(reply);
                reply.list("entries").forEach(this::show);
                at = reply.whole("next");
                more = reply.body().get("more").equals(Optional.of(Json.of(true)));
            }
            if (follow) follow(api, id, at);
            return Exit.OK.code();
        }
    }

    private void show(Json.Obj entry) {
        output.line(entry, String.join("\n", EntryText.lines(entry)));
    }

    private void follow(ApiClient api, String id, long at) throws CliException {
        String event = "";
        List<String> dataLines = new ArrayList<>();
        try (Stream<String> lines = api.events(id, Optional.of(at))) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String text = each.next();
                if (text.startsWith("event:")) event = text.substring(6).strip();
                if (text.startsWith("data:")) dataLines.add(text.substring(5).strip());
                if (!text.isEmpty()) continue;
                if (!dataLines.isEmpty()) show(event, String.join("\n", dataLines));
                event = "";
                dataLines.clear();
            }
        } catch (java.io.UncheckedIOException e) {
            throw new CliException(Exit.UNREACHABLE, "the node was lost. What is said now is not shown here.", e);
        }
        throw new CliException(Exit.UNREACHABLE, "the node ended the stream. What is said now is not shown here.");
    }

    private void show(String event, String text) throws CliException {
        Json.Obj object = ApiClient.parse(text.getBytes(StandardCharsets.UTF_8));
        switch (event) {
            case "entry" -> show(object);
            case "receipt" ->
                output.line(
                        object,
                        "-- own entries " + ApiReply.whole(object, "from") + " to " + (ApiReply.whole(object, "to") - 1)
                                + ": " + ApiReply.text(object, "state") + " (" + ApiReply.text(object, "kind") + ")");
            case "alarm" -> output.line(object, "!! " + Output.safe(ApiReply.text(object, "text")));
            default -> {
                // beats and summaries are for lamps
            }
        }
    }
}
