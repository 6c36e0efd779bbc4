package org.ringdown.cli.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ringdown.transcript.Hash;

/**
 * A block of records: each is a line {@code <number> <length> <word>}, then so many bytes, then the next. The word is the
 * leaf hash in base64 for a leaf, and {@code note} for a note.
 */
final class Records {
    private static final int HEADER_BYTES_MAX = 100;

    /** One record: a number (an index or a size), what its header says of it, and its bytes, not to be changed. */
    static final class Item {
        private final long number;
        private final String word;
        private final byte[] bytes;

        private Item(long number, String word, byte[] bytes) {
            this.number = number;
            this.word = word;
            this.bytes = bytes;
        }

        long number() {
            return number;
        }

        String word() {
            return word;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private final byte[] block;
    private final int bytes;
    private final String name;
    private int at;
    private long number;
    private int wordFrom;
    private int from;
    private int to;

    /** Starts at the first record of a block. */
    Records(String name, byte[] block) {
        this(name, block, block.length);
    }

    /** Starts at the first record of a block that fills only the front of an array. */
    Records(String name, byte[] block, int bytes) {
        this.name = name;
        this.block = block;
        this.bytes = bytes;
    }

    boolean hasNext() {
        return to < bytes;
    }

    /**
     * Takes the next record.
     *
     * @throws BundleException RECORDS
     */
    Item next() throws BundleException {
        advance();
        String word = new String(block, wordFrom, from - 1 - wordFrom, StandardCharsets.US_ASCII);
        return new Item(number, word, Arrays.copyOfRange(block, from, to));
    }

    /**
     * Goes to the next record and makes no copy of it.
     *
     * @throws BundleException RECORDS
     */
    void advance() throws BundleException {
        at = to;
        int end = at;
        int limit = Math.min(bytes, at + HEADER_BYTES_MAX);
        while (end < limit && block[end] != '\n') end++;
        if (end == limit) throw bad("no end of the header line");
        int space1 = space(at, end);
        int space2 = space(space1 + 1, end);
        if (space2 >= end) throw bad("the header line does not have three words");
        number = decimal(at, space1);
        long length = decimal(space1 + 1, space2);
        if (length > bytes - end - 1) throw bad(length + " bytes announced, fewer follow");
        wordFrom = space2 + 1;
        from = end + 1;
        to = from + (int) length;
    }

    private int space(int begin, int end) {
        int i = begin;
        while (i < end && block[i] != ' ') i++;
        return i;
    }

    /** The number of the record that was advanced to. */
    long number() {
        return number;
    }

    /** Where in the block the bytes of the record that was advanced to begin. */
    int from() {
        return from;
    }

    /** The place behind them. */
    int to() {
        return to;
    }

    /** Whether its word is this hash. */
    boolean saysHash(Hash hash) {
        return hash.isBase64(block, wordFrom, from - 1);
    }

    private long decimal(int begin, int end) throws BundleException {
        boolean plain = end > begin && end - begin <= 16 && (block[begin] != '0' || end - begin == 1);
        long value = 0;
        for (int i = begin; plain && i < end; i++) {
            plain = block[i] >= '0' && block[i] <= '9';
            value = value * 10 + (block[i] - '0');
        }
        if (!plain) {
            throw bad(
                    "not a plain number: \"" + new String(block, begin, end - begin, StandardCharsets.US_ASCII) + "\"");
        }
        return value;
    }

    private BundleException bad(String what) {
        return new BundleException(BundleCode.RECORDS, name + " at byte " + at + ": " + what);
    }

    /** Appends a record to a block that is being written. */
    static void append(ByteArrayOutputStream block, long number, String word, byte[] bytes) {
        block.writeBytes((number + " " + bytes.length + " " + word + "\n").getBytes(StandardCharsets.US_ASCII));
        block.writeBytes(bytes);
    }
}
