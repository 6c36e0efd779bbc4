package org.ringdown.node;

/**
 * What a node says of itself.
 *
 * @param party the own party
 * @param version the product's version
 * @param commit the commit it was built from
 * @param startedMs wall clock of the start
 * @param cryptoProvider what signs and verifies
 * @param secondPlaceOnOtherVolume whether the second place lies on another volume than the store
 */
record NodeFacts(
        String party,
        String version,
        String commit,
        long startedMs,
        String cryptoProvider,
        boolean secondPlaceOnOtherVolume) {}
