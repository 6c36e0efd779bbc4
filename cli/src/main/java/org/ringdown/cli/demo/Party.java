package org.ringdown.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One party of the demo: its folder, its ports, its node as a process of its own, and what that node told. */
final class Party {
    private static final String READY = "Serving on ";
    private static final long READY_S = 180;

    final String id;
    final Path data;
    final int apiPort;
    final int linePort;
    /** Where this party reaches its peer: the wire that can be cut. */
    final int wirePort;

    private final Path folder;
    private final Commands commands;
    private final NodeApi api;
    private final List<Journal> journals = new ArrayList<>();
    private Optional<Process> node = Optional.empty();

    Party(String id, Path folder, int firstPort, Commands commands) {
        this.id = id;
        this.folder = folder;
        this.data = folder.resolve(id + "-data");
        this.apiPort = firstPort;
        this.linePort = firstPort + 1;
        this.wirePort = firstPort + 2;
        this.commands = commands;
        this.api = new NodeApi(apiPort, data.resolve("cli.token"));
    }

    Path file(String suffix) {
        return folder.resolve(id + suffix);
    }

    NodeApi api() {
        return api;
    }

    /** What the node tells now; begins anew with a new store. */
    synchronized Journal journal() {
        return journals.getLast();
    }

    synchronized List<Journal> journals() {
        return List.copyOf(journals);
    }

    synchronized void follow(String line) {
        journals.forEach(Journal::close);
        journals.add(Journal.follow(api, line));
    }

    /** Runs a command on this party's data inside this process; refuses any exit but 0. */
    void does(String... words) throws DemoException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        commands.inside(all);
    }

    /** Runs a command on this party's data as a process and hands on what it wrote; refuses any exit but 0. */
    String asks(String... words) throws IOException, InterruptedException, DemoException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return commands.run(folder, all).mustBe(0).out();
    }

    /** Starts the node, and returns when it says that it serves. */
    synchronized void serve() throws IOException, InterruptedException, DemoException {
        Process process = commands.start(folder, List.of("serve", "--data", data.toString()));
        node = Optional.of(process);
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> log(process, ready));
        try {
            ready.get(READY_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DemoException(id + "'s node does not serve; the end of its log:\n" + logEnd(15));
        }
    }

    private void log(Process process, CompletableFuture<String> ready) {
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintStream log = new PrintStream(
                        Files.newOutputStream(file(".log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        true,
                        StandardCharsets.UTF_8)) {
            for (String row = said.readLine(); row != null; row = said.readLine()) {
                log.println(row);
                if (row.startsWith(READY)) ready.complete(row);
            }
        } catch (IOException e) {
            // killed in the middle of a line
        }
        ready.completeExceptionally(new IOException("ended"));
    }

    String logEnd(int rows) {
        try {
            List<String> all = Files.readAllLines(file(".log"));
            return String.join("\n", all.subList(Math.max(0, all.size() - rows), all.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    synchronized boolean isUp() {
        return node.filter(Process::isAlive).isPresent();
    }

    /** Lets the running node write no file beyond so many bytes, as a full or failing disk does; "unlimited" ends it. */
    synchronized void limitFiles(String bytes) throws IOException, InterruptedException, DemoException {
        String pid = Long.toString(node.orElseThrow().pid());
        ProcessBuilder prlimit = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":unlimited");
        int exit = prlimit.redirectErrorStream(true).start().waitFor();
        if (exit != 0) throw new DemoException("prlimit ended with " + exit + ": install the package util-linux");
    }

    /** kill -9. */
    synchronized void kill() throws InterruptedException {
        if (node.isEmpty()) return;
        node.get().destroyForcibly().waitFor();
        node = Optional.empty();
    }

    /** kill -9, then the store's files are deleted, as when a disk is lost; the second place stays. */
    void loseStore() throws IOException, InterruptedException {
        kill();
        for (Path file : storeFiles()) Files.delete(file);
    }

    List<Path> storeFiles() throws IOException {
        try (Stream<Path> files = Files.list(lineFolder())) {
            return files.filter(f -> f.getFileName().toString().startsWith("store.db"))
                    .toList();
        }
    }

    synchronized void stop() throws InterruptedException {
        if (node.isEmpty()) return;
        node.get().destroy();
        if (!node.get().waitFor(10, TimeUnit.SECONDS)) kill();
        node = Optional.empty();
    }

    /** The folder of the line; there is one. */
    Path lineFolder() throws IOException {
        try (Stream<Path> lines = Files.list(data.resolve("lines"))) {
            return lines.sorted().findFirst().orElseThrow(() -> new IOException("no line in " + data));
        }
    }

    String lineId() throws IOException {
        return lineFolder().getFileName().toString();
    }

    Path store() throws IOException {
        return lineFolder().resolve("store.db");
    }

    Path secondPlace() throws IOException {
        return data.resolve("second").resolve(lineId() + ".heads");
    }

    /** Ends the node and what follows it. */
    synchronized void end() throws InterruptedException {
        journals.forEach(Journal::close);
        api.close();
        stop();
    }
}
