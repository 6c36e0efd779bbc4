package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.cli.bundle.BundleException;
import org.ringdown.line.StoreException;
import org.ringdown.node.CryptoProvider;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.NodeException;
import org.ringdown.node.NodeLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringdown restore}: gets a lost or damaged store back into service. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Gets a lost or damaged store back into service. Looks first, says what will happen, and does it with --yes.",
            "Without --from: a damaged store is set aside; at the next start the node opens a new epoch at once and takes",
            "back from the peer what the peer holds. With --from: a copy of a store, or a bundle of everything, goes in first.",
            "The file that is there now is kept beside it. The node must not run meanwhile."
        },
        footer = {
            "",
            "Example:",
            "  ringdown restore",
            "  ringdown restore --from /mnt/backup/store.db --yes",
            "  ringdown restore --from record.zip --yes"
        })
final class RestoreCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--line", paramLabel = "LINE", description = "The line's id; needed where there are several.")
    private Optional<String> line = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "A copy of store.db, or a bundle made with ringdown export (of everything).")
    private Optional<Path> from = Optional.empty();

    @Option(names = "--yes", description = "Do it. Without this, nothing is changed.")
    private boolean yes;

    @Mixin
    private Output output = new Output();

    /** What stands where the store should be. */
    private record Present(State state, String seen, long entries) {}

    private enum State {
        MISSING,
        DAMAGED,
        OLD,
        SOUND
    }

    @Override
    public Integer call()
            throws CliException, IOException, NodeException, StoreException, CharterException, BundleException {
        CryptoProvider.install();
        DataDirectory directory = data.existing();
        String id = data.line(line);
        try (NodeLock _ = NodeLock.take(directory)) {
            return restore(directory, id);
        }
    }

    private Integer restore(DataDirectory directory, String id)
            throws CliException, IOException, NodeException, StoreException, CharterException, BundleException {
        Present present = look(directory, id);
        List<String> plan = new ArrayList<>();
        plan.add("Line " + id + ": the store is " + present.state().name().toLowerCase(java.util.Locale.ROOT) + ". "
                + present.seen());
        boolean nothingToDo = from.isEmpty() && present.state() != State.DAMAGED;
        if (nothingToDo) {
            plan.add(nothing(present.state()));
            return answer(id, present, plan, false);
        }
        Path store = directory.store(id);
        Path fresh = store.resolveSibling("store.db.restoring");
        RestoreFiles.remove(fresh);
        try {
            boolean goesOn = from.isPresent() && bring(directory, id, fresh, present, plan);
            if (present.state() != State.MISSING) plan.add("What is there now is kept as " + aside(store) + ".");
            plan.add(goesOn ? "The second place shows no newer store: the epoch goes on." : newEpoch());
            if (!yes) {
                output.answer(json(id, present, plan, false), plan);
                throw new CliException(
                        Exit.INPUT, "CONFIRMATION_NEEDED", "nothing was changed. If that is what you want, add --yes.");
            }
            if (present.state() != State.MISSING) RestoreFiles.move(store, aside(store));
            if (from.isPresent()) RestoreFiles.move(fresh, store);
            plan.add("Done. Next: ringdown serve, then ringdown status; and ringdown fsck when it has caught up.");
            return answer(id, present, plan, true);
        } finally {
            RestoreFiles.remove(fresh);
        }
    }

    private static String nothing(State state) {
        return switch (state) {
            case MISSING ->
                newEpoch() + " Nothing need be done here but ringdown serve. If you have a copy of the store or a"
                        + " bundle, give it with --from first: it may hold what the peer never heard.";
            case OLD -> newEpoch() + " Nothing need be done here but ringdown serve.";
            case SOUND -> "There is nothing to restore.";
            case DAMAGED -> "";
        };
    }

    private static String newEpoch() {
        return "At the next start the node opens a new epoch at once, waiting for nobody, since it can't show that its"
                + " store is the newest. It names the largest head it knows, and takes back from the peer every entry"
                + " that the peer holds; what was delivered is never lost. Own entries that nobody heard are lost,"
                + " unless they are in this store: then they are carried over, marked NOT SENT.";
    }

    private static Present look(DataDirectory directory, String id)
            throws CliException, IOException, NodeException, StoreException, CharterException {
        if (!Files.isRegularFile(directory.store(id))) return new Present(State.MISSING, "", 0);
        StoreCheck check = StoreCheck.run(directory, id);
        String said = String.join("; ", check.lines());
        if (!check.isSound()) return new Present(State.DAMAGED, said, check.entries());
        return new Present(check.isNewest() ? State.SOUND : State.OLD, said, check.entries());
    }

    /** Brings the copy or the bundle beside the store and checks it there; says whether the epoch can go on. */
    private boolean bring(DataDirectory directory, String id, Path fresh, Present present, List<String> plan)
            throws CliException, IOException, NodeException, StoreException, CharterException, BundleException {
        RestoreFiles files = new RestoreFiles(directory, id);
        Path source = from.orElseThrow();
        if (!Files.isRegularFile(source)) {
            throw new CliException(Exit.INPUT, "FILE_MISSING", "there is no file " + source + ". Check the name.");
        }
        StoreCheck check = files.bring(source, fresh);
        plan.add(source + " is sound: " + check.entries() + " entries of this line. It becomes the store.");
        if (present.state() == State.SOUND && present.entries() >= check.entries()) {
            plan.add("CAREFUL: the store that is here is sound and has " + present.entries()
                    + " entries. Restoring is not needed.");
        }
        return check.isNewest();
    }

    private static Path aside(Path store) {
        Path named = store.resolveSibling("store.db.damaged-" + STAMP.format(Instant.now()));
        return Files.exists(named) ? store.resolveSibling(named.getFileName() + "-2") : named;
    }

    private Integer answer(String id, Present present, List<String> plan, boolean done) {
        output.answer(json(id, present, plan, done), plan);
        return Exit.OK.code();
    }

    private static Json.Obj json(String id, Present present, List<String> plan, boolean done) {
        return Json.obj()
                .put("line", id)
                .put("store", present.state().name())
                .put("entries", present.entries())
                .put("done", done)
                .put("plan", Json.strings(plan))
                .build();
    }
}
