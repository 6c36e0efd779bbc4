package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One fuzz target for each parser. A run of the tests replays the corpus; to search for new inputs: {@code JAZZER_FUZZ=1
 * mvn -pl charter -am test -Dtest='ParserFuzzTest#json' -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>The laws: nothing but the module's own exceptions is thrown, and a paper that is accepted is written back byte for
 * byte.
 */
final class ParserFuzzTest {
    /** A parser whose result is written back. */
    private interface RoundTrip {
        String run(byte[] input) throws CharterException;
    }

    private static void check(byte @Nullable [] data, RoundTrip parser) {
        byte[] input = data == null ? new byte[0] : data;
        String back;
        try {
            back = parser.run(input);
        } catch (CharterException refusal) {
            assertTrue(refusal.code().number() > 0);
            return;
        }
        assertArrayEquals(input, back.getBytes(StandardCharsets.UTF_8));
    }

    @FuzzTest(maxDuration = "20s")
    void json(byte @Nullable [] data) {
        byte[] input = data == null ? new byte[0] : data;
        Json value;
        try {
            value = JsonReader.parse(input, JsonBounds.SMALL);
        } catch (JsonException refusal) {
            assertTrue(refusal.code().number() > 0 && refusal.offset() <= input.length);
            return;
        }
        String compact = JsonWriter.compact(value);
        assertEquals(compact, JsonWriter.compact(read(compact)));
        assertEquals(value, read(JsonWriter.pretty(value)));
    }

    private static Json read(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try {
            return JsonReader.parse(utf8, new JsonBounds(1 << 20, 8, 512, 4_096, 32));
        } catch (JsonException e) {
            throw new AssertionError("what was written is not read: " + text, e);
        }
    }

    /** Terms without their signatures, which no fuzzer forges. */
    @FuzzTest(maxDuration = "20s")
    void terms(byte @Nullable [] data) {
        byte[] input = data == null ? new byte[0] : data;
        CharterTerms terms;
        try {
            terms = CharterTerms.parse(new String(input, StandardCharsets.UTF_8));
        } catch (CharterException refusal) {
            assertTrue(refusal.code().number() > 0);
            return;
        }
        assertEquals(terms, reread(terms));
        assertTrue(CharterProse.of(terms, "en").endsWith("\n"));
        assertTrue(CharterProse.of(terms, "fr").endsWith("\n"));
    }

    private static CharterTerms reread(CharterTerms terms) {
        try {
            return CharterTerms.parse(terms.text());
        } catch (CharterException e) {
            throw new AssertionError("what was written is not read: " + terms.text(), e);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void charter(byte @Nullable [] data) {
        check(data, input -> Charter.parse(input).note().format());
    }

    /** A charter on its way round: what is kept of it, the parties' own signatures, is read again as the same. */
    @FuzzTest(maxDuration = "20s")
    void charterFile(byte @Nullable [] data) {
        CharterFile file;
        try {
            file = CharterFile.parse(data == null ? new byte[0] : data);
        } catch (CharterException refusal) {
            assertTrue(refusal.code().number() > 0);
            return;
        }
        try {
            CharterFile again = CharterFile.parse(file.format().getBytes(StandardCharsets.UTF_8));
            assertEquals(file.format(), again.format());
            assertEquals(file.missing(), again.missing());
            if (file.missing().isEmpty())
                assertEquals(file.terms(), file.charter().terms());
        } catch (CharterException e) {
            throw new AssertionError("what was written is not read: " + file.format(), e);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void certificate(byte @Nullable [] data) {
        check(data, input -> KeyCertificate.parse(input).format());
    }

    @FuzzTest(maxDuration = "20s")
    void revocation(byte @Nullable [] data) {
        check(data, input -> Revocation.parse(input).format());
    }

    @FuzzTest(maxDuration = "20s")
    void card(byte @Nullable [] data) {
        check(data, input -> PartyCard.parse(input).format());
    }
}
