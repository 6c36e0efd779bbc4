package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringdown.transcript.Hash;

final class WordsTest {
    @Test
    void words_ofKnownBits_areTakenFromTheFrontElevenAtATime() throws Exception {
        assertEquals(Collections.nCopies(12, "abandon"), Words.of(Hash.of(new byte[32])));
        // 00000000001 00000000010 11111111111 0...
        Hash hash = Hash.fromHex("00200bff8" + "0".repeat(55));
        assertEquals(
                List.of("ability", "able", "zoo", "abandon"), Words.of(hash).subList(0, 4));
    }

    @Test
    void words_ofTwoHashesThatDifferBehindTheFront_areEqual() throws Exception {
        Hash one = Hash.fromHex("00".repeat(16) + "0f" + "00".repeat(15));
        Hash two = Hash.fromHex("00".repeat(16) + "0f" + "ff".repeat(15));
        assertEquals(Words.of(one), Words.of(two).subList(0, 12));
    }
}
