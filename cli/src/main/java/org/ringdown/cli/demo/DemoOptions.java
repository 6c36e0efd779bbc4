package org.ringdown.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was typed after {@code bin/demo}.
 *
 * @param once drive every step and report, instead of staying
 * @param folder where everything lies; a fresh one where it is not given
 * @param base the first port: API and line of Northland, then the wire to the peer; Southland's are ten above
 */
record DemoOptions(boolean once, Optional<Path> folder, int base) {
    static final String USAGE = """
            bin/demo [--once] [--dir DIR] [--ports BASE]
              Two invented parties on this machine, founded as two ministries would found a line.
              Without --once it stays: sign in with the printed links, type cut, heal, kill, start; Ctrl-C ends it.
              --once        drives every step by itself; the last line of stdout is its JSON report
              --dir DIR     keep everything in DIR (with --once it must be empty); else a temporary folder
              --ports BASE  use BASE to BASE+2 and BASE+10 to BASE+12 (default 7410)
            """;
    private static final int BASE = 7410;

    /** Reads the words. */
    static DemoOptions parse(List<String> words) throws DemoException {
        boolean once = false;
        Optional<Path> folder = Optional.empty();
        int base = BASE;
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--once" -> once = true;
                case "--dir" -> folder = Optional.of(Path.of(value(words, ++i)).toAbsolutePath());
                case "--ports" -> base = port(value(words, ++i));
                default -> throw new DemoException("unknown option " + words.get(i) + "\n" + USAGE);
            }
        }
        return new DemoOptions(once, folder, base);
    }

    private static String value(List<String> words, int at) throws DemoException {
        if (at < words.size()) return words.get(at);
        throw new DemoException(words.get(at - 1) + " needs a value\n" + USAGE);
    }

    private static int port(String text) throws DemoException {
        if (text.matches("[0-9]{4,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1024 && port <= 65_000) return port;
        }
        throw new DemoException("--ports: a port from 1024 to 65000, such as 7510");
    }
}
