package org.ringdown.line;

import java.util.List;
import org.ringdown.message.LogId;

/**
 * What proves, or suggests, that a log's author broke its word; never deleted.
 *
 * @param log the log
 * @param kind FORK, ROLLBACK, OVERSIZE, UNPROVEN
 * @param notes the signed heads, exact texts
 * @param proof for FORK why the two heads can't belong to one log, as {@link org.ringdown.transcript.ForkProof} writes it;
 *     empty for every other kind
 * @param detail a plain sentence, with the sizes
 * @param seenMs own wall clock
 */
public record Evidence(LogId log, String kind, List<String> notes, String proof, String detail, long seenMs) {

    /** Copies its list. */
    public Evidence {
        notes = List.copyOf(notes);
    }
}
