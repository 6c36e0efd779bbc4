package org.ringdown.node;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The log: one JSON object a line on standard error, whoever writes: this program, the HTTP server below it, a thread
 * that ends with a fault. Message texts, keys, tokens and names of officers never go there. The format is described in
 * {@code docs/operations/logs.md}.
 */
public final class NodeLog {
    /** What the HTTP server says of its own starting and stopping is no news. Held here: a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET = new ArrayList<>();

    private NodeLog() {}

    /** Sends this process's log to standard error as JSON lines. Called once, first, by the program that serves. */
    public static void install() {
        System.setProperty("java.util.logging.manager", Lasting.class.getName());
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) root.removeHandler(handler);
        ConsoleHandler handler = new ConsoleHandler();
        handler.setFormatter(new JsonLogLines());
        root.addHandler(handler);
        root.setLevel(Level.INFO);
        for (String name : List.of("org.eclipse.jetty", "io.javalin")) {
            Logger quiet = Logger.getLogger(name);
            quiet.setLevel(Level.WARNING);
            QUIET.add(quiet);
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> Logger.getLogger(NodeLog.class.getName())
                .log(Level.SEVERE, "a thread ended: " + thread.getName(), fault));
    }

    /** A log manager that keeps its handlers while the process stops, so that the stop itself is logged. */
    public static final class Lasting extends LogManager {
        /** Makes one; the Java runtime does. */
        public Lasting() {}

        @Override
        public void reset() {
            // the runtime calls this when the process begins to stop: too early
        }
    }
}
