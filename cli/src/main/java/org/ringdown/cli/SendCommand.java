package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.ringdown.charter.Json;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown send}: says something through the own node. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ringdown send \"A convoy of four white trucks leaves at 06:00Z.\" --precedence PRIORITY",
            "  ringdown send --type STOP \"Stop firing at the bridge: civilians are on it.\""
        },
        description = {
            "Says something on the line. It is recorded when this returns 0; it is delivered when the peer's receipt says so.",
            "Exit 4 means that nothing is known: ask again with the same --key."
        })
final class SendCommand implements Callable<Integer> {
    private static final int TEXT_BYTES_MAX = 1 << 17;

    @Parameters(paramLabel = "TEXT", arity = "0..1", description = "What is said; - reads standard input.")
    private Optional<String> text = Optional.empty();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "FREE TEXT (default), SERVICE, TEST, STOP or UNPLANNED EVENT.")
    private String type = "FREE TEXT";

    @Option(
            names = "--precedence",
            paramLabel = "P",
            description = "FLASH, IMMEDIATE, PRIORITY or ROUTINE (default; STOP: FLASH).")
    private Optional<String> precedence = Optional.empty();

    @Option(names = "--language", paramLabel = "LANG", description = "The text's language (default: the line's first).")
    private Optional<String> language = Optional.empty();

    @Option(names = "--subject", paramLabel = "TEXT", description = "A short subject.")
    private Optional<String> subject = Optional.empty();

    @Option(names = "--addressee", paramLabel = "DESK", description = "A desk of the peer. May be given again.")
    private List<String> addressees = new ArrayList<>();

    @Option(
            names = "--reply-by",
            paramLabel = "TIME",
            description = "When an answer is asked for, such as 2026-11-23T10:02:11Z.")
    private Optional<String> replyBy = Optional.empty();

    @Option(names = "--test", description = "A drill: shown as TEST on both sides.")
    private boolean test;

    @Option(names = "--key", paramLabel = "KEY", description = "The statement id. The same key again is the same act.")
    private Optional<String> key = Optional.empty();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException {
        String statementId = key.orElseGet(() -> UUID.randomUUID().toString());
        try (ApiClient api = ApiClient.of(data.existing())) {
            Json.Obj summary = line.summary(api);
            String path = "/api/v1/lines/" + ApiReply.text(summary, "line") + "/messages";
            return say(post(api, path, statementId, body(summary)), statementId);
        }
    }

    private static ApiReply post(ApiClient api, String path, String statementId, Json.Obj body) throws CliException {
        try {
            return api.post(path, Optional.of(statementId), body);
        } catch (CliException e) {
            throw new CliException(
                    e.exit(),
                    e.getMessage() + " Whether it was said is unknown; ask again with --key " + statementId + ".",
                    e);
        }
    }

    private Json.Obj body(Json.Obj summary) throws CliException, IOException {
        String word = type.toUpperCase(Locale.ROOT);
        String speed = word.equals("STOP") ? "FLASH" : "ROUTINE";
        Json.ObjBuilder body = Json.obj()
                .put("type", word)
                .put(
                        "precedence",
                        precedence.map(p -> p.toUpperCase(Locale.ROOT)).orElse(speed))
                .put("language", language.orElseGet(() -> firstLanguage(summary)))
                .putIf("text", said().map(Json::of))
                .putIf("subject", subject.map(Json::of))
                .putIf("replyBy", replyBy.map(Json::of));
        if (!addressees.isEmpty()) body.put("addressees", Json.strings(addressees));
        if (test) body.put("test", true);
        return body.build();
    }

    private Optional<String> said() throws CliException, IOException {
        if (!text.equals(Optional.of("-"))) return text;
        byte[] input = System.in.readNBytes(TEXT_BYTES_MAX + 1);
        if (input.length > TEXT_BYTES_MAX) {
            throw new CliException(Exit.INPUT, "standard input is longer than any text may be. Send it in parts.");
        }
        return Optional.of(new String(input, StandardCharsets.UTF_8).stripTrailing());
    }

    private static String firstLanguage(Json.Obj summary) {
        boolean first = summary.get("languages").orElse(Json.NULL) instanceof Json.Arr all
                && !all.items().isEmpty();
        return first
                        && ((Json.Arr) summary.get("languages").orElseThrow())
                                        .items()
                                        .getFirst()
                                instanceof Json.Str text
                ? text.text()
                : "en";
    }

    private Integer say(ApiReply reply, String statementId) throws CliException {
        if (!reply.ok()) throw ApiClient.refused(reply);
        if (reply.status() == 202) {
            output.line(
                    reply.body(),
                    "Sent UNRECORDED HERE: the own log can't be written. Statement id " + statementId + ".");
        } else {
            output.line(
                    reply.body(),
                    "Recorded as entry " + reply.whole("index") + " of " + reply.text("party") + "/"
                            + reply.text("epoch") + ", " + reply.text("state")
                            + ". Delivered only when ringdown tail shows it so.");
        }
        return Exit.OK.code();
    }
}
