package org.ringdown.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder {@code spec/vectors/line}. */
final class VectorFiles {
    static final Path FOLDER = Path.of("..", "spec", "vectors", "line");

    private VectorFiles() {}

    static SequencedMap<String, String> read() throws IOException {
        SequencedMap<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(FOLDER)) return files;
        try (Stream<Path> paths = Files.list(FOLDER)) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".json")).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    static void write(SequencedMap<String, String> files) throws IOException {
        Files.createDirectories(FOLDER);
        for (String old : read().keySet()) {
            if (!files.containsKey(old)) Files.delete(FOLDER.resolve(old));
        }
        for (var file : files.entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
        }
    }
}
