package org.ringdown.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.transcript.Rfc6962;

/** Runs {@code spec/vectors/record}. To write them anew: {@code -Dtest=VectorsTest -Dringdown.vectors=write}. */
final class VectorsTest {
    private static final JsonBounds BOUNDS = new JsonBounds(400_000, 4, 32, 200_000, 32);

    @Test
    void vectors_madeAnew_areTheOnesInTheFolder() throws Exception {
        SequencedMap<String, String> made = RecordVectors.all();
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
            String expected = in.string("expect", 40);
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
    void spec_itsExample_isTheVectorGood() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../record.md"));
        String leaf = fields(VectorFiles.read().getOrDefault("good.json", "{}")).string("leaf", 65_536);
        assertTrue(spec.contains(leaf.indent(4)), leaf);
    }

    private static JsonFields fields(String file) throws JsonException {
        return JsonFields.of(JsonReader.parseObject(file.getBytes(StandardCharsets.UTF_8), BOUNDS));
    }

    private static String run(JsonFields in) {
        String kind = in.string("kind", 20);
        return switch (kind) {
            case "leaf" -> leaf(in);
            case "epoch" -> LogId.isEpoch(in.string("value", 200)) ? "ok" : "bad-field";
            case "statement-id" -> StatementId.isValid(in.string("value", 200)) ? "ok" : "bad-field";
            default -> "no runner for the kind " + kind;
        };
    }

    private static String leaf(JsonFields in) {
        byte[] bytes = in.optionalString("leafHex", 200_000)
                .map(HexFormat.of()::parseHex)
                .orElseGet(() -> Leaves.utf8(in.string("leaf", 200_000)));
        try {
            Leaf.parse(bytes);
        } catch (MessageException e) {
            return e.reason().wire();
        }
        assertEquals(in.hex("leafHash", 64), Rfc6962.leaf(bytes).hex());
        return "ok";
    }

    /** What is read says the same as the bytes: an own leaf is written back byte for byte. */
    @Test
    void good_readAndWritten_givesTheSameBytes() throws Exception {
        for (String name : List.of("good", "good-no-held", "good-body-ack", "good-no-offset", "good-body-found")) {
            String text = fields(VectorFiles.read().getOrDefault(name + ".json", "{}"))
                    .string("leaf", 65_536);
            Leaf leaf = Leaf.parse(Leaves.utf8(text));
            byte[] back = Leaf.bytes(Leaf.line1(leaf.statement()), leaf.seal());
            assertEquals(text, new String(back, StandardCharsets.UTF_8), name);
        }
    }

    @Test
    void vectors_everyTypeAndReason_isThere() throws Exception {
        String all = String.join("\n", VectorFiles.read().values());
        for (EntryType type : EntryType.values()) {
            assertTrue(all.contains("\\\"type\\\":\\\"" + type.wire() + "\\\""), type.wire());
        }
        for (MessageException.Reason reason : MessageException.Reason.values()) {
            boolean ofThePlace =
                    reason == MessageException.Reason.MISPLACED || reason == MessageException.Reason.REPEATED;
            boolean there = all.contains("\"expect\": \"" + reason.wire() + "\"");
            assertEquals(!ofThePlace, there, reason.wire() + ": the two of the place are in spec/vectors/line");
        }
    }
}
