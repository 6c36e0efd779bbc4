package org.ringdown.store;

import java.util.List;
import java.util.Optional;
import org.ringdown.message.EntryId;

/**
 * What one slice of a {@link Scrub} found.
 *
 * @param rows how many rows it checked
 * @param bad what is damaged
 * @param passDone whether a pass over everything ended with it; the next slice begins another
 */
public record ScrubSlice(long rows, List<Bad> bad, boolean passDone) {

    /** Copies its list. */
    public ScrubSlice {
        bad = List.copyOf(bad);
    }

    /**
     * One damage.
     *
     * @param entry the entry whose bytes are damaged; empty where it is something else
     * @param what what is damaged and how, as a plain sentence
     */
    public record Bad(Optional<EntryId> entry, String what) {}
}
