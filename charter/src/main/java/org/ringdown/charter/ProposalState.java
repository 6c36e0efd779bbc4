package org.ringdown.charter;

/** Where a proposed change of the charter stands, as far as both logs are known. */
public enum ProposalState {
    /** Proposed; the other side has said nothing. */
    OPEN,
    /** Both sides proposed without having seen the other's proposal: one must withdraw before anything can go on. */
    GLARE,
    /** The other side consents; the proposer may adopt. */
    CONSENTED,
    /** The proposer withdrew, or the consent was withdrawn and not given again. */
    WITHDRAWN,
    /** The proposer's log stands under it, the other log not yet. */
    ADOPTED,
    /** The proposer adopted while the other withdrew its consent, neither having seen the other: shown to both. */
    CROSSED,
    /** Both logs stand under it, or have stood. */
    IN_FORCE,
    /** The proposer's log has moved on to another charter. */
    LAPSED
}
