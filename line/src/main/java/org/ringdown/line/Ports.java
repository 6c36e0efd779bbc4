package org.ringdown.line;

import java.util.random.RandomGenerator;

/**
 * Everything outside a {@code Post}.
 *
 * @param store what is durable
 * @param secondPlace the small durable place beside it
 * @param paths the sessions
 * @param signer own keys
 * @param clock both clocks
 * @param random a cryptographic source in a node, a seeded one in a simulation
 * @param events where events go
 */
public record Ports(
        EntryStore store,
        SecondPlace secondPlace,
        PathPort paths,
        Signer signer,
        Clock clock,
        RandomGenerator random,
        PostEvents events) {}
