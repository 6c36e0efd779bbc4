package org.ringdown.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ringdown.charter.Json;

/**
 * A cursor over the bytes of one line for {@link LeafSkim}: takes exactly what it is asked for, or fails and stays
 * failed. It knows less than JSON and never more: what it takes, the strict reader takes with the same meaning. For one
 * thread.
 */
final class LineCursor {
    private static final int WHOLE_DIGITS_MAX = 16;

    private byte[] in = new byte[0];
    private int at;
    private int end;
    private boolean failed;

    /** Starts over at a run of bytes, which are not copied. */
    void open(byte[] bytes, int from, int to) {
        in = bytes;
        at = from;
        end = to;
        failed = false;
    }

    /** Says that this is not for a cursor; every later call then finds nothing. */
    void fail() {
        failed = true;
        at = end;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Whether all bytes were taken. */
    boolean isAtEnd() {
        return at == end && !failed;
    }

    int at() {
        return at;
    }

    /** The bytes from a place that was passed up to here. */
    byte[] since(int from) {
        return Arrays.copyOfRange(in, from, at);
    }

    /** Takes these bytes where they are next. */
    boolean has(byte[] bytes) {
        int to = at + bytes.length;
        if (to > end || !Arrays.equals(in, at, to, bytes, 0, bytes.length)) return false;
        at = to;
        return true;
    }

    /** Takes this byte where it is next. */
    boolean has(char ascii) {
        if (at >= end || in[at] != ascii) return false;
        at++;
        return true;
    }

    void must(byte[] bytes) {
        if (!has(bytes)) fail();
    }

    void must(char ascii) {
        if (!has(ascii)) fail();
    }

    /** Takes a whole number from 0 to 2^53 - 1 in its one plain spelling. */
    long whole() {
        int from = at;
        long value = 0;
        while (at < end && in[at] >= '0' && in[at] <= '9' && at - from < WHOLE_DIGITS_MAX) {
            value = value * 10 + (in[at++] - '0');
        }
        boolean plain = at > from && (in[from] != '0' || at - from == 1) && value <= Json.WHOLE_MAX;
        boolean ended = at < end && (in[at] == ',' || in[at] == '}');
        if (!plain || !ended) fail();
        return value;
    }

    /** Takes a whole number that may be below 0. */
    void signedWhole() {
        boolean negative = has('-');
        if (whole() == 0 && negative) fail();
    }

    /** Takes so many lower-case hex digits and the quote behind them. */
    void hex(int digits) {
        int to = at + digits;
        if (to >= end) {
            fail();
            return;
        }
        while (at < to && isHex(in[at])) at++;
        if (at < to) fail();
        else must('"');
    }

    private static boolean isHex(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
    }

    /** Takes a string of printable ASCII without quote and backslash, and its closing quote. */
    String words(int charsMax) {
        int from = at;
        while (at < end && isPlain(in[at]) && at - from < charsMax) at++;
        String text = new String(in, from, at - from, StandardCharsets.ISO_8859_1);
        must('"');
        return text;
    }

    /** Takes a statement id and its closing quote. */
    void statementId() {
        int from = at;
        while (at < end && StatementId.allows((char) in[at])) at++;
        int chars = at - from;
        if (chars < StatementId.CHARS_MIN || chars > StatementId.CHARS_MAX) fail();
        else must('"');
    }

    /**
     * Takes the rest of a string and its closing quote.
     *
     * @param unitsMax its greatest length in UTF-16 units
     * @return whether any of its characters is not white space
     */
    boolean text(int unitsMax) {
        int units = 0;
        boolean solid = false;
        while (at < end) {
            int from = at;
            while (at < end && isPlain(in[at])) at++;
            units += at - from;
            while (!solid && from < at) solid = in[from++] != ' ';
            if (at >= end || units > unitsMax) break;
            if (in[at] == '"') {
                at++;
                return solid;
            }
            int character = in[at] == '\\' ? escape() : Utf8Skim.character(in, at, end);
            if (character < 0) break;
            if (in[at] != '\\') at += Utf8Skim.bytesOf(character);
            else at += in[at + 1] == 'u' ? 6 : 2;
            units += Character.charCount(character);
            solid |= !Character.isWhitespace(character);
        }
        fail();
        return false;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    /** The character that the escape here stands for; -1 where it is none that stands for one alone. */
    private int escape() {
        if (at + 6 > end) return -1; // two quotes, a brace and a newline follow any string
        return switch (in[at + 1]) {
            case '"', '\\', '/' -> in[at + 1];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> escapedUnit();
            default -> -1;
        };
    }

    private int escapedUnit() {
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            if (!isHex(in[i])) return -1;
            unit = unit << 4 | Character.digit(in[i], 16);
        }
        return Utf8Skim.isGood(unit) ? unit : -1;
    }
}
