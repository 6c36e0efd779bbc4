package org.ringdown.charter;

/**
 * What a charter can demand of a node. A node names what its version can do; a charter that demands more is refused, never
 * obeyed in part.
 */
public enum Capability {
    /** Counts the time in which a person must see or answer an entry. */
    HUMAN_CLOCKS("clocks for SEEN and for an answer"),
    /** Calls the next person when a clock runs out. */
    ESCALATION("escalation when a clock runs out"),
    /** Holds scheduled line tests. */
    LINE_TESTS("scheduled line tests"),
    /** Speaks by a phrasebook. */
    PHRASEBOOK("a phrasebook"),
    /** Sends, checks and compares notices. */
    NOTICES("notices with lead times and separations"),
    /** Suspends and resumes the line by rule. */
    SUSPENSION("suspension of the line by rule"),
    /** Records voice. */
    RECORDING("recording of voice"),
    /** Keeps records for a stated time and then removes them. */
    RETENTION("a stated time of keeping"),
    /** Has each statement signed by its officer's passkey. */
    PASSKEYS("an officer's passkey on each statement"),
    /** Ends a charter at a stated time. */
    EXPIRY("a date on which the charter ends");

    private final String words;

    Capability(String words) {
        this.words = words;
    }

    /**
     * Returns the demand in plain words.
     *
     * @return words that follow "the charter demands"
     */
    public String words() {
        return words;
    }
}
