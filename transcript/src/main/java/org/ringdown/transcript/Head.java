package org.ringdown.transcript;

/**
 * A log's state at one size, unsigned: the text of a C2SP tlog-checkpoint without extension lines.
 *
 * @param origin which log; for a log of ours {@code <line id>/<party>/<epoch>}
 * @param size how many entries, from 0
 * @param root the Merkle tree hash over them; the empty root if there are none
 */
public record Head(String origin, long size, Hash root) {
    /** Refuses a head that could not be written or read back; the caller's bug if it happens. */
    public Head {
        try {
            check(origin, size, root);
        } catch (TranscriptException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The text that is signed: origin, size in decimal and root in base64, each on a line of its own.
     *
     * @return three lines, each with its newline
     */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * Reads a head from the text of a note. Does not verify anything: do that first.
     *
     * @param noteText the text, with its final newline
     * @return the head, whose {@link #text} is exactly the argument
     * @throws TranscriptException HEAD_SHAPE, HEAD_EXTENSION, HEAD_ORIGIN, HEAD_SIZE, HEAD_ROOT or NOT_UTF8
     */
    public static Head parse(String noteText) throws TranscriptException {
        if (!noteText.endsWith("\n")) throw fault(TranscriptCode.HEAD_SHAPE, "no final newline", noteText);
        String[] lines = noteText.substring(0, noteText.length() - 1).split("\n", 5);
        if (lines.length < 3) throw fault(TranscriptCode.HEAD_SHAPE, "fewer than three lines", noteText);
        if (lines.length > 3) throw fault(TranscriptCode.HEAD_EXTENSION, "more than three lines", noteText);
        long size = Texts.decimal(lines[1]);
        if (size < 0) throw fault(TranscriptCode.HEAD_SIZE, "not a plain decimal below 2^63", lines[1]);
        Hash root;
        try {
            root = Hash.fromBase64(lines[2]);
        } catch (TranscriptException e) {
            throw fault(TranscriptCode.HEAD_ROOT, "not 32 bytes of base64", lines[2]);
        }
        check(lines[0], size, root);
        return new Head(lines[0], size, root);
    }

    private static void check(String origin, long size, Hash root) throws TranscriptException {
        if (origin.isEmpty()) throw fault(TranscriptCode.HEAD_ORIGIN, "empty", origin);
        if (Texts.encodeUtf8(origin).length > TranscriptLimits.NAME_BYTES_MAX) {
            throw fault(TranscriptCode.HEAD_ORIGIN, "longer than 255 bytes", origin);
        }
        for (int i = 0; i < origin.length(); i++) {
            if (origin.charAt(i) < 0x20) throw fault(TranscriptCode.HEAD_ORIGIN, "a control character", origin);
        }
        if (size < 0) throw fault(TranscriptCode.HEAD_SIZE, "negative", Long.toString(size));
        if (size == 0 && !root.equals(Rfc6962.EMPTY_ROOT)) {
            throw fault(TranscriptCode.HEAD_ROOT, "an empty log has the empty root, not", root.base64());
        }
    }

    private static TranscriptException fault(TranscriptCode code, String what, String seen) {
        return new TranscriptException(code, what + ": " + Texts.quote(seen));
    }
}
