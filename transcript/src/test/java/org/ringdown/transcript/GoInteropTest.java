package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that we did not write can check a record: Go's note package opens our heads. Skipped, and said so, without Go. */
final class GoInteropTest {
    private static final Path SOURCES = Path.of("/usr/share/gocode");

    @TempDir
    static Path folder;

    private static Path program = Path.of("not built");

    /** What the Go program said. */
    private record Answer(int status, String text) {}

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Optional<Path> go = findGo();
        boolean hasNotes = Files.isDirectory(SOURCES.resolve("src/golang.org/x/mod/sumdb/note"));
        if (go.isEmpty() || !hasNotes) {
            System.out.println("SKIPPED GoInteropTest: install golang-go and golang-golang-x-mod-dev to run it");
        }
        Assumptions.assumeTrue(go.isPresent() && hasNotes, "no Go, or no golang.org/x/mod");
        program = folder.resolve("opennote");
        Path source = Path.of("src/test/go/opennote/main.go").toAbsolutePath();
        Answer built = run("", List.of(go.get().toString(), "build", "-o", program.toString(), source.toString()));
        assertEquals(new Answer(0, ""), built);
    }

    @Test
    void open_ourSignedHead_isVerifiedByGo() throws IOException, InterruptedException {
        Head head = Parties.SMALL.head(Parties.ORIGIN);
        Answer answer = open(Parties.signedHead(head).format(), Parties.LOG.verifierKey());
        assertEquals(new Answer(0, head.text() + "verified " + Parties.ORIGIN + "\n"), answer);
    }

    @Test
    void open_ourCosignedHead_bothAreVerifiedByGo() throws IOException, InterruptedException {
        Head head = Parties.SMALL.head(Parties.ORIGIN);
        VerifierKey holder = Parties.HOLDER.verifierKey();
        Answer answer = open(Parties.cosignedHead(head).format(), Parties.LOG.verifierKey(), holder);
        String verified = "verified " + Parties.ORIGIN + "\nverified " + holder.name() + "\n";
        assertEquals(new Answer(0, head.text() + verified), answer);
    }

    @Test
    void open_changedHeadOrCosignature_isRefusedByGo() throws IOException, InterruptedException {
        Head head = Parties.SMALL.head(Parties.ORIGIN);
        String note = Parties.cosignedHead(head).format();
        VerifierKey log = Parties.LOG.verifierKey();
        assertNotEquals(0, open(note.replace("\n11\n", "\n12\n"), log).status());
        SignedNote foreign = Parties.signedHead(head)
                .withSignature(Cosignatures.cosign(Parties.SMALL.head("other"), Parties.HOLDER, Parties.TIME));
        assertNotEquals(
                0, open(foreign.format(), log, Parties.HOLDER.verifierKey()).status());
    }

    private static Answer open(String note, VerifierKey... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        for (VerifierKey key : keys) command.add(key.toString());
        return run(note, command);
    }

    private static Answer run(String input, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GO111MODULE", "off");
        builder.environment().put("GOPATH", SOURCES.toString());
        builder.environment().put("GOCACHE", folder.resolve("cache").toString());
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS)) throw new IOException(command + " does not end");
        return new Answer(process.exitValue(), text);
    }

    private static Optional<Path> findGo() throws IOException {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<Path> candidates = new ArrayList<>();
        for (String part : path.split(":", -1)) candidates.add(Path.of(part, "go"));
        try (Stream<Path> libs = Files.list(Path.of("/usr/lib"))) {
            libs.filter(lib -> lib.getFileName().toString().matches("go(-[0-9.]+)?"))
                    .forEach(lib -> candidates.add(lib.resolve("bin/go")));
        }
        return candidates.stream().filter(Files::isExecutable).findFirst();
    }
}
