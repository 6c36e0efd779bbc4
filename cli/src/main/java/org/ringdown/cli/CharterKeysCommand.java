package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Party;
import org.ringdown.message.LogId;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import org.ringdown.node.RecordedLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown charter keys}: the keys of both parties, as an outsider needs them. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the keys of both parties: roots, and what they certified and revoked.",
            "A verifier key (VKEY) is what ringdown verify takes with --key and --witness; give it to whoever is to check."
        },
        footer = {"", "Example:", "  ringdown charter keys --json"})
final class CharterKeysCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--line", paramLabel = "LINE", description = "The line's id; needed where there are several.")
    private Optional<String> line = Optional.empty();

    @Mixin
    private Output output = new Output();

    private final List<String> lines = new ArrayList<>();
    private final List<Json> rows = new ArrayList<>();

    @Override
    public Integer call() throws CliException, IOException, NodeException, CharterException {
        DataDirectory directory = data.existing();
        String id = data.line(line);
        KeyRing ring = RecordedLine.read(directory, id).ring();
        List<LogId> logs = logs(directory, id);
        for (Party party : ring.charter().terms().parties()) {
            lines.add(party.id());
            row(
                    party.id(),
                    KeyUse.ROOT,
                    "good",
                    Optional.of(party.root().toString()),
                    party.root().key().hex());
            for (KeyUse use : KeyUse.values()) {
                for (KeyId key : ring.keys(party.id(), use)) key(ring, key, logs);
            }
        }
        output.answer(Json.obj().put("line", id).put("keys", Json.of(rows)).build(), lines);
        return Exit.OK.code();
    }

    private static List<LogId> logs(DataDirectory directory, String id)
            throws CliException, IOException, NodeException {
        if (!Files.isRegularFile(directory.store(id))) return List.of();
        try (StoreSource source = StoreSource.open(directory, id)) {
            return source.logs();
        }
    }

    private void key(KeyRing ring, KeyId key, List<LogId> logs) {
        String state = ring.revocation(key).isPresent() ? "revoked" : "good";
        if (key.use() != KeyUse.LOG) {
            row(
                    key.party(),
                    key.use(),
                    state,
                    key.verifierKey().map(Object::toString),
                    key.key().hex());
            return;
        }
        for (LogId log : logs) {
            if (!log.party().equals(key.party())) continue;
            row(
                    key.party(),
                    key.use(),
                    state,
                    Optional.of(key.verifierKey(log.epoch()).toString()),
                    key.key().hex());
        }
    }

    private void row(String party, KeyUse use, String state, Optional<String> vkey, String hex) {
        String shown = vkey.orElse(hex.length() > 96 ? hex.substring(0, 32) + "…" : hex);
        lines.add("  %-10s %-7s %s".formatted(use.word(), state, shown));
        Json.ObjBuilder json = Json.obj()
                .put("party", party)
                .put("use", use.word())
                .put("state", state)
                .put("key", hex);
        vkey.ifPresent(text -> json.put("vkey", text));
        rows.add(json.build());
    }
}
