package org.ringdown.cli;

import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import picocli.CommandLine.Option;

/** {@code --line} for commands that ask the node. */
final class LineOption {
    @Option(
            names = "--line",
            paramLabel = "LINE",
            description = "The line's id, or how it begins; needed where there are several.")
    private Optional<String> line = Optional.empty();

    Optional<String> named() {
        return line;
    }

    /** The summary of the line that was meant. */
    Json.Obj summary(ApiClient api) throws CliException {
        ApiReply reply = api.get("/api/v1/lines");
        if (!reply.ok()) throw ApiClient.refused(reply);
        List<Json.Obj> fitting = reply.list("lines").stream()
                .filter(summary -> ApiReply.text(summary, "line").startsWith(line.orElse("")))
                .toList();
        if (fitting.size() == 1) return fitting.getFirst();
        List<String> known = reply.list("lines").stream()
                .map(summary -> ApiReply.text(summary, "line"))
                .toList();
        throw new CliException(
                Exit.INPUT,
                known.isEmpty()
                        ? "this node has no line yet. Found one with ringdown charter found."
                        : "say which line with --line. Known: " + known + ".");
    }
}
