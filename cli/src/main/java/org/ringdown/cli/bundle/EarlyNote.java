package org.ringdown.cli.bundle;

import java.util.List;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptCode;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/**
 * An early receipt whose signature was verified: a note with the lines {@code ringdown/receipt/v1}, origin, index, leaf
 * hash, size, root, time.
 *
 * @param origin the log
 * @param index the entry that it is for
 * @param leafHash that entry's leaf hash
 * @param size the head's size
 * @param root the head's root
 * @param wallMs the signer's clock
 * @param by the key that signed it
 */
record EarlyNote(String origin, long index, Hash leafHash, long size, Hash root, long wallMs, VerifierKey by) {
    private static final String KIND = "ringdown/receipt/v1";

    /**
     * Reads and verifies one.
     *
     * @param note the note
     * @param keys the early keys of the receiving party
     * @throws TranscriptException when it is not one, or no such key signed it
     */
    static EarlyNote of(SignedNote note, List<VerifierKey> keys) throws TranscriptException {
        List<String> lines = List.of(note.text().split("\n", -1));
        if (lines.size() != 8 || !lines.getFirst().equals(KIND)) {
            throw new TranscriptException(TranscriptCode.NOTE_SHAPE, "not the seven lines of an early receipt");
        }
        TranscriptException refused =
                new TranscriptException(TranscriptCode.SIGNATURE_MISSING, "no certified early key signed it");
        for (VerifierKey key : keys) {
            if (note.signatures().stream().noneMatch(line -> line.isBy(key))) continue;
            try {
                Notes.verify(note, key);
                return of(lines, key);
            } catch (TranscriptException e) {
                // another key may have the same short id
                refused = e;
            }
        }
        throw refused;
    }

    private static EarlyNote of(List<String> lines, VerifierKey key) throws TranscriptException {
        EarlyNote read = new EarlyNote(
                lines.get(1),
                number(lines.get(2)),
                Hash.fromBase64(lines.get(3)),
                number(lines.get(4)),
                Hash.fromBase64(lines.get(5)),
                number(lines.get(6)),
                key);
        if (read.index() < read.size()) return read;
        throw new TranscriptException(
                TranscriptCode.NOTE_SHAPE, "index " + read.index() + " is not below size " + read.size());
    }

    /** What it says of the log's root. */
    Claims.Claim claim() {
        return new Claims.Claim(size, root, new Claims.Source.EarlyReceipt(index));
    }

    private static long number(String text) throws TranscriptException {
        if (!text.matches("0|[1-9][0-9]{0,15}")) {
            throw new TranscriptException(TranscriptCode.NOTE_SHAPE, "not a plain number: " + text);
        }
        return Long.parseLong(text);
    }
}
