package org.ringdown.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ringdown.charter.Json;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ringdown charter status}: under which charter each log stands, and where proposals stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says under which charter each log stands, where each proposal stands, and what each step did.",
        footer = {"", "Example:", "  ringdown charter status"})
final class CharterStatusCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException {
        try (ApiClient api = ApiClient.of(data.existing())) {
            Json.Obj charter = CharterSteps.of(api, line).charter();
            List<String> lines = new ArrayList<>();
            for (Json.Obj standing : ApiReply.list(charter, "standing")) {
                lines.add(ApiReply.text(standing, "party") + "'s log stands under version "
                        + ApiReply.whole(standing, "version") + ", " + ApiReply.text(standing, "digest"));
                lines.add("  words: " + ApiReply.text(standing, "words"));
            }
            for (Json.Obj proposal : ApiReply.list(charter, "proposals")) {
                lines.add("");
                lines.add("Proposal " + ApiReply.text(proposal, "digest") + " by " + ApiReply.text(proposal, "party")
                        + ", version " + ApiReply.whole(proposal, "version") + ": " + ApiReply.text(proposal, "state"));
                lines.add("  words: " + ApiReply.text(proposal, "words"));
                for (Json.Obj step : ApiReply.list(charter, "steps")) step(lines, proposal, step);
            }
            if (ApiReply.list(charter, "proposals").isEmpty()) lines.add("No change is proposed.");
            output.answer(charter, lines);
        }
        return Exit.OK.code();
    }

    private static void step(List<String> lines, Json.Obj proposal, Json.Obj step) {
        if (!ApiReply.text(step, "digest").equals(ApiReply.text(proposal, "digest"))) return;
        String verdict = ApiReply.text(step, "verdict");
        lines.add("  " + ApiReply.text(step, "step") + " by " + ApiReply.text(step, "party") + ", entry "
                + ApiReply.text(step, "epoch") + "/" + ApiReply.whole(step, "index")
                + (verdict.equals("EFFECTIVE") ? "" : ": does nothing, " + verdict));
    }
}
