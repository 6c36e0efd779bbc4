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
 * @param note the signed note of the sayer's unrecorded key, exact text
 * @param requestDigest SHA-256 (hex) of the request that made an own one; empty for the peer's
 */
public record UnrecordedNote(Side side, String note, String requestDigest) {
    private static final int STATEMENT_LINE = 5;

    /** Who said it. */
    public enum Side {
        /** This node: it is logged as UNRECORDED. */
        SAID,
        /** The peer: it is logged as HEARD. */
        HEARD
    }

    /**
     * What the note says.
     *
     * @return its statement; empty where it carries none that can be read
     */
    public Optional<Statement> statement() {
        return statement(note);
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
            return Optional.of(Leaf.parseStatement(lines[STATEMENT_LINE].getBytes(StandardCharsets.UTF_8)));
        } catch (TranscriptException | MessageException e) {
            return Optional.empty();
        }
    }
}
