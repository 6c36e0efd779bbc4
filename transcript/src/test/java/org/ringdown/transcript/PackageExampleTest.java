package org.ringdown.transcript;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The example in the package's documentation, run; and held to be the same lines. */
final class PackageExampleTest {
    private static final Path MAIN = Path.of("src/main/java/org/ringdown/transcript/package-info.java");
    private static final Path HERE = Path.of("src/test/java/org/ringdown/transcript/PackageExampleTest.java");

    @Test
    void example_run_showsTheEntry() throws TranscriptException {
        byte[] entry1 = "second".getBytes(StandardCharsets.UTF_8);
        List<byte[]> entries = List.of("first".getBytes(StandardCharsets.UTF_8), entry1);
        NoteSigner northland = Parties.LOG;
        NoteSigner southland = Parties.HOLDER;
        long unixSeconds = Parties.TIME;
        // example begins
        CompactRange log = CompactRange.empty();
        Map<String, Hash> nodes = new HashMap<>();
        for (byte[] entry : entries) {
            log.append(Rfc6962.leaf(entry), (level, index, hash) -> nodes.put(level + "/" + index, hash));
        }
        Head head = new Head(northland.verifierKey().name(), log.size(), log.root());
        SignedNote signed = SignedNote.of(head.text(), Notes.sign(head.text(), northland));

        // southland, having recomputed the same root from the entries it holds
        Notes.verify(signed, northland.verifierKey());
        SignedNote receipted = signed.withSignature(Cosignatures.cosign(head, southland, unixSeconds));

        // anybody, later, offline, shown entry 1 only
        NodeSource stored = (level, index) -> requireNonNull(nodes.get(level + "/" + index));
        List<Hash> path = Proofs.inclusion(1, log.size(), stored);
        String file = new TlogProof(Optional.empty(), 1, path, receipted).format();
        TlogProof.Verified shown = TlogProof.parse(file)
                .verify(Rfc6962.leaf(entry1), northland.verifierKey(), List.of(southland.verifierKey()));
        // example ends
        assertEquals(2, shown.head().size());
        assertEquals(1, shown.witnessed().size());
    }

    @Test
    void example_inTheDocumentation_isTheOneThatRuns() throws IOException {
        List<String> documented =
                between(MAIN, line -> line.contains("{@snippet :"), line -> line.startsWith(" * <p>Where"));
        List<String> run = between(
                HERE, line -> line.endsWith("// example " + "begins"), line -> line.endsWith("// example " + "ends"));
        assertEquals(
                run.stream().map(String::strip).toList(),
                documented.subList(0, documented.size() - 2).stream()
                        .map(line -> line.substring(2).strip())
                        .toList());
    }

    private static List<String> between(Path file, Predicate<String> begin, Predicate<String> end) throws IOException {
        return Files.readAllLines(file).stream()
                .dropWhile(begin.negate())
                .skip(1)
                .takeWhile(end.negate())
                .toList();
    }
}
