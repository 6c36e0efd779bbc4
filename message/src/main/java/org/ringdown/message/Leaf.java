package org.ringdown.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonReader;
import org.ringdown.charter.JsonWriter;

/**
 * One leaf: a statement and its seal, as records and as the exact bytes.
 *
 * <p>Bytes are {@code statement LF seal LF}, each one line of compact I-JSON. They are written once and never
 * re-serialised to be checked. At most {@value #BYTES_MAX} bytes.
 *
 * @param statement line 1
 * @param seal line 2
 */
public record Leaf(Statement statement, Seal seal) {

    /** The largest leaf, in bytes; a larger one is its author's violation. */
    public static final int BYTES_MAX = 65_536;

    /** The largest leaf that our own node writes, so that it can be carried over into another as base64. */
    public static final int OWN_BYTES_MAX = 44_000;

    /**
     * Writes the exact bytes of line 1, with its newline.
     *
     * @param statement the statement
     * @return UTF-8 bytes
     */
    public static byte[] line1(Statement statement) {
        return (JsonWriter.compact(StatementJson.write(statement)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes the exact bytes of a leaf from its first line and its seal.
     *
     * @param line1 line 1 with its newline
     * @param seal the seal
     * @return UTF-8 bytes
     */
    public static byte[] bytes(byte[] line1, Seal seal) {
        byte[] line2 = (JsonWriter.compact(SealJson.write(seal)) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] leaf = Arrays.copyOf(line1, line1.length + line2.length);
        System.arraycopy(line2, 0, leaf, line1.length, line2.length);
        return leaf;
    }

    /**
     * Reads a leaf. Unknown fields are let be: the bytes are the record.
     *
     * @param leaf the exact bytes
     * @return the leaf
     * @throws MessageException with the reason: NOT_TWO_LINES, MALFORMED_JSON, UNKNOWN_TYPE, BAD_FIELD, the first of these
     *     that holds
     */
    public static Leaf parse(byte[] leaf) throws MessageException {
        int end1 = indexOfNewline(leaf, 0);
        int end2 = end1 < 0 ? -1 : indexOfNewline(leaf, end1 + 1);
        if (end2 != leaf.length - 1 || end1 < 0) {
            throw new MessageException(
                    MessageException.Reason.NOT_TWO_LINES, "a leaf is two lines, each ended by a newline");
        }
        Json.Obj statement = object(Arrays.copyOfRange(leaf, 0, end1), "line 1");
        Json.Obj seal = object(Arrays.copyOfRange(leaf, end1 + 1, end2), "line 2");
        return new Leaf(StatementJson.read(statement), SealJson.read(seal));
    }

    /**
     * Reads line 1 alone, as an unrecorded note carries it.
     *
     * @param line1 the bytes, without the newline
     * @return the statement
     * @throws MessageException with the reason
     */
    public static Statement parseStatement(byte[] line1) throws MessageException {
        if (indexOfNewline(line1, 0) >= 0) {
            throw new MessageException(MessageException.Reason.NOT_TWO_LINES, "a statement is one line");
        }
        return StatementJson.read(object(line1, "line 1"));
    }

    private static Json.Obj object(byte[] line, String where) throws MessageException {
        try {
            return JsonReader.parseObject(line, JsonBounds.LEAF);
        } catch (JsonException e) {
            throw new MessageException(MessageException.Reason.MALFORMED_JSON, where + ": " + e.getMessage());
        }
    }

    private static int indexOfNewline(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == '\n') return i;
        return -1;
    }
}
