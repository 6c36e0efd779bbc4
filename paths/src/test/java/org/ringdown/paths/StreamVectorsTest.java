package org.ringdown.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;

/** Runs {@code spec/vectors/line/stream}, and holds the transport's table of {@code spec/line.md} to the source. */
final class StreamVectorsTest {
    private static final Path FOLDER = Path.of("..", "spec", "vectors", "line", "stream");
    private static final JsonBounds BOUNDS = new JsonBounds(2_000_000, 4, 256, 1_500_000, 32);
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z_]+) \\| ([\\d,]+) \\|", Pattern.MULTILINE);

    private static Map<String, String> made() {
        Map<String, String> out = new TreeMap<>();
        put(out, "good-none", "The connection ends at once.", "", "ok", List.of());
        put(out, "good-two", "Two frames back to back.", "00000001060000000307aabb", "ok", List.of("06", "07aabb"));
        put(out, "length-zero", "A frame of no bytes.", "0000000006", "length", List.of());
        put(out, "length-one-too-many", "A frame of 262,145 bytes.", "0004000106", "length", List.of());
        put(out, "length-highest-bit", "A length with the highest bit set.", "8000000006", "length", List.of());
        put(out, "length-all-bits", "A length of 2^32 - 1.", "ffffffff06", "length", List.of());
        put(out, "length-zero-after-good", "The first frame stands.", "000000010600000000", "length", List.of("06"));
        put(out, "length-cut-off", "Two bytes of a length.", "0000", "cut-off", List.of());
        put(out, "frame-missing", "A length and nothing more.", "00000002", "cut-off", List.of());
        put(out, "frame-cut-off", "One byte of two.", "0000000206", "cut-off", List.of());
        put(
                out,
                "frame-cut-off-after-good",
                "The first frame stands.",
                "00000001060000000206",
                "cut-off",
                List.of("06"));
        return out;
    }

    private static void put(
            Map<String, String> out, String name, String about, String stream, String expect, List<String> frames) {
        Json.Obj file = Json.obj()
                .put("name", name)
                .put("about", about)
                .put("kind", "stream")
                .put("streamHex", stream)
                .put("expect", expect)
                .put("framesHex", Json.strings(frames))
                .build();
        out.put(name + ".json", JsonWriter.pretty(file));
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(FOLDER)) return files;
        try (Stream<Path> paths = Files.list(FOLDER)) {
            for (Path path : paths.toList()) files.put(path.getFileName().toString(), Files.readString(path));
        }
        return files;
    }

    @Test
    void vectors_madeAnew_areTheOnesInTheFolder() throws IOException {
        Map<String, String> made = made();
        if (System.getProperty("ringdown.vectors", "").equals("write")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, String> file : made.entrySet())
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
        assertEquals(made, read());
    }

    @Test
    void vectors_eachFileInTheFolder_comesToWhatItExpects() throws Exception {
        assertFalse(read().isEmpty());
        for (Map.Entry<String, String> file : read().entrySet()) {
            JsonFields in =
                    JsonFields.of(JsonReader.parseObject(file.getValue().getBytes(StandardCharsets.UTF_8), BOUNDS));
            assertEquals(file.getKey(), in.string("name", 80) + ".json");
            assertEquals("stream", in.string("kind", 20), "no runner for another kind");
            List<String> frames = new ArrayList<>();
            assertEquals(
                    in.string("expect", 20),
                    run(HEX.parseHex(in.string("streamHex", 1_000_000)), frames),
                    file.getKey());
            assertEquals(in.strings("framesHex", 64, 1_000_000), frames, file.getKey());
            in.string("about", 200);
            in.refuseUnknown();
            in.check();
        }
    }

    private static String run(byte[] stream, List<String> frames) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(stream));
        try {
            for (Optional<byte[]> frame = Frames.read(in); frame.isPresent(); frame = Frames.read(in)) {
                frames.add(HEX.formatHex(frame.get()));
            }
            return "ok";
        } catch (EOFException e) {
            return "cut-off";
        } catch (IOException e) {
            return "length";
        }
    }

    @Test
    void table_ofTheTransport_isTheSource() throws Exception {
        String spec = Files.readString(FOLDER.resolve("../../../line.md"));
        Matcher row =
                ROW.matcher(spec.substring(spec.indexOf("### The transport"), spec.indexOf("### The node's API")));
        Map<String, Long> table = new TreeMap<>();
        while (row.find()) table.put(row.group(1), Long.parseLong(row.group(2).replace(",", "")));
        StreamDeadlines deadlines = StreamDeadlines.standard();
        StreamLimits limits = StreamLimits.standard();
        Map<String, Long> source = new TreeMap<>();
        source.put("CONNECT_MS", (long) deadlines.connectMs());
        source.put("HANDSHAKE_MS", (long) deadlines.handshakeMs());
        source.put("IDLE_MS", (long) deadlines.idleMs());
        source.put("FLUSH_MS", (long) deadlines.flushMs());
        source.put("QUEUE_BYTES_MAX", (long) limits.queueBytesMax());
        source.put("QUEUES_BYTES_MAX", limits.queuesBytesMax());
        source.put("UNAUTHENTICATED_MAX", (long) limits.unauthenticatedMax());
        source.put("ACCEPTED_MAX", (long) limits.sessionsMax());
        source.put("RETRY_FIRST_MS", (long) RetryPace.standard().firstMs());
        source.put("RETRY_LONGEST_MS", (long) RetryPace.standard().longestMs());
        assertEquals(source, table);
    }
}
