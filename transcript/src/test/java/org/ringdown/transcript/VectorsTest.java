package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs every file under {@code spec/vectors/transcript}, with both crypto providers, and holds the files to their generator.
 * To write them anew: {@code mvn -pl transcript -am test -Dtest=VectorsTest -Dringdown.vectors=write}.
 */
final class VectorsTest {
    private static final Path FOLDER = Path.of("../spec/vectors/transcript");

    @Test
    void files_together_areWhatTheGeneratorMakes() throws IOException {
        Map<String, String> made = new TreeMap<>();
        for (Vector vector : generate()) {
            String before = made.put(vector.path(), vector.toJson());
            assertEquals(null, before, "two vectors named " + vector.path());
        }
        if ("write".equals(System.getProperty("ringdown.vectors"))) write(made);
        assertEquals(made, read());
    }

    @Test
    void everyFile_withTheJdksCrypto_getsItsVerdict() throws IOException {
        runAll();
    }

    @Test
    void everyFile_withCorretto_getsItsVerdict() throws Throwable {
        Providers.withCorretto(VectorsTest::runAll);
    }

    private static List<Vector> generate() {
        List<Vector> all = new ArrayList<>(EdVectors.all());
        all.addAll(NoteVectors.all());
        all.addAll(HeadVectors.all());
        all.addAll(ProofVectors.all());
        return all;
    }

    private static void runAll() throws IOException {
        List<String> wrong = new ArrayList<>();
        read().forEach((path, json) -> {
            Vector vector = Vector.parse(path, json);
            String seen = Verdict.of(() -> run(vector));
            if (!seen.equals(vector.get("expect"))) wrong.add(path + ": " + seen + ", not " + vector.get("expect"));
        });
        assertEquals(List.of(), wrong);
    }

    private static void run(Vector vector) throws TranscriptException {
        switch (vector.group()) {
            case "ed25519" ->
                Ed25519.verify(
                        bytes(vector, "key"),
                        bytes(vector, "message").array(),
                        bytes(vector, "signature").array());
            case "vkey" ->
                assertEquals(
                        vector.get("vkey"),
                        VerifierKey.parse(vector.get("vkey")).toString());
            case "note" -> runNote(vector);
            case "head" ->
                assertEquals(vector.get("text"), Head.parse(vector.get("text")).text());
            case "cosignature" -> runCosignature(vector);
            case "inclusion" ->
                Proofs.verifyInclusion(
                        Hash.fromHex(vector.get("leafHash")),
                        number(vector, "index"),
                        number(vector, "size"),
                        hashes(vector),
                        Hash.fromHex(vector.get("root")));
            case "consistency" ->
                Proofs.verifyConsistency(
                        number(vector, "from"),
                        number(vector, "to"),
                        hashes(vector),
                        Hash.fromHex(vector.get("rootFrom")),
                        Hash.fromHex(vector.get("rootTo")));
            case "tlog-proof" -> runFile(vector);
            default -> throw new AssertionError("nothing runs the group " + vector.group());
        }
    }

    private static void runNote(Vector vector) throws TranscriptException {
        VerifierKey key = VerifierKey.parse(vector.get("vkey"));
        byte[] file = vector.fields().containsKey("noteHex")
                ? bytes(vector, "noteHex").array()
                : Texts.utf8(vector.get("note"));
        SignedNote note = SignedNote.parse(file);
        assertEquals(vector.get("note"), note.format());
        Notes.verify(note, key);
    }

    private static void runCosignature(Vector vector) throws TranscriptException {
        VerifierKey key = VerifierKey.parse(vector.get("vkey"));
        long unixSeconds = Cosignatures.verify(SignedNote.parse(vector.get("note")), key);
        assertEquals(vector.get("unixSeconds"), Long.toString(unixSeconds));
    }

    private static void runFile(Vector vector) throws TranscriptException {
        TlogProof proof = TlogProof.parse(vector.get("file"));
        assertEquals(vector.get("file"), proof.format());
        proof.verify(
                Hash.fromHex(vector.get("leafHash")),
                VerifierKey.parse(vector.get("log")),
                List.of(VerifierKey.parse(vector.get("witness"))));
    }

    private static Bytes bytes(Vector vector, String field) {
        return Bytes.of(HexFormat.of().parseHex(vector.get(field)));
    }

    private static long number(Vector vector, String field) {
        return Long.parseLong(vector.get(field));
    }

    private static List<Hash> hashes(Vector vector) throws TranscriptException {
        List<Hash> hashes = new ArrayList<>();
        for (String hex : vector.get("proof").split(" ", -1)) {
            if (!hex.isEmpty()) hashes.add(Hash.fromHex(hex));
        }
        return hashes;
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(FOLDER)) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".json")).toList()) {
                files.put(FOLDER.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        System.out.println("wrote " + files.size() + " vectors to "
                + FOLDER.toAbsolutePath().normalize());
    }
}
