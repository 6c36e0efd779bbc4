package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.CharterProse;
import org.ringdown.charter.Json;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringdown charter proposal}: reads a proposal, and writes it to a file to be signed elsewhere. */
@Command(
        name = "proposal",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a proposed charter as text; with --out, writes it to a file, to be signed where the root key is.",
            "Then: ringdown charter sign FILE, and ringdown charter consent FILE."
        },
        footer = {"", "Example:", "  ringdown charter proposal --out proposed.charter"})
final class CharterProposalCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIGEST", arity = "0..1", description = "How its digest begins (default: the open one).")
    private Optional<String> digest = Optional.empty();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private LineOption line = new LineOption();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; must not exist.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        try (ApiClient api = ApiClient.of(data.existing())) {
            Json.Obj proposal = CharterSteps.of(api, line)
                    .proposal(digest, List.of("OPEN", "GLARE", "CONSENTED", "ADOPTED", "CROSSED"));
            String note = ApiReply.text(proposal, "note");
            if (out.isPresent()) NewFile.write(out.get(), note);
            CharterFile file = CharterFile.parse(note.getBytes(StandardCharsets.UTF_8));
            List<String> lines = new ArrayList<>();
            lines.add(
                    "Proposed by " + ApiReply.text(proposal, "party") + ", state " + ApiReply.text(proposal, "state"));
            for (String language : file.terms().preamble().languages()) {
                lines.addAll(CharterProse.of(file.terms(), language).lines().toList());
                lines.add("");
            }
            lines.add("Words to read aloud: " + ApiReply.text(proposal, "words"));
            out.ifPresent(to -> lines.add("Wrote " + to + ". Next: ringdown charter sign " + to
                    + " --root-key FILE, then ringdown charter consent " + to));
            output.answer(proposal, lines);
        }
        return Exit.OK.code();
    }
}
