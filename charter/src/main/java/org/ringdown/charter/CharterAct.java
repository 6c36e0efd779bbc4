package org.ringdown.charter;

import java.util.Optional;
import org.ringdown.transcript.Hash;

/**
 * One step in the change of a charter, as it stands in one party's log. Its root signatures are verified before it becomes
 * an act: see {@link CharterChange}.
 *
 * @param party the author of the log
 * @param at the entry's epoch and index
 * @param held the largest head of the other party's log that the author held, as epoch and size
 * @param step what it says
 * @param proposal the digest of the new charter's text
 * @param predecessor the digest of the charter that it replaces; given with PROPOSE and ADOPT, else found by the proposal
 */
public record CharterAct(
        String party, Place at, Optional<Place> held, Step step, Hash proposal, Optional<Hash> predecessor) {
    /** What an act says. */
    public enum Step {
        /** Proposes a new charter, signed by the author's root. */
        PROPOSE,
        /** Consents to the other's proposal with the author's root signature. */
        CONSENT,
        /** Takes back the author's own proposal or consent. */
        WITHDRAW,
        /** Says, with all root signatures, that the author's log stands under the new charter from here. */
        ADOPT
    }

    /**
     * Says whether the author held an entry of the other party's log when writing this. Every entry of an earlier epoch
     * counts as held.
     *
     * @param other an act in the other party's log
     * @return whether it was held
     */
    public boolean covers(CharterAct other) {
        return held.isPresent() && other.at.isBefore(held.get());
    }
}
