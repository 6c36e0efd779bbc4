package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Runs {@code spec/vectors/charter}. To write them anew: {@code -Dtest=VectorsTest -Dringdown.vectors=write}. */
final class VectorsTest {
    private static final JsonBounds BOUNDS = new JsonBounds(200_000, 12, 5_000, 100_000, 32);

    @Test
    void vectors_madeFromTheirSeeds_areTheOnesInTheFolder() throws Exception {
        SequencedMap<String, String> made = VectorMaker.all();
        if (System.getProperty("ringdown.vectors", "").equals("write")) VectorFiles.write(made);
        assertEquals(made, VectorFiles.read());
    }

    @Test
    void vectors_eachFileInTheFolder_comesToWhatItExpects() throws Exception {
        SequencedMap<String, String> files = VectorFiles.read();
        assertFalse(files.isEmpty());
        for (var entry : files.entrySet()) {
            Json.Obj file = JsonReader.parseObject(entry.getValue().getBytes(StandardCharsets.UTF_8), BOUNDS);
            JsonFields f = JsonFields.of(file);
            Json result = VectorRunner.result(f, file);
            f.check();
            String where = file.get("expect").isPresent()
                    ? "expect"
                    : file.get("words").isPresent() ? "words" : "rows";
            assertEquals(file.get(where).orElseThrow(), result, entry.getKey());
        }
    }

    @Test
    void spec_itsExample_isAVectorThatIsAccepted() throws Exception {
        String spec = Files.readString(VectorFiles.FOLDER.resolve("../../charter.md"));
        String vector = VectorFiles.read().getOrDefault("key-good-log.json", "");
        Json.Obj file = JsonReader.parseObject(vector.getBytes(StandardCharsets.UTF_8), BOUNDS);
        String paper = JsonFields.of(file).string("file", 20_000);
        assertTrue(spec.contains(paper.indent(4).replaceAll(" +\n", "\n")), paper);
    }
}
