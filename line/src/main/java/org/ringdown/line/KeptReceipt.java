package org.ringdown.line;

import org.ringdown.message.LogId;

/**
 * A peer's receipt for own entries, as it is kept.
 *
 * @param log the own log it covers
 * @param kind COSIGNATURE or HELD (cover every entry below {@code size}) or EARLY (covers entry {@code size - 1} alone)
 * @param size the size or, for EARLY, the index plus one
 * @param note the cosigned head; for HELD the peer's signed head above the entry of its that says so; or the early
 *     receipt note; exact text
 * @param receivedMs own wall clock when it came
 */
public record KeptReceipt(LogId log, Kind kind, long size, String note, long receivedMs) {

    /** How much a receipt covers. */
    public enum Kind {
        /** Every entry below the head. */
        COSIGNATURE,
        /** Every entry below the size that an entry of the peer names as held. */
        HELD,
        /** One entry. */
        EARLY;

        /**
         * Whether it covers more than the one entry.
         *
         * @return true where it covers every entry below its size
         */
        public boolean coversAllBelow() {
            return this != EARLY;
        }
    }
}
