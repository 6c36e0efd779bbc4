package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What every benchmark takes. */
final class BenchOptions {
    @Option(names = "--json", description = "One JSON object on stdout; what happens meanwhile goes to stderr.")
    private boolean json;

    @Option(names = "--quick", description = "Much smaller: a minute instead of some. The figures are rougher.")
    private boolean quick;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the stores lie, and stay (default: a new folder that is removed at the end).")
    private Optional<Path> dir = Optional.empty();

    boolean json() {
        return json;
    }

    boolean quick() {
        return quick;
    }

    Path directory() throws IOException {
        if (dir.isEmpty()) return Files.createTempDirectory("ringdown-bench");
        return Files.createDirectories(dir.get().toAbsolutePath());
    }

    /** Removes what was made, unless it was to stay. */
    void clean(Path made) throws IOException {
        if (dir.isPresent()) return;
        try (Stream<Path> inside = Files.walk(made)) {
            List<Path> all = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) Files.delete(path);
        }
    }
}
