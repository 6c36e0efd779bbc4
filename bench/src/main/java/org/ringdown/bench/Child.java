package org.ringdown.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another process of this bench, told what to do line by line; each command gets one line of answer. It runs on the flags
 * that {@code ringdown serve} runs on. For one thread.
 */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader from;
    private final PrintWriter to;
    private final String name;
    private final Path log;
    private String greeting = "";

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.to = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts it, and waits for its first line, {@code READY}. */
    static Child start(String name, Path log, String heap, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java(heap));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Child child = new Child(name, log, process);
        try {
            child.greeting = child.answer("READY");
            return child;
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    /** Java with this process's own flags and class path, but another heap. */
    static List<String> java(String heap) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-Xmx") && !flag.startsWith("-XX:AOT")) command.add(flag);
        }
        command.add("-Xmx" + heap);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        return command;
    }

    /** Sends a command and waits for its answer, without the word OK. */
    String ask(String command) throws IOException {
        to.println(command);
        return answer("OK");
    }

    /** Sends a command whose answer is asked for later. */
    void begin(String command) {
        to.println(command);
    }

    String answer(String word) throws IOException {
        String line = from.readLine();
        if (line == null) throw new IOException(name + " ended; see " + log);
        if (!line.startsWith(word)) throw new IOException(name + " said: " + line);
        return line.substring(word.length()).strip();
    }

    /** The numbers of an answer. */
    long[] numbers(String command) throws IOException {
        String answer = ask(command);
        if (answer.isEmpty()) return new long[0];
        String[] words = answer.split(" ", -1);
        long[] out = new long[words.length];
        for (int i = 0; i < out.length; i++) out[i] = Long.parseLong(words[i]);
        return out;
    }

    /** What it said when it was ready. */
    String greeting() {
        return greeting;
    }

    long pid() {
        return process.pid();
    }

    /** Resident memory now, in MB of a million bytes. */
    static double residentMb(long pid) throws IOException {
        return kib(pid, "VmRSS:") * 1024 / 1e6;
    }

    /** Resident memory at its largest. */
    static double residentPeakMb(long pid) throws IOException {
        return kib(pid, "VmHWM:") * 1024 / 1e6;
    }

    private static double kib(long pid, String row) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(row)) return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
        throw new IOException("no " + row + " of process " + pid);
    }

    @Override
    public void close() {
        to.close();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
