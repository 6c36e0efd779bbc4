package org.ringdown.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;

final class LeafTest {

    private static MessageException.Reason reason(String leaf) {
        return assertThrows(MessageException.class, () -> Leaf.parse(Leaves.utf8(leaf)))
                .reason();
    }

    @Test
    void leaves_drawnFromSeeds_readAsWritten() throws Exception {
        for (long seed = 0; seed < 2_000; seed++) {
            Leaf leaf = new Statements(seed).leaf();
            byte[] bytes = Leaf.bytes(Leaf.line1(leaf.statement()), leaf.seal());
            assertEquals(leaf, Leaf.parse(bytes), "seed " + seed);
            assertEquals(2, new String(bytes, StandardCharsets.UTF_8).lines().count(), "seed " + seed);
        }
    }

    /** A judge with no software splits on anything that any reader takes for the end of a line. */
    @Test
    void text_withEveryKindOfLineEnd_staysOnOneLine() {
        String ends = "a\nb\rc\u0085d\u2028e\u2029f\u000bg\u000c";
        Json.Obj statement = Leaves.with(
                Leaves.statement(), "body", Json.obj().put("text", ends).build());
        String line = Leaves.text(statement, Leaves.seal()).split("\n", 2)[0];
        for (char end : "\n\r\u2028\u2029\u000b\u000c".toCharArray())
            assertEquals(-1, line.indexOf(end), "" + (int) end);
    }

    @Test
    void everyBytePosition_cutOff_isRefused() {
        byte[] whole = Leaves.utf8(Leaves.good());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(MessageException.class, () -> Leaf.parse(cut), "cut to " + length);
        }
    }

    /** A flipped bit may give another well-formed leaf; the tree, not the reader, finds it. Nothing else may happen. */
    @Test
    void everyBit_flipped_isRefusedOrAnotherLeaf() throws Exception {
        byte[] whole = Leaves.utf8(Leaves.good());
        Leaf good = Leaf.parse(whole);
        int refused = 0;
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertNotEquals(good, Leaf.parse(flipped), "bit " + bit);
            } catch (MessageException e) {
                refused++;
            }
        }
        assertTrue(refused > whole.length * 2, refused + " flips were refused");
    }

    @Test
    void severalFaults_theFirstOfTheSpecsTable_isGiven() {
        String good = Leaves.good();
        assertEquals(MessageException.Reason.NOT_TWO_LINES, reason("{\n"));
        assertEquals(
                MessageException.Reason.MALFORMED_JSON,
                reason(good.replace("FREE TEXT", "SONG").replace("}\n{\"index\"", "\n{\"index\"")));
        assertEquals(
                MessageException.Reason.MALFORMED_JSON,
                reason(good.replace("FREE TEXT", "SONG").replace("-180}}", "-180}")));
        assertEquals(
                MessageException.Reason.UNKNOWN_TYPE,
                reason(good.replace("FREE TEXT", "SONG").replace("\"id\":\"0f9d2b6e-41\",", "")));
        assertEquals(
                MessageException.Reason.BAD_FIELD,
                reason(good.replace("\"type\":\"FREE TEXT\",", "").replace("PRIORITY", "URGENT")));
    }

    @Test
    void statement_alone_readsLikeLineOne() throws Exception {
        byte[] line1 = Leaves.utf8(Leaves.good().split("\n", 2)[0]);
        assertEquals(Leaf.parse(Leaves.utf8(Leaves.good())).statement(), Leaf.parseStatement(line1));
        byte[] two = Leaves.utf8(Leaves.good());
        assertEquals(
                MessageException.Reason.NOT_TWO_LINES,
                assertThrows(MessageException.class, () -> Leaf.parseStatement(two))
                        .reason());
    }

    /** What our own API lets through, our own reader must take: 16,000 characters of any script. */
    @Test
    void longestText_ofTheApi_isReadInAnyScript() throws Exception {
        for (String one : new String[] {"x", "\u4e2d", "\ud83d\ude00"}) {
            Json.Obj body = Json.obj().put("text", one.repeat(16_000)).build();
            Leaf leaf = Leaf.parse(Leaves.utf8(Leaves.saying("FREE TEXT", body)));
            assertEquals(body, leaf.statement().body());
        }
    }
}
