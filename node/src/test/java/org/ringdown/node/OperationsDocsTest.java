package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringdown.line.LineLimits;
import org.ringdown.line.LineStatus;
import org.ringdown.message.LogId;
import org.ringdown.paths.StreamDeadlines;
import org.ringdown.paths.StreamLimits;
import org.ringdown.transcript.Rfc6962;

/**
 * The operations pages say what the code does. The two generated ones are written anew with
 * {@code mvn test -Dtest=OperationsDocsTest -DargLine=-Dringdown.write=true}.
 */
final class OperationsDocsTest {
    private static final Path DOCS = Path.of("../docs/operations");

    private static void check(String page, String expected) throws IOException {
        if (Boolean.getBoolean("ringdown.write")) Files.writeString(DOCS.resolve(page), expected);
        assertEquals(expected, Files.readString(DOCS.resolve(page)), page + " is not what the code says");
    }

    @Test
    void configurationPage_isTheShippedSample() throws IOException {
        String sample = NodeConfig.sample("northland", NodeConfig.API_DEFAULT, NodeConfig.LINE_DEFAULT);
        check(
                "configuration.md",
                "# Configuration\n\nThe file `ringdown.toml` that `ringdown init` writes, with every key and its default. A key that"
                        + " is not known is refused\nat the start, with the nearest known one. This page is generated.\n\n"
                        + "```toml\n" + sample + "```\n");
    }

    @Test
    void limitsPage_isTheTable() throws ReflectiveOperationException, IOException {
        StringBuilder page =
                new StringBuilder("# Limits\n\nEvery bound of the node, and what happens beyond it. This page is"
                        + " generated.\n\n## The node and its API\n\n");
        page.append(Limit.table());
        page.append("\n## The line (`spec/line.md` says what they do)\n\n| limit | amount |\n|---|---:|\n");
        for (Field field : LineLimits.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()))
                row(page, field.getName(), ((Number) field.get(null)).longValue());
        }
        page.append("\n## The stream below it\n\n| limit | amount |\n|---|---:|\n");
        StreamLimits limits = StreamLimits.standard();
        StreamDeadlines deadlines = StreamDeadlines.standard();
        row(page, "frame-bytes-max", StreamLimits.FRAME_BYTES_MAX);
        row(page, "queue-bytes-max", limits.queueBytesMax());
        row(page, "queues-bytes-max", limits.queuesBytesMax());
        row(page, "unauthenticated-max", limits.unauthenticatedMax());
        row(page, "sessions-max", limits.sessionsMax());
        row(page, "connect-ms", deadlines.connectMs());
        row(page, "handshake-ms", deadlines.handshakeMs());
        row(page, "idle-ms", deadlines.idleMs());
        row(page, "flush-ms", deadlines.flushMs());
        check("limits.md", page.toString());
    }

    private static void row(StringBuilder page, String name, long amount) {
        page.append("| ").append(name.toLowerCase(Locale.ROOT).replace('_', '-'));
        page.append(" | ").append(amount).append(" |\n");
    }

    @Test
    void spec_hasTheLimitsOfTheTable() throws IOException {
        String spec = Files.readString(Path.of("../spec/openapi.yaml"));
        assertTrue(
                spec.contains("text: { type: string, minLength: 1, maxLength: " + Limit.TEXT_POINTS.amount() + " }"));
        assertTrue(spec.contains("FieldText: { type: string, maxLength: " + Limit.FIELD_POINTS.amount()));
        assertTrue(spec.contains("subject: { type: string, minLength: 1, maxLength: " + Limit.SUBJECT_POINTS.amount()));
        assertTrue(
                spec.contains("readBack: { type: string, minLength: 1, maxLength: " + Limit.READ_BACK_POINTS.amount()));
        assertTrue(spec.contains(
                "reservation: { type: string, minLength: 1, maxLength: " + Limit.RESERVATION_POINTS.amount()));
        assertTrue(spec.contains("references: { type: array, maxItems: " + Limit.REFERENCES.amount()));
        assertTrue(spec.contains("maxItems: " + Limit.BATCH_MESSAGES.amount()));
        assertTrue(spec.contains("maximum: " + Limit.PAGE_ENTRIES.amount() + ", default"));
        assertEquals(org.ringdown.message.Leaf.BYTES_MAX, Limit.LEAF_BYTES.amount(), "an entry's size");
    }

    @Test
    void metricsPage_namesWhatIsScraped_andNothingElse() throws IOException {
        NodeMetrics metrics = new NodeMetrics(new Bugs());
        LineStatus.Log log = new LineStatus.Log(new LogId("northland", "1-00000000"), 0, Rfc6962.EMPTY_ROOT, 0);
        LineStatus status = new LineStatus(List.of(), List.of(), Optional.empty(), log, Optional.empty(), 0);
        metrics.line("0".repeat(32), () -> status, () -> 0);
        metrics.streams(() -> 0);
        metrics.alarm("0".repeat(32), "path-down");
        metrics.problem(Problem.INTERNAL);
        TreeSet<String> scraped = new TreeSet<>(List.of("ringdown_entries_total")); // counted per entry kept
        Matcher names = Pattern.compile("(?m)^(ringdown_[a-z_]+)[ {]").matcher(metrics.scrape());
        while (names.find()) scraped.add(names.group(1).replaceAll("_(bucket|count|sum)$", ""));
        TreeSet<String> documented = new TreeSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| `(ringdown_[a-z_]+)` \\|").matcher(page("metrics.md"));
        while (rows.find()) documented.add(rows.group(1));
        assertEquals(scraped, documented);
    }

    private static String page(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }

    @Test
    void alarmsPage_hasEveryAlarmAndState_thatTheCodeRaises() throws IOException {
        String page = page("alarms.md");
        TreeSet<String> missing = new TreeSet<>();
        int codes = 0;
        for (String module : List.of("../line", "../node")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    Matcher alarm = Pattern.compile("(?:alarm|PostEvent\\.Alarm)\\(\\s*\"([a-z-]+)\"")
                            .matcher(Files.readString(file));
                    while (alarm.find()) {
                        codes++;
                        if (!page.contains("| `" + alarm.group(1) + "`")) missing.add(alarm.group(1));
                    }
                }
            }
        }
        for (LineStatus.Name state : LineStatus.Name.values()) {
            if (!page.contains("| " + state.wire() + " |")) missing.add(state.wire());
        }
        assertEquals(new TreeSet<>(), missing);
        assertTrue(codes >= 10, "only " + codes + " alarms were found in the code");
    }
}
