package org.ringdown.line;

/**
 * A message that went, or came, while the own log could not be written, and is still to be logged.
 *
 * @param side who said it
 * @param note the signed note of the sayer's unrecorded key, exact text
 * @param requestDigest SHA-256 (hex) of the request that made an own one; empty for the peer's
 */
public record UnrecordedNote(Side side, String note, String requestDigest) {

    /** Who said it. */
    public enum Side {
        /** This node: it is logged as UNRECORDED. */
        SAID,
        /** The peer: it is logged as HEARD. */
        HEARD
    }
}
