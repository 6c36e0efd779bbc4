package org.ringdown.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Founds a line between two invented parties on this machine; {@code --once} drives it and holds it to the laws. */
public final class Demo {
    private static final int NEGATIVE = 1;
    private static final int INPUT = 2;
    private static final int ENVIRONMENT = 3;

    private Demo() {}

    /**
     * Runs the demo and ends the process: 0 all held, 1 something did not, 2 wrong words, 3 this machine.
     *
     * @param args as {@link DemoOptions#USAGE} says
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        List<String> words = List.of(args);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(DemoOptions.USAGE);
            return;
        }
        try {
            System.exit(run(DemoOptions.parse(words)));
        } catch (DemoException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(INPUT);
        } catch (IOException e) {
            System.err.println("demo: " + e);
            System.exit(ENVIRONMENT);
        }
    }

    private static int run(DemoOptions options) throws IOException, InterruptedException, DemoException {
        boolean own = options.folder().isEmpty();
        Path folder = own
                ? Files.createTempDirectory("ringdown-demo")
                : Files.createDirectories(options.folder().get());
        if (options.once()) refuseFull(folder);
        Stage stage = new Stage(folder, options.base());
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "stop"));
        try {
            if (!options.once()) {
                Stay.run(stage);
                return 0;
            }
            PrintStream report = System.out;
            System.setOut(System.err); // what the commands say on the way
            boolean ok = Once.run(stage, report);
            stage.close();
            if (ok && own) delete(folder);
            else System.err.println("demo: everything of this run lies in " + folder);
            return ok ? 0 : NEGATIVE;
        } catch (DemoException e) {
            System.err.println("demo: " + e.getMessage());
            return ENVIRONMENT;
        }
    }

    private static void refuseFull(Path folder) throws IOException, DemoException {
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new DemoException(folder + " is not empty: with --once give a new folder, or none");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
