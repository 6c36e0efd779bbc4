package org.ringdown.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One fuzz target for each parser. A run of the tests replays the corpus; to search for new inputs: {@code JAZZER_FUZZ=1
 * mvn -pl message -am test -Dtest='ParserFuzzTest#leaf' -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>The laws: nothing but a {@link MessageException} is thrown, and what is read, written and read again is the same.
 */
final class ParserFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void leaf(byte @Nullable [] data) {
        byte[] input = data == null ? new byte[0] : data;
        Leaf leaf;
        try {
            leaf = Leaf.parse(input);
        } catch (MessageException refusal) {
            assertTrue(refusal.reason().wire().length() > 3);
            return;
        }
        assertTrue(StatementId.isValid(leaf.statement().id()));
        assertTrue(LogId.isEpoch(leaf.statement().origin().epoch()));
        assertEquals(leaf, reread(Leaf.bytes(Leaf.line1(leaf.statement()), leaf.seal())));
    }

    private static Leaf reread(byte[] bytes) {
        try {
            return Leaf.parse(bytes);
        } catch (MessageException e) {
            throw new AssertionError("what was written is not read: " + Arrays.toString(bytes), e);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void statement(byte @Nullable [] data) {
        byte[] input = data == null ? new byte[0] : data;
        Statement statement;
        try {
            statement = Leaf.parseStatement(input);
        } catch (MessageException refusal) {
            assertTrue(refusal.reason() != MessageException.Reason.MISPLACED);
            return;
        }
        byte[] line1 = Leaf.line1(statement);
        try {
            assertEquals(statement, Leaf.parseStatement(Arrays.copyOf(line1, line1.length - 1)));
        } catch (MessageException e) {
            throw new AssertionError("what was written is not read", e);
        }
    }

    /** Cut into leaves, as a block of a log holds them, for one skim that remembers what it saw. */
    @FuzzTest(maxDuration = "20s")
    void skim(byte @Nullable [] data) {
        byte[] input = data == null ? new byte[0] : data;
        LeafSkim skim = new LeafSkim(Leaves.LINE, new LogId("northland", Leaves.NORTH));
        int read = 0;
        for (byte[] leaf : LeafSkimTest.cut(input)) {
            if (LeafSkimTest.check(skim, leaf, 41) == LeafSkim.Answer.READ) read++;
        }
        assertTrue(read <= input.length);
    }
}
