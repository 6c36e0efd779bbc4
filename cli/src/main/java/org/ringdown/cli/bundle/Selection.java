package org.ringdown.cli.bundle;

import java.util.List;
import java.util.SequencedMap;
import org.ringdown.message.LogId;

/** What of a record goes into a bundle. */
public sealed interface Selection {
    /** Every entry of every log. */
    record All() implements Selection {}

    /**
     * A run of entries of each log named.
     *
     * @param runs the runs
     */
    record Ranges(SequencedMap<LogId, Run> runs) implements Selection {}

    /**
     * Single entries with their proofs, and nothing else.
     *
     * @param indexes the indexes in each log
     */
    record Entries(SequencedMap<LogId, List<Long>> indexes) implements Selection {}

    /**
     * A run of entries.
     *
     * @param first index of the first one
     * @param end the index behind the last one
     */
    record Run(long first, long end) {}
}
