package org.ringdown.charter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringdown.transcript.Bytes;

/**
 * The call and answer words by which a voice on an ordinary telephone is told from a hoax. For each hour and each direction
 * a numbered list: the caller names a number and says its call words, and hears the answer words of that number. A number
 * is struck once it was used, also in the lists of the hours before and after. The derivation is in {@code
 * spec/charter.md}; one row is guessed once in four million tries.
 */
public final class CallWords {
    /** Numbers in one list. */
    public static final int ROWS = 12;

    private static final int WORDS_EACH = 2;
    private static final long HOUR_MS = 3_600_000;

    private CallWords() {}

    /**
     * One number of a list.
     *
     * @param number from 1
     * @param call what the caller says
     * @param answer what the one who answers says
     */
    public record Row(int number, List<String> call, List<String> answer) {
        /** Keeps immutable copies. */
        public Row {
            call = List.copyOf(call);
            answer = List.copyOf(answer);
        }
    }

    /**
     * Who calls whom on which line.
     *
     * @param lineId the line
     * @param caller the id of the party that calls
     * @param answerer the id of the party that answers
     */
    public record Direction(String lineId, String caller, String answerer) {}

    /**
     * Returns the hour that an instant lies in.
     *
     * @param epochMs milliseconds since 1970, UTC
     * @return whole hours since 1970
     */
    public static long hourOf(long epochMs) {
        return Math.floorDiv(epochMs, HOUR_MS);
    }

    /**
     * Makes a list.
     *
     * @param shared the secret of both <em>words</em> keys, from {@link X25519#agree}
     * @param direction who calls whom
     * @param hour whole hours since 1970, UTC
     * @return {@value #ROWS} numbers
     */
    public static List<Row> list(Bytes shared, Direction direction, long hour) {
        String label = "ringdown/words/v1\n" + direction.lineId + "\n" + direction.caller + "\n" + direction.answerer
                + "\n" + hour + "\n";
        byte[] hourKey = hmac(shared.array(), label);
        List<Row> rows = new ArrayList<>(ROWS);
        for (int number = 1; number <= ROWS; number++) {
            List<String> call = Words.of(hmac(hourKey, "call " + number + "\n"), WORDS_EACH);
            List<String> answer = Words.of(hmac(hourKey, "answer " + number + "\n"), WORDS_EACH);
            rows.add(new Row(number, call, answer));
        }
        return List.copyOf(rows);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
