package org.ringdown.line;

import java.util.List;
import org.ringdown.charter.Clocks;

/**
 * What a {@code Post} is made for.
 *
 * @param lineId the line
 * @param own the own party's short id
 * @param peer the peer's short id
 * @param charterDigest the digest (64 hex digits) of the charter that the own log stands under
 * @param keys both parties' certified keys
 * @param paths labels of the paths that this node dials; they are supervised from the start
 */
public record LineSetup(
        String lineId, String own, String peer, String charterDigest, LineKeys keys, List<String> paths) {

    /** Copies its list. */
    public LineSetup {
        paths = List.copyOf(paths);
    }

    /**
     * The charter that the own log stands under now.
     *
     * @return its digest: the one that the line was set up with, until an own ADOPT takes effect
     */
    @Override
    public String charterDigest() {
        return keys.charterDigest(own).orElse(charterDigest);
    }

    /**
     * The clocks of the charter that the own log stands under now.
     *
     * @return the clocks
     */
    public Clocks clocks() {
        return keys.clocks(own);
    }
}
