package org.ringdown.line;

import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Clocks;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.VerifierKey;

/** The certified keys of both parties, as the charter, the certificates and the logs make them. */
public interface LineKeys {

    /**
     * The keys that may have signed a head.
     *
     * @param log the log
     * @param size the head's size
     * @return the log keys of its author, named with the head's origin; empty where there is none
     */
    List<VerifierKey> headKeys(LogId log, long size);

    /**
     * The keys that may cosign for a party.
     *
     * @param party who
     * @return its holder keys
     */
    List<VerifierKey> holders(String party);

    /**
     * The keys that may sign early receipts for a party.
     *
     * @param party who
     * @return its early keys
     */
    List<VerifierKey> earlies(String party);

    /**
     * The keys that may sign unrecorded messages for a party.
     *
     * @param party who
     * @return its unrecorded keys
     */
    List<VerifierKey> unrecordeds(String party);

    /**
     * The keys that may sign heads for a party against the day on which Ed25519 falls.
     *
     * @param party who
     * @return its pq keys; empty where there is none
     */
    default List<VerifierKey> postQuantum(String party) {
        return List.of();
    }

    /**
     * Takes an entry about keys or the charter that stands in a log now: the own one's, or the peer's.
     *
     * @param log the log
     * @param leaf an entry for which {@link #concerns} says so
     * @return why it is refused or does nothing, or empty
     */
    Optional<String> noted(LogId log, Leaf leaf);

    /**
     * Says which entries decide about keys and charters.
     *
     * @param type a type
     * @return true for KEY, REVOCATION, PROPOSE, CONSENT, WITHDRAW and ADOPT
     */
    static boolean concerns(EntryType type) {
        return type == EntryType.KEY
                || type == EntryType.REVOCATION
                || type == EntryType.PROPOSE
                || type == EntryType.CONSENT
                || type == EntryType.WITHDRAW
                || type == EntryType.ADOPT;
    }

    /**
     * The charter that a log stands under, once it changed.
     *
     * @param party the log's author
     * @return its digest, 64 hex digits; empty for the charter that the line was set up with
     */
    default Optional<String> charterDigest(String party) {
        return Optional.empty();
    }

    /**
     * How soon things must be heard and delivered, as the charter says that a log stands under.
     *
     * @param party the log's author
     * @return the clocks
     */
    default Clocks clocks(String party) {
        return Clocks.deliveryOnly();
    }
}
