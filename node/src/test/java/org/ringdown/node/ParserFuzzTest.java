package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;
import org.ringdown.message.Statement;

/**
 * One fuzz target for each reader of a file or a request. A run of the tests replays the corpus; to search for new inputs:
 * {@code JAZZER_FUZZ=1 mvn -pl node -am test -Dtest='ParserFuzzTest#message' -Dsurefire.failIfNoSpecifiedTests=false}.
 */
final class ParserFuzzTest {
    private static final Path NOWHERE = Path.of("/nowhere/ringdown.toml");
    private static final JsonBounds BODY = new JsonBounds(
            Limit.BODY_BYTES.count(),
            Limit.BODY_DEPTH.count(),
            Limit.BODY_VALUES.count(),
            Limit.BODY_BYTES.count(),
            32);

    private static byte[] bytes(byte @Nullable [] data) {
        return data == null ? new byte[0] : data;
    }

    private static String text(byte @Nullable [] data) {
        return new String(bytes(data), StandardCharsets.UTF_8);
    }

    @FuzzTest(maxDuration = "20s")
    void config(byte @Nullable [] data) {
        try {
            NodeConfig config = NodeConfig.parse(text(data), NOWHERE);
            assertTrue(config.api().tls().isPresent() || config.api().listen().isLoopback());
        } catch (NodeException refusal) {
            assertTrue(String.valueOf(refusal.getMessage()).length() > 20, "a refusal says what to do");
        }
    }

    @FuzzTest(maxDuration = "20s")
    void keyFile(byte @Nullable [] data) throws IOException {
        Path file = Files.createTempFile(
                "fuzz", ".key", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(file, bytes(data));
            KeyFile key = KeyFile.read(file, Optional.empty());
            assertEquals(key.publicKey(), KeyFile.readPublic(file));
        } catch (NodeException refusal) {
            assertTrue(String.valueOf(refusal.getMessage())
                    .contains(file.getFileName().toString()));
        } finally {
            Files.delete(file);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void address(byte @Nullable [] data) {
        Optional<HostPort> address = HostPort.parse(text(data));
        address.ifPresent(a -> assertEquals(address, HostPort.parse(a.toString())));
    }

    @FuzzTest(maxDuration = "20s")
    void officers(byte @Nullable [] data) {
        try {
            OfficerRegister register = OfficerRegister.parse(bytes(data));
            assertTrue(register.toString().length() > 2);
        } catch (JsonException refusal) {
            assertTrue(!refusal.problems().isEmpty());
        }
    }

    /** The body of a messages call: refused with a listed problem, or a statement that every node can read. */
    @FuzzTest(maxDuration = "20s")
    void message(byte @Nullable [] data) {
        Json.Obj body;
        try {
            body = JsonReader.parseObject(bytes(data), BODY);
        } catch (JsonException refusal) {
            return;
        }
        JsonFields in = JsonFields.of(body);
        List<Problem> special = new ArrayList<>();
        MessageRequests.Request request = MessageRequests.read(in, body, special);
        try {
            MessageRequests.check(in, special);
        } catch (ProblemException refusal) {
            assertTrue(refusal.problem().number() > 0);
            return;
        }
        read(request);
    }

    private static void read(MessageRequests.Request request) {
        Statement.Origin origin = new Statement.Origin("0".repeat(32), "0".repeat(64), "1-00000000", "northland");
        Statement statement = new Statement(
                origin,
                request.kind(),
                "fuzz-message",
                "0".repeat(32),
                request.addressing(),
                request.links(),
                request.body());
        byte[] line1 = Leaf.line1(statement);
        try {
            assertEquals(statement, Leaf.parseStatement(Arrays.copyOf(line1, line1.length - 1)));
        } catch (MessageException e) {
            throw new AssertionError("our own API let through what no node can read: " + e.getMessage(), e);
        }
    }
}
