package org.ringdown.charter;

/** How an enrolled key stands to something that it signed. */
public sealed interface KeyStanding {
    /** The key vouches for it. */
    record Good() implements KeyStanding {}

    /**
     * The key was revoked, and this lies beyond what its party stands by: to be shown "disputed by its signer". Nothing
     * new is taken from the key; what was held before stays held.
     *
     * @param by the revocation
     */
    record Disputed(Revocation by) implements KeyStanding {}
}
