package org.ringdown.node;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/**
 * The log: one JSON object a line on standard error. Control characters are escaped by JSON, so nobody can forge a line;
 * message texts, keys and names of officers never go there.
 */
public final class NodeLog {
    private NodeLog() {}

    /** Sends this process's log to standard error as JSON lines. Called once, by the program that serves. */
    public static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) root.removeHandler(handler);
        ConsoleHandler handler = new ConsoleHandler();
        handler.setFormatter(new JsonLines());
        root.addHandler(handler);
        root.setLevel(Level.INFO);
        Logger.getLogger("org.eclipse.jetty").setLevel(Level.WARNING);
        Logger.getLogger("io.javalin").setLevel(Level.WARNING);
    }

    /** One record as one line. */
    static final class JsonLines extends Formatter {
        @Override
        public String format(LogRecord record) {
            Json.ObjBuilder line = Json.obj()
                    .put("time", Instant.ofEpochMilli(record.getMillis()).toString())
                    .put("level", record.getLevel().getName())
                    .put("logger", clean(String.valueOf(record.getLoggerName())))
                    .put("message", clean(String.valueOf(formatMessage(record))));
            Throwable thrown = record.getThrown();
            if (thrown != null) line.put("thrown", clean(trace(thrown)));
            return JsonWriter.compact(line.build()) + "\n";
        }

        private static String trace(Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }

        /** Replaces what JSON can't carry. */
        private static String clean(String text) {
            StringBuilder clean = new StringBuilder();
            text.codePoints().forEach(point -> {
                boolean bad = (point >= 0xD800 && point <= 0xDFFF)
                        || (point & 0xFFFE) == 0xFFFE
                        || (point >= 0xFDD0 && point <= 0xFDEF);
                clean.appendCodePoint(bad ? 0xFFFD : point);
            });
            return clean.toString();
        }
    }
}
