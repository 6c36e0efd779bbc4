package org.ringdown.line;

import java.util.List;
import org.ringdown.message.EntryId;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;

/**
 * What queries need to know of an entry without parsing its leaf.
 *
 * @param type the wire name of its type, or {@code UNREADABLE LEAF} for a peer's leaf that is held as opaque bytes
 * @param precedence the wire name of its precedence; empty for an opaque leaf
 * @param statementId its statement id; empty for an opaque or a repeated one
 * @param requestDigest SHA-256 (hex) of the request that made an own entry; empty for a peer's
 * @param flags a set of {@code TEST}, {@code LADDER} (it asks for the human ladder), {@code LATE}
 * @param about the entries that an ACK, MISSED, UNREADABLE or HEARD entry speaks of
 * @param level the ladder level of an ACK; empty otherwise
 */
public record EntryMark(
        String type,
        String precedence,
        String statementId,
        String requestDigest,
        List<String> flags,
        List<EntryId> about,
        String level) {

    /** Copies its lists. */
    public EntryMark {
        flags = List.copyOf(flags);
        about = List.copyOf(about);
    }

    /**
     * Reads what queries need to know from a leaf that comes from elsewhere than a request: a peer's, or a restored one.
     *
     * @param leaf the exact bytes
     * @return its mark; that of an opaque leaf where it can't be read
     */
    public static EntryMark of(byte[] leaf) {
        try {
            return Marks.peer(Leaf.parse(leaf).statement());
        } catch (MessageException e) {
            return Marks.UNREADABLE;
        }
    }
}
