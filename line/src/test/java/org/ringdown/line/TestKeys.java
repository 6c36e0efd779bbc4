package org.ringdown.line;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Clocks;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.VerifierKey;

/** Both parties' keys, each from its own name; every log key is good from the first entry on, a second one later. */
final class TestKeys implements LineKeys {
    static final String LINE = "5b0c7d1e6a534d0e9d5c0f4c2b6d8a11";

    /** What the charter says. */
    Clocks clocks = Clocks.deliveryOnly();

    /** From which size on, in which log, a party's second log key may sign. */
    final Map<LogId, Long> secondFrom = new HashMap<>();

    @Override
    public Clocks clocks(String party) {
        return clocks;
    }

    static NoteSigner signer(String party, String use, String name) {
        byte[] seed = Hash.sha256((party + "/" + use).getBytes(StandardCharsets.UTF_8))
                .bytes();
        SignatureType type = use.equals("holder") ? SignatureType.COSIGNATURE : SignatureType.ED25519;
        return Ed25519Signer.of(name, type, seed);
    }

    static NoteSigner named(String party, String use) {
        return signer(party, use, LINE + "/" + party + "/" + use);
    }

    static NoteSigner log(LogId log) {
        return signer(log.party(), "log", log.origin(LINE));
    }

    @Override
    public List<VerifierKey> headKeys(LogId log, long size) {
        VerifierKey first = log(log).verifierKey();
        Long from = secondFrom.get(log);
        if (from == null || size <= from) return List.of(first);
        return List.of(first, second(log).verifierKey());
    }

    private static NoteSigner second(LogId log) {
        return signer(log.party(), "second log", log.origin(LINE));
    }

    @Override
    public List<VerifierKey> holders(String party) {
        return List.of(named(party, "holder").verifierKey());
    }

    @Override
    public List<VerifierKey> earlies(String party) {
        return List.of(named(party, "early").verifierKey());
    }

    @Override
    public List<VerifierKey> unrecordeds(String party) {
        return List.of(named(party, "unrecorded").verifierKey());
    }

    @Override
    public Optional<String> noted(LogId log, Leaf leaf) {
        return Optional.empty();
    }

    static Signer of(String party) {
        return of(party, "log");
    }

    /** What a party signs with once it has no other log key than its second one. */
    static Signer withSecond(String party) {
        return of(party, "second log");
    }

    private static Signer of(String party, String logKey) {
        return new Signer() {
            @Override
            public NoteSigner log(String origin) {
                return signer(party, logKey, origin);
            }

            @Override
            public NoteSigner holder() {
                return named(party, "holder");
            }

            @Override
            public NoteSigner early() {
                return named(party, "early");
            }

            @Override
            public NoteSigner unrecorded() {
                return named(party, "unrecorded");
            }
        };
    }
}
