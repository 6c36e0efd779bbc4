package org.ringdown.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.Json;
import org.ringdown.message.LeafSkim.Answer;

/** The skim against the strict reader: what it reads, the strict reader reads alike. */
final class LeafSkimTest {
    private static final LogId NORTH = new LogId("northland", Leaves.NORTH);
    private static final long INDEX = 41;

    /** The law; returns what the skim answered. */
    static Answer check(LeafSkim skim, byte[] leaf, long index) {
        byte[] block = new byte[leaf.length + 20];
        Arrays.fill(block, (byte) '7');
        System.arraycopy(leaf, 0, block, 9, leaf.length);
        Answer answer = skim.read(block, 9, 9 + leaf.length, index);
        if (answer == Answer.ASK_PARSER) return answer;
        try {
            Leaf parsed = Leaf.parse(leaf);
            assertEquals(Leaves.LINE, parsed.statement().origin().lineId());
            assertEquals(NORTH, parsed.statement().origin().log());
            assertEquals(index, parsed.seal().index());
            assertEquals(parsed.statement().kind().type(), skim.type());
            assertEquals(parsed.seal().held(), skim.held());
            assertEquals(parsed.seal().wallMs(), skim.wallMs());
        } catch (MessageException e) {
            throw new AssertionError("read what the strict reader refuses: " + Leaves.hex(leaf), e);
        }
        return answer;
    }

    /** Each two lines are a leaf, and what is left. */
    static List<byte[]> cut(byte[] block) {
        List<byte[]> leaves = new ArrayList<>();
        int from = 0;
        int lines = 0;
        for (int i = 0; i < block.length; i++) {
            if (block[i] == '\n' && ++lines % 2 == 0) {
                leaves.add(Arrays.copyOfRange(block, from, i + 1));
                from = i + 1;
            }
        }
        leaves.add(Arrays.copyOfRange(block, from, block.length));
        return leaves;
    }

    private static LeafSkim skim() {
        return new LeafSkim(Leaves.LINE, NORTH);
    }

    private static Answer of(String leaf) {
        return check(skim(), Leaves.utf8(leaf), INDEX);
    }

    private static String saying(String field, String text) {
        return Leaves.text(Leaves.with(Leaves.statement(), field, Json.of(text)), Leaves.seal());
    }

    @Test
    void leaf_asOurNodesWriteIt_isRead() {
        assertEquals(Answer.READ, of(Leaves.good()));
        Json.Obj bare = Leaves.statement();
        for (String may : List.of("desk", "addressees", "language", "subject", "references", "replyBy", "shown")) {
            bare = Leaves.without(bare, may);
            assertEquals(Answer.READ, of(Leaves.text(bare, Leaves.seal())), may);
        }
        assertEquals(Answer.READ, of(Leaves.text(bare, Leaves.without(Leaves.seal(), "held"))));
    }

    @Test
    void leaves_ofOneLogOneBehindTheOther_haveTheirOwnFacts() {
        LeafSkim skim = skim();
        for (long seed = 0; seed < 500; seed++) {
            Drawn drawn = new Drawn(seed);
            assertEquals(Answer.READ, check(skim, drawn.leaf(INDEX + seed), INDEX + seed), "seed " + seed);
        }
    }

    @Test
    void leaves_mutated_areNeverReadOtherwise() {
        int read = 0;
        LeafSkim skim = skim();
        for (long seed = 0; seed < 30_000; seed++) {
            byte[] leaf = Mutations.of(new Drawn(seed % 97).leaf(INDEX), new SplittableRandom(seed));
            if (check(skim, leaf, INDEX) == Answer.READ) read++;
        }
        assertTrue(read > 500, read + " mutated leaves were read");
    }

    @Test
    void leaves_ofOtherTypesAndPlaces_areForTheParser() {
        String test = Leaves.saying("TEST", Json.obj().put("challenge", "7").build());
        assertEquals(Answer.ASK_PARSER, of(test));
        assertEquals(Answer.ASK_PARSER, check(skim(), Leaves.utf8(Leaves.good()), INDEX + 1));
        assertEquals(Answer.ASK_PARSER, of(saying("party", "southland")));
        assertEquals(Answer.ASK_PARSER, of(saying("epoch", Leaves.SOUTH)));
        assertEquals(Answer.ASK_PARSER, of(saying("line", "0".repeat(32))));
        LeafSkim odd = new LeafSkim(Leaves.LINE, new LogId("nor\"th", Leaves.NORTH));
        byte[] good = Leaves.utf8(Leaves.good());
        assertEquals(Answer.ASK_PARSER, odd.read(good, 0, good.length, INDEX));
    }

    @Test
    void text_ofEveryCharacter_isReadAsTheParserReadsIt() {
        for (int c = 0; c < 0x11_0000; c += c < 0x3100 || (c > 0xd700 && c < 0x1_0010) ? 1 : 251) {
            if (c >= 0xd800 && c <= 0xdfff) continue;
            String character = Character.toString(c);
            String plain = Leaves.good().replace("Live firing", "\u00e9" + character + "x");
            check(skim(), Leaves.utf8(plain), INDEX);
            check(skim(), Leaves.utf8(Leaves.good().replace("Live firing ended at 1630.", character)), INDEX);
            if (c > 0xffff) continue;
            String escaped = "\\u%04x".formatted(c);
            check(skim(), Leaves.utf8(Leaves.good().replace("Live firing ended at 1630.", escaped)), INDEX);
        }
        assertEquals(Answer.READ, of(Leaves.good().replace("Live", "\ud83d\ude00\u4e2d\u00e9\\n\\u2028")));
    }

    @Test
    void strings_atAndBeyondTheirBounds_areReadAsTheParserReadsThem() {
        for (String field : List.of("desk", "language", "subject", "replyBy")) {
            int most = 0;
            for (int length = 0; length < 450; length++) {
                if (of(saying(field, "\u00e9".repeat(length))) == Answer.READ) most = length;
            }
            assertTrue(most >= 35 && most <= 400, field + " up to " + most);
        }
        for (int units : new int[] {Bodies.TEXT_MAX - 1, Bodies.TEXT_MAX, Bodies.TEXT_MAX + 1}) {
            Json.Obj body = Json.obj().put("text", "x".repeat(units)).build();
            Answer due = units <= Bodies.TEXT_MAX ? Answer.READ : Answer.ASK_PARSER;
            assertEquals(due, of(Leaves.saying("FREE TEXT", body)));
        }
        byte[] tooLong = Leaves.utf8(Leaves.saying(
                "FREE TEXT", Json.obj().put("text", "\u4e2d".repeat(30_000)).build()));
        assertEquals(Answer.ASK_PARSER, check(skim(), tooLong, INDEX));
    }

    @Test
    void acks_withAndWithoutWhatTheirLevelNeeds_areReadAsTheParserReadsThem() {
        for (AckLevel level : AckLevel.values()) {
            for (int fields = 0; fields < 8; fields++) {
                Json.ObjBuilder body = Json.obj().put("level", level.wire());
                if ((fields & 1) != 0) body.put("role", "duty");
                if ((fields & 2) != 0) body.put("readBack", "all trucks");
                if ((fields & 4) != 0) body.put("reservation", "");
                Json.Obj built = body.build();
                String leaf = Leaves.saying("ACK", built);
                assertEquals(isReadable(leaf) ? Answer.READ : Answer.ASK_PARSER, of(leaf), built::toString);
            }
        }
        assertEquals(
                Answer.ASK_PARSER,
                of(Leaves.saying("ACK", Json.obj().put("level", "AGREED").build())));
        assertEquals(Answer.ASK_PARSER, of(Leaves.saying("ACK", Json.obj().build())));
    }

    private static boolean isReadable(String leaf) {
        try {
            Leaf.parse(Leaves.utf8(leaf));
            return true;
        } catch (MessageException e) {
            return false;
        }
    }
}
