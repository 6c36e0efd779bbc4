package org.ringdown.line;

import java.util.Optional;

/**
 * The small durable place beside the store that shows whether the store is the newest: two alternating checksummed
 * slots, on another volume where there is one. Used from the thread that drives {@code Post} only.
 */
public interface SecondPlace {

    /**
     * Reads the newest whole slot.
     *
     * @return what stands there, or empty where the place is missing, blank or unreadable
     */
    Optional<Standing> read();

    /**
     * Replaces the standing; durable when it returns.
     *
     * @param standing the new standing
     * @throws StoreException BROKEN when the outcome is unknown
     */
    void write(Standing standing) throws StoreException;
}
