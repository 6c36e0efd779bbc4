package org.ringdown.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.Json;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ringdown status}: how the node and its lines stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown status --json"},
        description = {
            "Says how the node, its store, its lines and their paths stand.",
            "Exit 1: the store does not record. Exit 4: the node does not answer."
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException {
        try (ApiClient api = ApiClient.of(data.existing())) {
            ApiReply reply = api.get("/api/v1/status");
            if (!reply.ok()) throw ApiClient.refused(reply);
            Json.Obj store =
                    ApiReply.object(reply.body(), "store").orElse(Json.obj().build());
            boolean ok = isTrue(store, "ok");
            output.answer(reply.body(), lines(reply, store, ok));
            return ok ? Exit.OK.code() : Exit.NEGATIVE.code();
        }
    }

    private static boolean isTrue(Json.Obj of, String name) {
        return of.get(name).equals(Optional.of(Json.of(true)));
    }

    private static List<String> lines(ApiReply reply, Json.Obj store, boolean ok) {
        List<String> lines = new ArrayList<>();
        lines.add(reply.text("party") + ", ringdown " + reply.text("version") + " (" + reply.text("commit")
                + "), since " + reply.text("startedAt") + ", signatures by " + reply.text("cryptoProvider"));
        lines.add("Store: " + (ok ? "recording" : "NOT RECORDING: " + Output.safe(ApiReply.text(store, "cause"))));
        if (!isTrue(store, "secondPlaceOnOtherVolume")) {
            lines.add("Second place: on the store's own volume; it shows a restored file, not a restored volume.");
        }
        for (Json.Obj line : reply.list("lines")) line(lines, line);
        if (reply.list("lines").isEmpty()) lines.add("No lines yet. Found one with ringdown charter found.");
        return lines;
    }

    private static void line(List<String> lines, Json.Obj line) {
        Json.Obj none = Json.obj().build();
        lines.add("");
        lines.add("Line " + ApiReply.text(line, "line") + " with "
                + ApiReply.text(ApiReply.object(line, "peer").orElse(none), "party"));
        for (Json.Obj state : ApiReply.list(line, "states")) {
            lines.add("  " + ApiReply.text(state, "state") + " since " + ApiReply.text(state, "since") + " "
                    + Output.safe(ApiReply.text(state, "cause")));
        }
        for (Json.Obj path : ApiReply.list(line, "paths")) {
            lines.add("  path " + ApiReply.text(path, "path") + ": " + ApiReply.text(path, "state") + " "
                    + Output.safe(ApiReply.text(path, "cause")));
        }
        Json.Obj own = ApiReply.object(line, "ownLog").orElse(none);
        Json.Obj peer = ApiReply.object(line, "peerLog").orElse(none);
        lines.add("  own log " + ApiReply.text(own, "epoch") + ": " + ApiReply.whole(own, "size")
                + " entries, receipted up to " + ApiReply.whole(own, "receipted") + "; "
                + ApiReply.whole(line, "waiting") + " waiting");
        lines.add(
                "  peer's log " + ApiReply.text(peer, "epoch") + ": " + ApiReply.whole(peer, "size") + " entries here");
        if (line.get("clockOffsetMs").isPresent()) {
            lines.add("  peer's clock minus ours: " + ApiReply.whole(line, "clockOffsetMs") + " ms");
        }
    }
}
