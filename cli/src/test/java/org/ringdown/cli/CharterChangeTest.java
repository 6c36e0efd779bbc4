package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** A charter is changed by two parties through their own nodes, the root keys used on files only. */
final class CharterChangeTest {
    @TempDir
    private Path folder = Path.of("");

    private static long version(Founded.Side at, String party) {
        return ApiReply.list(at.ok("charter", "status", "--json").json(), "standing").stream()
                .filter(standing -> ApiReply.text(standing, "party").equals(party))
                .mapToLong(standing -> ApiReply.whole(standing, "version"))
                .findFirst()
                .orElseThrow();
    }

    private static String state(Founded.Side at) {
        return ApiReply.list(at.ok("charter", "status", "--json").json(), "proposals").stream()
                .map(proposal -> ApiReply.text(proposal, "state"))
                .reduce("", (first, next) -> next);
    }

    private static void awaitState(Founded line, String state) {
        for (Founded.Side side : List.of(line.north, line.south)) {
            Founded.await(side.party + " shows " + state, () -> state(side).equals(state));
        }
    }

    private String draft(Founded.Side side, String name, String purpose) {
        String file = folder.resolve(name).toString();
        side.ok("charter", "draft", "--purpose", "en=" + purpose, "--out", file);
        side.ok("charter", "sign", file, "--root-key", side.root.toString());
        return file;
    }

    private void consent(Founded.Side side) {
        String file =
                folder.resolve(side.party + System.nanoTime() + ".proposed").toString();
        side.ok("charter", "proposal", "--out", file);
        side.ok("charter", "sign", file, "--root-key", side.root.toString());
        side.ok("charter", "consent", file);
    }

    @Test
    void change_proposedConsentedAdopted_isInForceOnBothAndAfterARestart() throws IOException {
        try (Founded line = Founded.in(folder).start()) {
            String file = draft(line.north, "next.charter", "To keep the peace at the bridge.");
            line.north.ok("charter", "propose", file);
            awaitState(line, "OPEN");
            line.north.run("charter", "adopt", "--json").expect(Exit.INPUT);
            consent(line.south);
            awaitState(line, "CONSENTED");
            assertEquals(1, version(line.north, "northland"));
            line.north.ok("charter", "adopt");
            awaitState(line, "ADOPTED");
            assertEquals(2, version(line.south, "northland"));
            assertEquals(1, version(line.south, "southland"));
            line.north.ok("send", "between the two adoptions");
            line.south.ok("send", "differing charters refuse no session");
            line.converge();
            line.south.ok("charter", "adopt");
            awaitState(line, "IN_FORCE");
            line.converge();

            line.stop();
            line.start();
            for (Founded.Side side : List.of(line.north, line.south)) {
                assertEquals(2, version(side, "northland"));
                assertEquals(2, version(side, "southland"));
            }
            line.south.ok("send", "under the new charter");
            line.converge();
            line.stop();
            Path bundle = folder.resolve("changed.zip");
            line.north.ok("export", "--out", bundle.toString());
            Cli.ok("verify", bundle.toString());
            assertEquals(
                    Set.of(charterOf(bundle, "between the two adoptions")),
                    Set.of(charterOf(bundle, "under the new charter")));
            assertFalse(charterOf(bundle, "refuse no session").equals(charterOf(bundle, "under the new charter")));
            line.north.ok("fsck");
            line.north.ok("doctor");
        }
    }

    /** At 3 a.m. the list of call words names the number that is in force, running node or not. */
    @Test
    void change_ofATelephone_isOnTheListOfCallWords_onceAdopted() {
        try (Founded line = Founded.in(folder).start()) {
            String card = folder.resolve("moved.card").toString();
            String root = line.south.root.toString();
            line.south.ok("charter", "card", "--root-key", root, "--telephone", "+999 1 555 0177", "--out", card);
            String file = folder.resolve("next.charter").toString();
            line.north.ok("charter", "draft", "--card", card, "--out", file);
            line.north.ok("charter", "sign", file, "--root-key", line.north.root.toString());
            line.north.ok("charter", "propose", file);
            awaitState(line, "OPEN");
            consent(line.south);
            awaitState(line, "CONSENTED");
            assertEquals(Json.strings(List.of("+999 1 555 0100")), telephones(line.north));
            line.north.ok("charter", "adopt");
            awaitState(line, "ADOPTED");
            assertEquals(Json.strings(List.of("+999 1 555 0177")), telephones(line.north));
            line.stop();
            assertEquals(Json.strings(List.of("+999 1 555 0177")), telephones(line.north));
        }
    }

    private static Json telephones(Founded.Side side) {
        return side.ok("words", "--json").json().get("telephones").orElseThrow();
    }

    /** The charter's digest in the leaf that says a text. */
    private static String charterOf(Path bundle, String text) throws IOException {
        String leaf = new String(Files.readAllBytes(bundle), StandardCharsets.UTF_8)
                .lines()
                .filter(statement -> statement.contains(text))
                .findFirst()
                .orElseThrow();
        int at = leaf.indexOf("\"charter\":\"") + 11;
        return leaf.substring(at, at + 64);
    }

    @Test
    void change_withdrawnOrCrossed_agreesNothing() {
        try (Founded line = Founded.in(folder).start()) {
            line.north.ok("charter", "propose", draft(line.north, "one.charter", "One."));
            awaitState(line, "OPEN");
            Cli.Result bound = line.north
                    .run("charter", "propose", draft(line.north, "two.charter", "Two."), "--json")
                    .expect(Exit.INPUT);
            assertEquals("ACT_WOULD_DO_NOTHING", ApiReply.text(bound.error(), "code"));
            assertTrue(bound.err().contains("BOUND"), bound.err());
            consent(line.south);
            awaitState(line, "CONSENTED");
            line.south.ok("charter", "withdraw");
            awaitState(line, "WITHDRAWN");
            line.north.run("charter", "adopt", "--json").expect(Exit.INPUT);
            assertEquals(1, version(line.north, "northland"));
            line.north.ok("charter", "withdraw", digest(line.north));
            line.north.ok("charter", "propose", folder.resolve("two.charter").toString());
            awaitState(line, "OPEN");
        }
    }

    private static String digest(Founded.Side side) {
        return ApiReply.text(
                ApiReply.list(side.ok("charter", "status", "--json").json(), "proposals")
                        .getFirst(),
                "digest");
    }

    @Test
    void change_adoptCrossesWithdrawal_isShownToBothAndEndsBySecondAdopt() {
        try (Founded line = Founded.in(folder).start()) {
            line.north.ok("charter", "propose", draft(line.north, "one.charter", "One."));
            awaitState(line, "OPEN");
            consent(line.south);
            awaitState(line, "CONSENTED");
            // the line is cut: each side acts on what it holds
            line.south.stop();
            line.north.ok("charter", "adopt");
            line.north.stop();
            line.south.start();
            line.south.ok("charter", "withdraw");
            line.north.start();
            awaitState(line, "CROSSED");
            assertEquals(2, version(line.south, "northland"));
            assertEquals(1, version(line.north, "southland"));
            line.south.ok("charter", "adopt");
            awaitState(line, "IN_FORCE");
        }
    }

    @Test
    void propose_whatIsNotSignedOrNotAChange_isRefused() {
        try (Founded line = Founded.in(folder).start()) {
            String file = folder.resolve("unsigned.charter").toString();
            line.north.ok("charter", "draft", "--purpose", "en=One.", "--out", file);
            Cli.Result unsigned =
                    line.north.run("charter", "propose", file, "--json").expect(Exit.INPUT);
            assertEquals("PAPER_REFUSED", ApiReply.text(unsigned.error(), "code"));
            assertTrue(unsigned.err().contains("charter sign"), unsigned.err());
            Cli.Result founding = line.north
                    .run("charter", "propose", folder.resolve("line.charter").toString(), "--json")
                    .expect(Exit.INPUT);
            assertEquals("PAPER_REFUSED", ApiReply.text(founding.error(), "code"));
            line.north
                    .run("charter", "sign", file, "--root-key", line.south.root.toString())
                    .expect(Exit.OK);
            line.north.run("charter", "propose", file).expect(Exit.INPUT);
            line.north.run("charter", "withdraw").expect(Exit.INPUT);
            line.north.ok("charter", "propose", file, "--root-key", line.north.root.toString());
        }
    }
}
