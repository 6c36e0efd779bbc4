package org.ringdown.line;

import java.util.Map;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;

/**
 * What the second place holds: the largest heads that may have left this node.
 *
 * @param own the largest own signed head of each own epoch that may have left
 * @param cosigned the largest head of each peer log that was cosigned or early-receipted
 */
public record Standing(Map<LogId, Mark> own, Map<LogId, Mark> cosigned) {

    /** Copies its maps. */
    public Standing {
        own = Maps.copy(own);
        cosigned = Maps.copy(cosigned);
    }

    /**
     * A head in short, with the signature that proves it.
     *
     * @param size the head's size
     * @param root its root
     * @param signature the log key's signature line blob (key id and signature), so that the note can be rebuilt
     */
    public record Mark(long size, Hash root, Bytes signature) {}
}
