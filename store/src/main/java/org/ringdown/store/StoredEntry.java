package org.ringdown.store;

import java.util.List;
import java.util.Optional;
import org.ringdown.line.KeptEntry;
import org.ringdown.line.KeptReceipt;

/**
 * An entry as the API shows it.
 *
 * @param seq its place in the local order of arrival, from 1; an entry that overtook keeps it
 * @param entry the entry
 * @param missing for an entry that overtook, how many before it are not yet here; 0 when it stands in its place
 * @param delivered for an own entry, the receipt that came first; empty while none is here
 * @param about entries that speak about it, oldest first, at most {@link SqliteReader#ABOUT_MAX}
 * @param damage what is wrong with its stored bytes; empty when they hash to their place
 */
public record StoredEntry(
        long seq,
        KeptEntry entry,
        long missing,
        Optional<Delivery> delivered,
        List<KeptEntry> about,
        Optional<String> damage) {

    /** Copies its list. */
    public StoredEntry {
        about = List.copyOf(about);
    }

    /**
     * The first receipt that covers an entry.
     *
     * @param kind how it covers it
     * @param atMs own wall clock when it came
     */
    public record Delivery(KeptReceipt.Kind kind, long atMs) {}
}
