package org.ringdown.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.line.StoreException;
import org.ringdown.node.CryptoProvider;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown fsck}: recomputes a store from its bytes. */
@Command(
        name = "fsck",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ringdown fsck --data ringdown-data"},
        description = {
            "Recomputes every entry, tree, head and receipt of a store from its bytes, and holds it against the second place.",
            "Reads only; a node may run. Exit 1: something does not hold; the first bad entry of each log is named."
        })
final class FsckCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--line", paramLabel = "LINE", description = "Only this line (default: all).")
    private Optional<String> line = Optional.empty();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws CliException, IOException, NodeException, StoreException, CharterException {
        CryptoProvider.install();
        DataDirectory directory = data.existing();
        directory.readConfig();
        List<String> lines = line.isPresent() ? List.of(data.line(line)) : directory.lines();
        List<String> text = new ArrayList<>();
        List<Json> json = new ArrayList<>();
        boolean ok = true;
        for (String id : lines) {
            StoreCheck check = StoreCheck.run(directory, id);
            ok &= check.ok();
            text.add("Line " + id + ": " + (check.ok() ? "sound" : "NOT SOUND"));
            check.lines().forEach(said -> text.add("  " + said));
            json.add(check.json(id));
        }
        if (lines.isEmpty()) text.add("There is no line here yet: nothing to check.");
        if (!ok) text.add("A running node repairs damaged entries from the peer. If it can't: ringdown restore --help");
        output.answer(Json.obj().put("ok", ok).put("lines", Json.of(json)).build(), text);
        return ok ? Exit.OK.code() : Exit.NEGATIVE.code();
    }
}
