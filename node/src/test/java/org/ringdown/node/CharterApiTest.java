package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.node.HttpCalls.at;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterDraft;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.charter.Revocation;
import org.ringdown.transcript.NoteSigner;

final class CharterApiTest {
    @TempDir
    private Path scratch = Path.of("");

    private static String step(String step, String member, String value) {
        return JsonWriter.compact(
                Json.obj().put("step", step).put(member, value).build());
    }

    @Test
    void steps_andPapers_areRefusedWithTheirReason() throws NodeException, CharterException {
        try (TwoNodes nodes = TwoNodes.found(scratch)) {
            nodes.north.start();
            HttpCalls calls = nodes.north.calls();
            String steps = "/api/v1/lines/" + nodes.line + "/charter/steps";
            HttpCalls.Answer shown = calls.get("/api/v1/lines/" + nodes.line + "/charter");
            assertEquals(200, shown.status());
            Charter charter =
                    Charter.parse(HttpCalls.text(at(shown.json(), "note")).getBytes(StandardCharsets.UTF_8));
            NoteSigner root = KeyFiles.openRoot(scratch.resolve("northland.root"), nodes.north.data, Optional.empty());

            assertEquals(
                    "field-invalid",
                    calls.post(steps, step("ADOPT", "note", "x")).code());
            assertEquals(
                    "field-invalid", calls.post(steps, "{\"step\":\"SIGN\"}").code());
            assertEquals(
                    "paper-refused",
                    calls.post(steps, step("PROPOSE", "note", "x")).code());
            assertEquals(
                    "paper-refused",
                    calls.post(steps, step("PROPOSE", "note", charter.note().format()))
                            .code());
            String digest = charter.digest().hex();
            assertEquals(
                    "act-would-do-nothing",
                    calls.post(steps, step("WITHDRAW", "digest", digest)).code());
            assertEquals(
                    "act-would-do-nothing",
                    calls.post(steps, step("ADOPT", "digest", digest)).code());

            CharterFile change = CharterFile.create(
                            CharterDraft.change(charter, new SecureRandom()).terms())
                    .sign(root);
            HttpCalls.Answer said = calls.post(steps, step("PROPOSE", "note", change.format()));
            assertEquals(201, said.status(), said.text());
            Json proposal =
                    at(calls.get("/api/v1/lines/" + nodes.line + "/charter").json(), "proposals.0");
            assertEquals("OPEN", HttpCalls.text(at(proposal, "state")));
            assertEquals(
                    "act-would-do-nothing",
                    calls.post(steps, step("CONSENT", "note", change.format())).code());
        }
    }

    @Test
    void keys_foreignOrBroken_areRefused_ownRevocationIsTaken() throws NodeException, CharterException {
        try (TwoNodes nodes = TwoNodes.found(scratch)) {
            nodes.north.start();
            HttpCalls calls = nodes.north.calls();
            String keys = "/api/v1/lines/" + nodes.line + "/keys";
            NoteSigner root = KeyFiles.openRoot(scratch.resolve("northland.root"), nodes.north.data, Optional.empty());
            NoteSigner south = KeyFiles.openRoot(scratch.resolve("southland.root"), nodes.south.data, Optional.empty());
            KeyId people = new KeyId(
                    nodes.line,
                    "northland",
                    KeyUse.PEOPLE,
                    KeyFiles.publicKey(nodes.north.data.keys(nodes.line), KeyUse.PEOPLE));
            assertTrue(people.name().startsWith(Names.key(nodes.line, "northland", KeyUse.PEOPLE)));
            assertEquals("paper-refused", calls.post(keys, note("nonsense")).code());
            assertEquals(
                    "paper-refused",
                    calls.post(
                                    keys,
                                    note(Revocation.sign(people, Optional.empty(), south)
                                            .format()))
                            .code());
            HttpCalls.Answer said = calls.post(
                    keys, note(Revocation.sign(people, Optional.empty(), root).format()));
            assertEquals(201, said.status(), said.text());
        }
    }

    private static String note(String text) {
        return JsonWriter.compact(Json.obj().put("note", text).build());
    }
}
