package org.ringdown.cli.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    private final String name;
    private int at;

    /** Starts at the first record of a block. */
    Records(String name, byte[] block) {
        this.name = name;
        this.block = block;
    }

    boolean hasNext() {
        return at < block.length;
    }

    /**
     * Takes the next record.
     *
     * @throws BundleException RECORDS
     */
    Item next() throws BundleException {
        int end = at;
        int limit = Math.min(block.length, at + HEADER_BYTES_MAX);
        while (end < limit && block[end] != '\n') end++;
        if (end == limit) throw bad("no end of the header line");
        String header = new String(block, at, end - at, StandardCharsets.US_ASCII);
        int space1 = header.indexOf(' ');
        int space2 = header.indexOf(' ', space1 + 1);
        if (space1 < 0 || space2 < 0) throw bad("the header line does not have three words");
        long number = decimal(header, 0, space1);
        long length = decimal(header, space1 + 1, space2);
        if (length > block.length - end - 1) throw bad(length + " bytes announced, fewer follow");
        int from = end + 1;
        at = from + (int) length;
        return new Item(number, header.substring(space2 + 1), Arrays.copyOfRange(block, from, at));
    }

    private long decimal(String text, int from, int to) throws BundleException {
        boolean plain = to > from && to - from <= 16 && (text.charAt(from) != '0' || to - from == 1);
        long value = 0;
        for (int i = from; plain && i < to; i++) {
            char c = text.charAt(i);
            plain = c >= '0' && c <= '9';
            value = value * 10 + (c - '0');
        }
        if (!plain) throw bad("not a plain number: \"" + text.substring(from, to) + "\"");
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
