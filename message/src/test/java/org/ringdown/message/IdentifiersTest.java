package org.ringdown.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Ids and epochs against their grammar, over every character in every place. */
final class IdentifiersTest {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{8,64}");

    @Test
    void statementId_everyCharacterInEveryPlace_isAsTheGrammarSays() {
        for (int length = 0; length <= 70; length++) {
            String id = "x".repeat(length);
            assertEquals(ID.matcher(id).matches(), StatementId.isValid(id), "length " + length);
        }
        for (char c = 0; c < 0x300; c++) {
            for (int at = 0; at < 8; at++) {
                String id = "y".repeat(at) + c + "y".repeat(7 - at);
                assertEquals(ID.matcher(id).matches(), StatementId.isValid(id), "U+%04x at %d".formatted((int) c, at));
            }
        }
    }

    private static boolean oracle(String epoch) {
        int hyphen = epoch.indexOf('-');
        if (hyphen < 1 || hyphen > 9 || epoch.length() != hyphen + 9 || epoch.charAt(0) == '0') return false;
        for (int i = 0; i < hyphen; i++) if ("0123456789".indexOf(epoch.charAt(i)) < 0) return false;
        for (int i = hyphen + 1; i < epoch.length(); i++)
            if ("0123456789abcdef".indexOf(epoch.charAt(i)) < 0) return false;
        return true;
    }

    @Test
    void epoch_everyCharacterInEveryPlace_isAsTheGrammarSays() {
        for (int digits = 0; digits <= 11; digits++) {
            for (int hex = 0; hex <= 10; hex++) {
                String epoch = "1".repeat(digits) + "-" + "a".repeat(hex);
                assertEquals(oracle(epoch), LogId.isEpoch(epoch), epoch);
            }
        }
        String good = "12-9f3c02ab";
        for (char c = 0; c < 0x300; c++) {
            for (int at = 0; at < good.length(); at++) {
                String epoch = good.substring(0, at) + c + good.substring(at + 1);
                assertEquals(oracle(epoch), LogId.isEpoch(epoch), epoch);
            }
        }
    }

    @Test
    void log_itsOriginAndNumber_areReadFromItsParts() {
        LogId log = new LogId("northland", "17-9f3c02ab");
        assertEquals("5b0c/northland/17-9f3c02ab", log.origin("5b0c"));
        assertEquals(17, log.epochNumber());
        assertEquals(log, new EntryId("northland", "17-9f3c02ab", 4).log());
        assertEquals(999_999_999, new LogId("a", "999999999-00000000").epochNumber());
    }
}
