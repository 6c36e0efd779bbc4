package org.ringdown.node;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/** One log record as one JSON object on one line. Control characters are escaped, so nobody can forge a line. */
final class JsonLogLines extends Formatter {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int TEXT_MAX = 8_192;

    @Override
    public String format(LogRecord record) {
        Json.ObjBuilder line = Json.obj()
                .put("time", UTC.format(Instant.ofEpochMilli(record.getMillis())))
                .put("level", level(record.getLevel()))
                .put("logger", clean(String.valueOf(record.getLoggerName())))
                .put("message", clean(String.valueOf(formatMessage(record))));
        Throwable thrown = record.getThrown();
        if (thrown != null) line.put("thrown", clean(trace(thrown)));
        return JsonWriter.compact(line.build()) + "\n";
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) return "ERROR";
        if (level.intValue() >= Level.WARNING.intValue()) return "WARNING";
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** Replaces what JSON can't carry and what hides or turns text on a screen; keeps a line short. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(point -> clean.appendCodePoint(isBad(point) ? 0xFFFD : point));
        if (clean.length() <= TEXT_MAX) return clean.toString();
        int end = Character.isHighSurrogate(clean.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
        return clean.substring(0, end) + "… (cut)";
    }

    private static boolean isBad(int point) {
        boolean unpaired = point >= 0xD800 && point <= 0xDFFF;
        boolean noncharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
        boolean control = Character.isISOControl(point) && point != '\n' && point != '\r' && point != '\t';
        int type = Character.getType(point);
        boolean unseen =
                type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
        return unpaired || noncharacter || control || unseen;
    }
}
