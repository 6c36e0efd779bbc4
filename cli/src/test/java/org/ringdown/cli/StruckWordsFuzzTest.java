package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

/** The file of used call words: nothing but a refusal is thrown, and what is accepted is kept by writing it again. */
final class StruckWordsFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void struckWords(byte @Nullable [] data) throws StruckWords.DamagedException {
        StruckWords struck;
        try {
            struck = StruckWords.parse(data == null ? new byte[0] : data);
        } catch (StruckWords.DamagedException refused) {
            assertFalse(refused.getMessage() == null);
            return;
        }
        assertEquals(struck, StruckWords.parse(struck.bytes()));
    }
}
