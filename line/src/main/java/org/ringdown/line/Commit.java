package org.ringdown.line;

import java.util.List;
import java.util.Map;
import org.ringdown.message.LogId;

/**
 * All that one turn makes durable.
 *
 * @param cuts own logs to cut back to a size before anything else: leaves that never left this node and are carried
 *     over into another epoch
 * @param entries appended leaves, in the order they became known; each log's are consecutive from its size
 * @param early leaves that overtook, beyond their log's size; removed by the store once {@code entries} reach them
 * @param heads signed heads, own and the peer's
 * @param receipts the peer's receipts for own entries
 * @param evidence violations and forks
 * @param facts small named values to set; an empty value removes
 * @param reserve true when only STOP, UNPLANNED EVENT and what they need are in it: the store's reserve may be used
 */
public record Commit(
        Map<LogId, Long> cuts,
        List<KeptEntry> entries,
        List<KeptEntry> early,
        List<KeptHead> heads,
        List<KeptReceipt> receipts,
        List<Evidence> evidence,
        Map<String, String> facts,
        boolean reserve) {

    /** Copies its collections. */
    public Commit {
        cuts = Maps.copy(cuts);
        entries = List.copyOf(entries);
        early = List.copyOf(early);
        heads = List.copyOf(heads);
        receipts = List.copyOf(receipts);
        evidence = List.copyOf(evidence);
        facts = Maps.copy(facts);
    }

    /**
     * Whether there is nothing in it.
     *
     * @return true when committing it would change nothing
     */
    public boolean isEmpty() {
        return cuts.isEmpty()
                && entries.isEmpty()
                && early.isEmpty()
                && heads.isEmpty()
                && receipts.isEmpty()
                && evidence.isEmpty()
                && facts.isEmpty();
    }
}
