package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.SignedNote;

/** What an entry carries of another is read out of it; what can't be read is let be. */
final class CarriedTest {
    private static final String LINE = "5b0c7d1e6a534d0e9d5c0f4c2b6d8a11";
    private static final Statement STOP = statement(
            EntryType.STOP,
            Json.obj().put("text", "Cease fire.").put("where", "the bridge").build());

    private static Statement statement(EntryType type, Json.Obj body) {
        return new Statement(
                new Statement.Origin(LINE, "0".repeat(64), "1-9f3c02ab", "northland"),
                new Statement.Kind(type, Precedence.FLASH, false),
                "statement-0001",
                "0".repeat(32),
                Statement.Addressing.NODE,
                new Statement.Links(List.of(), Optional.empty(), Optional.empty()),
                body);
    }

    private static String note(String statement) throws Exception {
        String text = "ringdown/unrecorded/v1\n" + LINE + "\nnorthland\n" + "1".repeat(32) + "\n1\n" + statement;
        var signer = Ed25519Signer.of(LINE + "/northland/unrecorded", SignatureType.ED25519, new byte[32]);
        return SignedNote.of(text, Notes.sign(text, signer)).format();
    }

    @Test
    void heardAndUnrecorded_carryTheStatementOfTheirNote() throws Exception {
        String note = note(new String(Leaf.line1(STOP), StandardCharsets.UTF_8));
        for (EntryType type : List.of(EntryType.HEARD, EntryType.UNRECORDED)) {
            Statement outer = statement(type, Json.obj().put("note", note).build());
            assertEquals(STOP, Carried.of(outer).orElseThrow());
        }
        assertEquals("Cease fire.; where: the bridge", Carried.words(STOP));
    }

    @Test
    void found_carriesTheStatementOfItsLeaf() {
        byte[] leaf = Leaf.bytes(Leaf.line1(STOP), new Seal(3, Optional.empty(), 0, Optional.empty()));
        String base64 = Base64.getEncoder().encodeToString(leaf);
        Statement outer =
                statement(EntryType.FOUND, Json.obj().put("leaf", base64).build());
        assertEquals(STOP, Carried.of(outer).orElseThrow());
    }

    @Test
    void whatCannotBeRead_carriesNothing() throws Exception {
        for (String note : List.of("", "not a note", note("not a statement\n"), note(""))) {
            Statement outer =
                    statement(EntryType.HEARD, Json.obj().put("note", note).build());
            assertTrue(Carried.of(outer).isEmpty(), note);
        }
        Statement found = statement(EntryType.FOUND, Json.obj().put("leaf", "*").build());
        assertTrue(Carried.of(found).isEmpty());
        assertTrue(Carried.of(STOP).isEmpty());
    }

    @Test
    void words_areBounded_andNeverSplitAPair() {
        Statement wordy = statement(
                EntryType.STOP,
                Json.obj().put("text", "\uD83D\uDD14".repeat(600)).build());
        String words = Carried.words(wordy);
        assertTrue(words.startsWith("\uD83D\uDD14".repeat(500) + " …"), words);
        assertEquals(
                "no words", Carried.words(statement(EntryType.STOP, Json.obj().build())));
    }
}
