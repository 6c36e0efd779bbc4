package org.ringdown.line;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;
import org.ringdown.message.Statement;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/**
 * A message that went, or came, while the own log could not be written, and is still to be logged.
 *
 * @param side who said it
 * @param note the signed note of the sayer's unrecorded key, exact text; of an entry that was overheard, its line 1
 * @param requestDigest SHA-256 (hex) of the request that made an own one; empty for the peer's
 */
public record UnrecordedNote(Side side, String note, String requestDigest) {
    private static final int STATEMENT_LINE = 5;

    /** Who said it. */
    public enum Side {
        /** This node: it is logged as UNRECORDED. */
        SAID,
        /** The peer: it is logged as HEARD. */
        HEARD,
        /** The peer, in an entry that was not taken in: it comes again, and is not acted on again meanwhile. */
        OVERHEARD
    }

    /**
     * What the note says.
     *
     * @return its statement; empty where it carries none that can be read
     */
    public Optional<Statement> statement() {
        return switch (side) {
            case SAID, HEARD -> statement(note);
            case OVERHEARD -> line1(note);
        };
    }

    /**
     * What such a note says; its signature is not looked at.
     *
     * @param note the exact text
     * @return its statement; empty where it carries none that can be read
     */
    public static Optional<Statement> statement(String note) {
        try {
            String[] lines = SignedNote.parse(note).text().split("\n", -1);
            if (lines.length <= STATEMENT_LINE) return Optional.empty();
            return line1(lines[STATEMENT_LINE]);
        } catch (TranscriptException e) {
            return Optional.empty();
        }
    }

    private static Optional<Statement> line1(String line) {
        try {
            return Optional.of(Leaf.parseStatement(line.getBytes(StandardCharsets.UTF_8)));
        } catch (MessageException e) {
            return Optional.empty();
        }
    }
}
