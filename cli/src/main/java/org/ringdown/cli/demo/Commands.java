package org.ringdown.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ringdown.cli.Main;

/** Runs {@code bin/ringdown} as processes, and ends those that still run when the demo ends. */
final class Commands implements AutoCloseable {
    private static final String RINGDOWN = System.getenv().getOrDefault("RINGDOWN_BIN", "bin/ringdown");

    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /** How a command ended, and what it wrote. */
    record Ended(String command, int exit, String out) {
        Ended mustBe(int wanted) throws DemoException {
            if (exit == wanted) return this;
            throw new DemoException(command + " ended with " + exit + " instead of " + wanted + ": " + out.strip());
        }
    }

    /** Runs a command in this process: the same code, without a second Java for it. Its answer goes to stderr. */
    void inside(List<String> words) throws DemoException {
        int exit = Main.run(words.toArray(new String[0]));
        if (exit != 0) throw new DemoException("ringdown " + String.join(" ", words) + " ended with " + exit);
    }

    Ended run(Path folder, List<String> words) throws IOException, InterruptedException {
        return finish(start(builder(folder, words)), words);
    }

    /** Runs a command that gets nothing of this process's environment but what Java needs to start. */
    Ended runClean(Path folder, List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = builder(folder, words);
        String path = builder.environment().getOrDefault("PATH", "");
        String java = builder.environment().getOrDefault("JAVA_HOME", "");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("JAVA_HOME", java);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("RINGDOWN_BUILT", "1");
        return finish(start(builder), words);
    }

    Process start(Path folder, List<String> words) throws IOException {
        return start(builder(folder, words));
    }

    private static ProcessBuilder builder(Path folder, List<String> words) {
        List<String> command = new ArrayList<>(List.of(RINGDOWN));
        command.addAll(words);
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        running.removeIf(one -> !one.isAlive());
        running.add(process);
        return process;
    }

    private static Ended finish(Process process, List<String> words) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended("ringdown " + String.join(" ", words), process.waitFor(), out);
    }

    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
    }
}
