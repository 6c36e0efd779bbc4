package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.message.LogId;

/** Runs {@code spec/vectors/line}. To write them anew: {@code -Dtest=VectorsTest -Dringdown.vectors=write}. */
final class VectorsTest {
    private static final JsonBounds BOUNDS = new JsonBounds(2_000_000, 4, 4_096, 1_000_000, 32);
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void vectors_madeAnew_areTheOnesInTheFolder() throws Exception {
        SequencedMap<String, String> made = LineVectors.all();
        if (System.getProperty("ringdown.vectors", "").equals("write")) VectorFiles.write(made);
        assertEquals(made, VectorFiles.read());
    }

    @Test
    void vectors_eachFileInTheFolder_comesToWhatItExpects() throws Exception {
        SequencedMap<String, String> files = VectorFiles.read();
        assertFalse(files.isEmpty());
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            JsonFields in = fields(file.getValue());
            String expected = expected(in);
            String seen = run(in);
            in.string("about", 200);
            assertEquals(file.getKey(), in.string("name", 80) + ".json");
            in.refuseUnknown();
            in.check();
            if (!expected.equals(seen)) wrong.add(file.getKey() + ": " + seen + ", not " + expected);
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void spec_itsExample_isTheHeartbeatOfTheVectors() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../line.md"));
        JsonFields in = fields(VectorFiles.read().getOrDefault("frame-good-heartbeat.json", "{}"));
        byte[] frame = HEX.parseHex(in.string("frameHex", 1_000));
        assertTrue(spec.contains(new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8).indent(4)));
        assertTrue(spec.contains("00 00 00 %02x ".formatted(frame.length)), "length " + frame.length);
        assertTrue(spec.contains("    %02x ".formatted(frame[0])), "type " + frame[0]);
    }

    @Test
    void spec_everyCode_isInTheTableInTheOrderOfTheSource() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../line.md"));
        int at = spec.indexOf("## 9. Codes");
        for (FrameException.Code code : FrameException.Code.values()) {
            int next = spec.indexOf("\n| " + code + " |", at);
            assertTrue(next > at, code + " is not in section 9, or out of order");
            at = next;
        }
    }

    private static JsonFields fields(String file) throws JsonException {
        return JsonFields.of(JsonReader.parseObject(file.getBytes(StandardCharsets.UTF_8), BOUNDS));
    }

    private static String expected(JsonFields in) {
        String expect = in.string("expect", 40);
        if (!in.has("writes")) return expect;
        return expect + " writes " + in.strings("writes", 64, 80) + " cosigned " + in.optional("cosigned") + " early "
                + in.optional("early");
    }

    private static String run(JsonFields in) {
        String kind = in.string("kind", 20);
        return switch (kind) {
            case "frame" -> frame(in);
            case "head", "receipt", "early" -> note(kind, in);
            case "session" -> session(in);
            default -> "no runner for the kind " + kind;
        };
    }

    private static String frame(JsonFields in) {
        byte[] bytes = HEX.parseHex(in.string("frameHex", 1_000_000));
        Optional<String> header = in.optionalString("header", 200_000);
        List<String> leaves = in.has("leavesHex") ? in.strings("leavesHex", 1_024, 200_000) : List.of();
        try {
            Frame frame = FrameCodec.decode(bytes);
            byte[] again = FrameCodec.encode(frame);
            assertEquals(frame.getClass(), FrameCodec.decode(again).getClass());
            if (frame instanceof Frame.Entries e) {
                assertEquals(leaves, e.leaves().stream().map(HEX::formatHex).toList());
            }
            boolean canonical =
                    !header.orElse("").contains(" ") && !header.orElse("").contains("later");
            if (canonical && frame instanceof Frame.Got) assertArrayEquals(bytes, again);
            return "ok";
        } catch (FrameException e) {
            return e.code().name();
        }
    }

    private static String note(String kind, JsonFields in) {
        String origin = in.string("origin", 200);
        String[] parts = origin.split("/", -1);
        LogId log = new LogId(parts[1], parts[2]);
        assertEquals(1, in.strings("keys", 4, 400).size());
        LineSetup setup = new LineSetup(parts[0], "northland", "southland", "0".repeat(64), new TestKeys(), List.of());
        Heads heads = new Heads(setup, TestKeys.of("northland"));
        String note = in.string("note", 10_000);
        try {
            switch (kind) {
                case "head" -> heads.verify(log, note);
                case "receipt" -> heads.verifyReceipt(log, note);
                default -> heads.verifyEarly(note);
            }
            return "ok";
        } catch (FrameException e) {
            return e.code().name();
        }
    }

    private static String session(JsonFields in) {
        assertEquals(TestKeys.LINE, in.string("line", 32));
        String origin = in.string("origin", 200);
        in.strings("keys", 4, 400);
        Party south = Party.founded("southland", new TestClock());
        long founded = south.size(south.log());
        south.turn(p -> p.opened(new SessionOpened(1, Optional.empty(), "vector")));
        for (String hex : in.strings("framesHex", 100, 1_000_000)) {
            south.turn(p -> p.received(1, HEX.parseHex(hex)));
        }
        String end = "open";
        List<Json> cosigned = new ArrayList<>();
        List<Json> early = new ArrayList<>();
        for (Party.Sent sent : south.out) {
            switch (sent.frame()) {
                case Frame.Bye bye -> end = bye.code();
                case Frame.Receipt receipt -> cosigned.add(Json.of(sizeOf(receipt)));
                case Frame.Early one ->
                    early.add(Json.of(Long.parseLong(one.note().split("\n", -1)[2])));
                default -> assertFalse(origin.isEmpty());
            }
        }
        return end + " writes " + writes(south, founded) + " cosigned " + Optional.of(Json.of(cosigned)) + " early "
                + Optional.of(Json.of(early));
    }

    private static long sizeOf(Frame.Receipt receipt) {
        return Long.parseLong(receipt.note().split("\n", -1)[1]);
    }

    private static List<String> writes(Party south, long founded) {
        List<String> out = new ArrayList<>();
        for (KeptEntry entry : south.store.read(south.log(), founded, 1_000, Integer.MAX_VALUE)) {
            String type = entry.mark().type();
            if (type.equals("LINE STATUS")) continue;
            String leaf = new String(entry.leaf().array(), StandardCharsets.UTF_8);
            out.add(type.equals("UNREADABLE") ? type + " " + field(leaf, "index") + " " + field(leaf, "reason") : type);
        }
        return out;
    }

    private static String field(String leaf, String name) {
        String body = leaf.substring(leaf.indexOf("\"body\":"));
        String value = body.substring(body.indexOf("\"" + name + "\":") + name.length() + 3);
        return value.split("[,}]", 2)[0].replace("\"", "");
    }
}
