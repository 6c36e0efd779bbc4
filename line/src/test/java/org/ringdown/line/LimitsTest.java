package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Clocks;
import org.ringdown.charter.Precedence;
import org.ringdown.message.Bodies;
import org.ringdown.message.Leaf;
import org.ringdown.message.StatementId;

/** Law 13: the table in {@code spec/line.md} section 8 is the source's, number by number, and lacks nothing. */
final class LimitsTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| ([A-Z_]+) \\| ([\\d,]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    private static Map<String, Long> source() throws IllegalAccessException {
        Map<String, Long> out = new TreeMap<>();
        for (Field field : LineLimits.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) out.put(field.getName(), field.getLong(null));
        }
        out.put("FRAME_BYTES_MAX", (long) FrameCodec.FRAME_BYTES_MAX);
        out.put("LEAVES_MAX", (long) FrameCodec.LEAVES_MAX);
        out.put("LEAF_BYTES_MAX", (long) Leaf.BYTES_MAX);
        out.put("LEAF_OWN_BYTES_MAX", (long) Leaf.OWN_BYTES_MAX);
        out.put("TEXT_MAX", (long) Bodies.TEXT_MAX);
        out.put("FIELD_MAX", (long) Bodies.FIELD_MAX);
        out.put("STATEMENT_ID_MAX", (long) StatementId.CHARS_MAX);
        return out;
    }

    @Test
    void table_inTheSpec_isTheSource() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../line.md"));
        int from = spec.indexOf("### The line");
        Matcher row = ROW.matcher(spec.substring(from, spec.indexOf("### The transport")));
        Map<String, Long> table = new TreeMap<>();
        while (row.find()) table.put(row.group(1), Long.parseLong(row.group(2).replace(",", "")));
        assertEquals(source(), table);
    }

    @Test
    void deliveryTimes_areThoseOfTheRecordSpec() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../record.md"));
        for (Precedence p : Precedence.values()) {
            long seconds = Clocks.deliveryOnly().row(p).deliveryMs() / 1000;
            String due = seconds < 300 ? seconds + " s" : seconds / 60 + " min";
            assertTrue(spec.contains("| " + p + " | " + due + " |"), p + " " + due);
        }
    }

    /** Relations that the bounds must keep to each other. */
    @Test
    void bounds_fitEachOther() {
        assertTrue(LineLimits.CHUNK_MAX_BYTES + Leaf.BYTES_MAX + 4 * LineLimits.CHUNK_ENTRIES_MAX
                < FrameCodec.FRAME_BYTES_MAX);
        assertTrue(LineLimits.CHUNK_ENTRIES_MAX <= FrameCodec.LEAVES_MAX);
        assertTrue(Leaf.OWN_BYTES_MAX / 3 * 4 + 4_096 < Leaf.BYTES_MAX, "a carried-over leaf fits");
        assertTrue(LineLimits.DEGRADED_PERCENT > 300 && LineLimits.DEGRADED_PERCENT < LineLimits.DOWN_PERCENT);
        long heartbeatMs = Clocks.deliveryOnly().heartbeatMs();
        assertTrue(PathBoard.span(LineLimits.DOWN_PERCENT, heartbeatMs) + heartbeatMs <= 5_000, "law 8");
    }
}
