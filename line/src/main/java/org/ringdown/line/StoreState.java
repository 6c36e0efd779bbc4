package org.ringdown.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;

/**
 * What a start finds in the store.
 *
 * @param logs every log, own and peer, in the order in which each was first seen
 * @param facts the small named values
 * @param evidence all evidence kept so far
 * @param founding the leaves of types CHARTER, KEY, REVOCATION and ADOPT, in local order: they rebuild the key ring
 */
public record StoreState(
        List<LogState> logs, Map<String, String> facts, List<Evidence> evidence, List<KeptEntry> founding) {

    /** Copies its collections. */
    public StoreState {
        logs = List.copyOf(logs);
        facts = Maps.copy(facts);
        evidence = List.copyOf(evidence);
        founding = List.copyOf(founding);
    }

    /**
     * One log.
     *
     * @param log which
     * @param frontier the compact range at the committed size
     * @param head the largest signed head kept at or below the committed size
     * @param receipted the largest size that a kept cosignature of the peer covers (own logs)
     * @param earlyReceipts indexes at or above {@code receipted} that an early receipt covers (own logs)
     * @param earlyEntries indexes at or above the size that are held as early entries (peer logs)
     */
    public record LogState(
            LogId log,
            CompactRange frontier,
            Optional<KeptHead> head,
            long receipted,
            List<Long> earlyReceipts,
            List<Long> earlyEntries) {

        /** Copies its lists. */
        public LogState {
            earlyReceipts = List.copyOf(earlyReceipts);
            earlyEntries = List.copyOf(earlyEntries);
        }
    }
}
