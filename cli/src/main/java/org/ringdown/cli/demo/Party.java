package org.ringdown.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;

/** One party of the demo: its folder, and its node as a process of its own; spoken to through the command line. */
final class Party {
    private static final JsonBounds BOUNDS = new JsonBounds(8 << 20, 24, 200_000, 262_144, 32);
    private static final String RINGDOWN = System.getenv().getOrDefault("RINGDOWN_BIN", "bin/ringdown");

    final String id;
    final Path data;
    private final Path folder;
    private Optional<Process> node = Optional.empty();

    Party(String id, Path folder) {
        this.id = id;
        this.folder = folder;
        this.data = folder.resolve(id + "-data");
    }

    Path file(String suffix) {
        return folder.resolve(id + suffix);
    }

    /** Runs a command on this party's data; returns stdout. */
    String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(RINGDOWN));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) throw new IOException(String.join(" ", command) + " ended with " + exit + ": " + out);
        return out;
    }

    void serve() throws IOException {
        node = Optional.of(new ProcessBuilder(RINGDOWN, "serve", "--data", data.toString())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(file(".log").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file(".log").toFile()))
                .start());
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        if (node.isEmpty()) return;
        node.get().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        node = Optional.empty();
    }

    void stop() throws InterruptedException {
        if (node.isEmpty()) return;
        node.get().destroy();
        if (!node.get().waitFor(10, TimeUnit.SECONDS)) kill();
        node = Optional.empty();
    }

    /** The line's summary from {@code ringdown status}, or empty while the node does not answer. */
    Optional<Json.Obj> status() throws InterruptedException {
        try {
            Json.Obj status = parse(run("status", "--json", "--data", data.toString()));
            return status.get("lines")
                    .flatMap(lines -> ((Json.Arr) lines).items().stream().findFirst())
                    .map(Json.Obj.class::cast);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Every entry here: place to leaf hash and delivery state, in the order of arrival. */
    Map<String, String[]> entries() throws IOException, InterruptedException {
        Map<String, String[]> out = new LinkedHashMap<>();
        for (String line : run("tail", "--json", "--after", "0", "--data", data.toString())
                .lines()
                .toList()) {
            Json.Obj entry = parse(line);
            String place = text(entry, "party") + "/" + text(entry, "epoch") + "/" + number(entry, "index");
            out.put(place, new String[] {text(entry, "leafHash"), text(entry, "state"), text(entry, "type")});
        }
        return out;
    }

    void say(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("send", "--json", "--data", data.toString()));
        command.addAll(List.of(words));
        run(command.toArray(String[]::new));
    }

    static Json.Obj parse(String text) throws IOException {
        try {
            return JsonReader.parseObject(text.strip().getBytes(StandardCharsets.UTF_8), BOUNDS);
        } catch (JsonException e) {
            throw new IOException("not the JSON that was promised: " + e.getMessage(), e);
        }
    }

    static String text(Json.Obj object, String name) {
        return object.get(name).orElse(Json.NULL) instanceof Json.Str text ? text.text() : "";
    }

    static long number(Json.Obj object, String name) {
        return object.get(name).orElse(Json.NULL) instanceof Json.Whole number ? number.value() : -1;
    }
}
