package org.ringdown.line;

import org.ringdown.message.LogId;

/**
 * A peer's receipt for own entries, as it is kept.
 *
 * @param log the own log it covers
 * @param kind COSIGNATURE (covers every entry below {@code size}) or EARLY (covers entry {@code size - 1} alone)
 * @param size the size or, for EARLY, the index plus one
 * @param note the cosigned head, or the early receipt note; exact text
 * @param receivedMs own wall clock when it came
 */
public record KeptReceipt(LogId log, Kind kind, long size, String note, long receivedMs) {

    /** How much a receipt covers. */
    public enum Kind {
        /** Every entry below the head. */
        COSIGNATURE,
        /** One entry. */
        EARLY
    }
}
