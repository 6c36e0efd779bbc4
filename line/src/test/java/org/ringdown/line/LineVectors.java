package org.ringdown.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;

/** Makes {@code spec/vectors/line}: frames, signed notes and short sessions, one fault each. */
final class LineVectors {
    private static final HexFormat HEX = HexFormat.of();
    private final SequencedMap<String, String> files = new TreeMap<>();

    private LineVectors() {}

    static SequencedMap<String, String> all() {
        LineVectors made = new LineVectors();
        made.frames();
        made.fields();
        made.leaves();
        made.bounds();
        NoteVectors.all(made);
        SessionVectors.all(made);
        return made.files;
    }

    /** One good frame of each type. */
    static SequencedMap<String, Frame> good() {
        SequencedMap<String, Frame> out = new TreeMap<>();
        North north = North.with(3);
        String head = north.head(5);
        out.put(
                "hello",
                new Frame.Hello(
                        TestKeys.LINE,
                        "northland",
                        "c3".repeat(32),
                        North.SESSION,
                        Frame.Kind.URGENT,
                        "cable-2",
                        "1-9f3c02ab",
                        Map.of("1-9f3c02ab", 5L),
                        Map.of("1-47d1e0c5", North.head(new LogId("southland", "1-47d1e0c5"), 2, north.root(2))),
                        Map.of()));
        out.put("entries", north.entries(2, 5));
        out.put("overtake", north.overtake(4));
        out.put("receipt", new Frame.Receipt(North.LOG, NoteVectors.receipt(head), false));
        out.put("early", new Frame.Early(NoteVectors.early(NoteVectors.earlyText(north, 4))));
        out.put("got", new Frame.Got(131_072));
        out.put(
                "heartbeat",
                new Frame.Heartbeat(
                        12,
                        1_795_624_200_000L,
                        Optional.of(new Frame.Echo(11, 1_795_624_199_640L, 360)),
                        Map.of("1-47d1e0c5", 19L),
                        List.of(),
                        1_000));
        out.put(
                "unrecorded",
                new Frame.Unrecorded(north.unrecorded(
                        "stop-firing",
                        EntryType.STOP,
                        Json.obj().put("what", "firing into grid 41").build())));
        out.put(
                "dispute",
                new Frame.Dispute(North.LOG, "FORK", List.of(head, North.head(North.LOG, 5, north.root(4)))));
        out.put("bye", new Frame.Bye("WRONG_LINE", "This address serves another line."));
        return out;
    }

    /** ASK by its bytes, since what it may ask for has grown. */
    private static final String ASK = "{\"party\":\"southland\",\"epoch\":\"1-47d1e0c5\",\"first\":17}";

    private void frames() {
        good().forEach((name, frame) -> good("frame-good-" + name, FrameCodec.encode(frame)));
        good("frame-good-ask", frame(8, ASK));
        good(
                "frame-good-heartbeat-no-echo",
                frame(7, "{\"seq\":1,\"wallMs\":0,\"held\":{},\"states\":[\"RECORD-STOPPED\"],\"nextMs\":60000}"));
        good(
                "frame-good-entries-none",
                FrameCodec.encode(new Frame.Entries(North.LOG, 5, North.with(3).head(5), List.of())));
        good("frame-good-field-unknown", frame(6, "{\"bytes\":1,\"later\":[1,2]}"));
        good("frame-good-white-space", frame(6, " {\n \"bytes\" : 1 }\n"));
        bad("frame-empty", "No byte at all.", new byte[0], "UNKNOWN_FRAME");
        bad("frame-type-0", "There is no type 0.", frame(0, "{}"), "UNKNOWN_FRAME");
        bad("frame-type-12", "There is no type 12, whatever follows.", frame(12, "not JSON"), "UNKNOWN_FRAME");
        bad("frame-type-255", "There is no type 255.", frame(255, "{}"), "UNKNOWN_FRAME");
        bad("frame-type-alone", "A type without a payload.", new byte[] {6}, "MALFORMED_FRAME");
        bad("frame-not-json", "The payload is no JSON.", frame(6, "bytes=1"), "MALFORMED_FRAME");
        bad("frame-array", "The payload is a list.", frame(6, "[1]"), "MALFORMED_FRAME");
        bad("frame-trailing", "Something follows the object.", frame(6, "{\"bytes\":1}{}"), "MALFORMED_FRAME");
        bad("frame-duplicate-name", "A name stands twice.", frame(6, "{\"bytes\":1,\"bytes\":1}"), "MALFORMED_FRAME");
        bad(
                "frame-lone-surrogate",
                "Half a surrogate pair.",
                frame(11, "{\"code\":\"X\",\"text\":\"\\udc00\"}"),
                "MALFORMED_FRAME");
        byte[] torn = frame(11, "{\"code\":\"X\",\"text\":\"?\"}");
        torn[torn.length - 3] = (byte) 0xc3;
        bad("frame-not-utf8", "The first of two bytes.", torn, "MALFORMED_FRAME");
        bad(
                "frame-depth-7",
                "Nested 7 deep.",
                frame(6, "{\"bytes\":1,\"x\":" + "[".repeat(6) + "]".repeat(6) + "}"),
                "MALFORMED_FRAME");
        bad(
                "frame-bomb",
                "4,097 values.",
                frame(6, "{\"bytes\":1,\"x\":[" + "0,".repeat(4_096) + "0]}"),
                "MALFORMED_FRAME");
        bad(
                "frame-number-long",
                "A number of 25 characters.",
                frame(6, "{\"bytes\":1,\"x\":0." + "1".repeat(23) + "}"),
                "MALFORMED_FRAME");
    }

    /** Every field of every frame left out, and of another type. */
    private void fields() {
        Map<String, byte[]> frames = good().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> FrameCodec.encode(e.getValue()), (a, b) -> a, TreeMap::new));
        frames.put("ask", frame(8, ASK));
        frames.forEach((name, bytes) -> {
            Json.Obj header = header(bytes);
            for (String field : header.fields().keySet()) {
                if (field.equals("echo")) continue;
                bad(
                        "frame-" + name + "-no-" + slug(field),
                        "The field " + field + " is missing.",
                        with(bytes, change(header, field, Optional.empty())),
                        "MALFORMED_FRAME");
            }
            for (String field : header.fields().keySet()) {
                bad(
                        "frame-" + name + "-" + slug(field) + "-wrong-type",
                        "The field " + field + " is true or false, or else a number.",
                        with(bytes, change(header, field, Optional.of(otherType(header, field)))),
                        "MALFORMED_FRAME");
            }
        });
    }

    private static Json otherType(Json.Obj header, String field) {
        return header.get(field).orElseThrow() instanceof Json.Bool ? Json.of(1) : Json.of(true);
    }

    private void leaves() {
        byte[] entries = FrameCodec.encode(North.with(3).entries(2, 5));
        int newline = newline(entries);
        bad("entries-no-newline", "The JSON is not ended.", Arrays.copyOf(entries, newline), "TRUNCATED_FRAME");
        bad(
                "entries-leaf-cut-off",
                "The last leaf lacks a byte.",
                Arrays.copyOf(entries, entries.length - 1),
                "TRUNCATED_FRAME");
        bad(
                "entries-length-cut-off",
                "Three bytes of a length.",
                Arrays.copyOf(entries, newline + 4),
                "TRUNCATED_FRAME");
        bad(
                "entries-byte-behind",
                "A byte behind the last leaf.",
                Arrays.copyOf(entries, entries.length + 1),
                "TRUNCATED_FRAME");
        byte[] large = entries.clone();
        large[newline + 1] = (byte) 0xff;
        bad("entries-length-negative", "A length with the highest bit set.", large, "TRUNCATED_FRAME");
        List<byte[]> many =
                IntStream.range(0, 1_024).mapToObj(i -> new byte[] {'\n'}).toList();
        good("entries-good-1024-leaves", FrameCodec.encode(new Frame.Entries(North.LOG, 0, "", many)));
        List<byte[]> more = new ArrayList<>(many);
        more.add(new byte[0]);
        bad(
                "entries-1025-leaves",
                "One leaf too many.",
                FrameCodec.encode(new Frame.Entries(North.LOG, 0, "", more)),
                "TOO_MUCH");
        byte[] overtake = FrameCodec.encode(North.with(3).overtake(4));
        bad(
                "overtake-no-leaf",
                "The leaf is missing.",
                Arrays.copyOf(overtake, newline(overtake) + 1),
                "MALFORMED_FRAME");
        bad(
                "overtake-two-leaves",
                "An empty second leaf.",
                Arrays.copyOf(overtake, overtake.length + 4),
                "MALFORMED_FRAME");
    }

    private void bounds() {
        Json.Obj hello = header(FrameCodec.encode(good().getOrDefault("hello", new Frame.Got(0))));
        String[] names = {"own", "held", "known"};
        for (String name : names) {
            Json value = name.equals("own") ? Json.of(1) : Json.of("x");
            good(
                    "hello-good-64-" + name,
                    frame(1, JsonWriter.compact(change(hello, name, Optional.of(epochs(64, value))))));
            bad(
                    "hello-65-" + name,
                    "65 epochs.",
                    frame(1, JsonWriter.compact(change(hello, name, Optional.of(epochs(65, value))))),
                    "MALFORMED_FRAME");
            bad(
                    "hello-" + name + "-not-an-epoch",
                    "A name that is no epoch.",
                    frame(
                            1,
                            JsonWriter.compact(change(
                                    hello,
                                    name,
                                    Optional.of(Json.obj().put("one", value).build())))),
                    "MALFORMED_FRAME");
        }
        bad(
                "hello-version-other",
                "Another version.",
                changed(1, hello, "v", Json.of("ringdown/line/v2")),
                "MALFORMED_FRAME");
        bad(
                "hello-kind-unknown",
                "A kind that is none.",
                changed(1, hello, "kind", Json.of("SLOW")),
                "MALFORMED_FRAME");
        bad(
                "hello-session-short",
                "31 digits.",
                changed(1, hello, "session", Json.of("0".repeat(31))),
                "MALFORMED_FRAME");
        bad("hello-session-empty", "No digits.", changed(1, hello, "session", Json.of("")), "MALFORMED_FRAME");
        bad("hello-epoch-form", "Not an epoch.", changed(1, hello, "epoch", Json.of("first")), "MALFORMED_FRAME");
        bad(
                "hello-path-long",
                "129 characters.",
                changed(1, hello, "path", Json.of("p".repeat(129))),
                "MALFORMED_FRAME");
        bad(
                "hello-own-size-negative",
                "A size below 0.",
                changed(1, hello, "own", epochs(1, Json.of(-1))),
                "MALFORMED_FRAME");
        bad(
                "entries-first-large",
                "2^53 - 1 as an index.",
                frame(8, ASK.replace("17", "9007199254740991")),
                "MALFORMED_FRAME");
        bad("got-negative", "Bytes below 0.", frame(6, "{\"bytes\":-1}"), "MALFORMED_FRAME");
        bad("got-fraction", "Half a byte.", frame(6, "{\"bytes\":0.5}"), "MALFORMED_FRAME");
        bad(
                "heartbeat-9-states",
                "Nine states.",
                frame(7, "{\"seq\":1,\"wallMs\":0,\"held\":{},\"states\":[" + "\"X\",".repeat(8) + "\"X\"]}"),
                "MALFORMED_FRAME");
        bad(
                "heartbeat-state-long",
                "A state of 41 characters.",
                frame(7, "{\"seq\":1,\"wallMs\":0,\"held\":{},\"states\":[\"" + "X".repeat(41) + "\"]}"),
                "MALFORMED_FRAME");
        bad(
                "dispute-5-notes",
                "Five notes.",
                frame(
                        10,
                        "{\"party\":\"northland\",\"epoch\":\"1-9f3c02ab\",\"kind\":\"FORK\",\"notes\":[\"\",\"\",\"\",\"\",\"\"]}"),
                "MALFORMED_FRAME");
        bad(
                "bye-text-long",
                "A text of 1,001 characters.",
                frame(11, "{\"code\":\"X\",\"text\":\"" + "x".repeat(1_001) + "\"}"),
                "MALFORMED_FRAME");
        Json.Obj overtake = header(FrameCodec.encode(North.with(3).overtake(4)));
        byte[] whole = FrameCodec.encode(North.with(3).overtake(4));
        bad(
                "overtake-64-hashes",
                "A proof of 64 hashes.",
                with(whole, change(overtake, "proof", Optional.of(hashes(64)))),
                "MALFORMED_FRAME");
        bad(
                "overtake-hash-short",
                "A hash of 31 bytes.",
                with(whole, change(overtake, "proof", Optional.of(Json.strings(List.of("A".repeat(40) + "AA=="))))),
                "MALFORMED_FRAME");
    }

    private static Json hashes(int count) {
        return Json.strings(
                IntStream.range(0, count).mapToObj(i -> "A".repeat(43) + "=").toList());
    }

    private static Json.Obj epochs(int count, Json value) {
        Json.ObjBuilder out = Json.obj();
        for (int i = 1; i <= count; i++) out.put(i + "-00000000", value);
        return out.build();
    }

    private static byte[] changed(int type, Json.Obj header, String field, Json value) {
        return frame(type, JsonWriter.compact(change(header, field, Optional.of(value))));
    }

    private static Json.Obj change(Json.Obj object, String field, Optional<Json> value) {
        Json.ObjBuilder out = Json.obj();
        object.fields().forEach((name, old) -> {
            if (!name.equals(field)) out.put(name, old);
            else value.ifPresent(v -> out.put(name, v));
        });
        return out.build();
    }

    static byte[] frame(int type, String payload) {
        byte[] json = payload.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[json.length + 1];
        out[0] = (byte) type;
        System.arraycopy(json, 0, out, 1, json.length);
        return out;
    }

    /** The same frame with another header. */
    private static byte[] with(byte[] frame, Json.Obj header) {
        byte[] head = frame(frame[0], JsonWriter.compact(header));
        int end = end(frame);
        byte[] out = Arrays.copyOf(head, head.length + frame.length - end);
        System.arraycopy(frame, end, out, head.length, frame.length - end);
        return out;
    }

    private static int newline(byte[] frame) {
        int at = 0;
        while (frame[at] != '\n') at++;
        return at;
    }

    private static int end(byte[] frame) {
        return FrameJson.carriesLeaves(frame[0]) ? newline(frame) : frame.length;
    }

    private static Json.Obj header(byte[] frame) {
        try {
            byte[] json = Arrays.copyOfRange(frame, 1, end(frame));
            return JsonReader.parseObject(json, JsonBounds.LEAF);
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    private void good(String name, byte[] frame) {
        int end = end(frame);
        Json.ObjBuilder file = start(name, "Read without a fault.", "frame")
                .put("frameHex", HEX.formatHex(frame))
                .put("expect", "ok")
                .put("header", new String(frame, 1, end - 1, StandardCharsets.UTF_8));
        if (end < frame.length) file.put("leavesHex", leavesHex(frame, end + 1));
        put(file);
    }

    private static Json leavesHex(byte[] frame, int from) {
        List<String> out = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(frame, from, frame.length - from);
        while (in.hasRemaining()) {
            byte[] leaf = new byte[in.getInt()];
            in.get(leaf);
            out.add(HEX.formatHex(leaf));
        }
        return Json.strings(out);
    }

    private void bad(String name, String about, byte[] frame, String expect) {
        put(start(name, about, "frame").put("frameHex", HEX.formatHex(frame)).put("expect", expect));
    }

    static Json.ObjBuilder start(String name, String about, String kind) {
        return Json.obj().put("name", name).put("about", about).put("kind", kind);
    }

    void put(Json.ObjBuilder builder) {
        Json.Obj file = builder.build();
        String name = Marks.text(file, "name");
        if (files.put(name + ".json", JsonWriter.pretty(file)) != null) {
            throw new IllegalStateException("two vectors named " + name);
        }
    }

    private static String slug(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
