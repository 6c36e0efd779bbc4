package org.ringdown.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One party's node in a Java process of its own, so that it can be killed, stopped, or run under strace. */
final class NodeProcess implements AutoCloseable {
    private static final long WAIT_S = 60;

    private final Process process;
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a node and waits until it serves. */
    static NodeProcess serve(TwoNodes.Side side, Path scratch) {
        NodeProcess node = start(side, scratch, List.of());
        Waiting.until("serving: " + node.log(), () -> node.serves() || !node.isAlive());
        if (!node.isAlive()) throw new AssertionError("the node did not start: " + node.log());
        return node;
    }

    /** Starts a node behind a command such as strace, and does not wait. */
    static NodeProcess start(TwoNodes.Side side, Path scratch, List<String> before) {
        List<String> command = new ArrayList<>(before);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx72m", "-Xshare:auto"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dcom.amazon.corretto.crypto.provider.registerEdKeyFactory=true");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, ServingMain.class.getName()));
        command.add(side.data.root().toString());
        try {
            Path log = Files.createTempFile(scratch, side.party + "-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectError(log.toFile());
            builder.redirectOutput(Path.of(log + ".out").toFile());
            return new NodeProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean serves() {
        try {
            return Files.readString(Path.of(log + ".out")).startsWith("serving ");
        } catch (IOException e) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has logged so far. */
    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most memory that it has had so far, all of the process. */
    long peakMiB() {
        try {
            return Files.readAllLines(Path.of("/proc/" + node().pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It lives, and its log knows of no fault of ours. */
    void assertWell() {
        String log = log();
        List<String> faults = List.of("OutOfMemory", "fault of ours", "a thread ended");
        if (!isAlive() || faults.stream().anyMatch(log::contains)) throw new AssertionError("it is not well: " + log);
    }

    /** kill -9, of the node itself where it runs behind another command. */
    void kill() {
        node().destroyForcibly();
        awaitEnd();
    }

    /** Sends a signal by its name. */
    void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(node().pid()))
                    .start()
                    .waitFor();
            if (code != 0) throw new AssertionError("kill -" + name + " failed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The Java process; behind strace it is strace's child. */
    ProcessHandle node() {
        Optional<ProcessHandle> child = process.toHandle().children().findFirst();
        return child.orElse(process.toHandle());
    }

    /** Waits for the end, however it comes. */
    void awaitEnd() {
        try {
            if (!process.waitFor(WAIT_S, TimeUnit.SECONDS)) throw new AssertionError("it does not end: " + log());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends it gracefully. */
    void stop() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) kill();
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
