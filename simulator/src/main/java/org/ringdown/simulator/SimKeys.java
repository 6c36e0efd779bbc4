package org.ringdown.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.ringdown.line.LineKeys;
import org.ringdown.line.Signer;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.VerifierKey;

/** Both parties' keys, fixed by the seed. */
final class SimKeys implements LineKeys {
    private final String lineId;
    private final SplittableRandom seeds;
    private final Map<String, byte[]> keys = new TreeMap<>();
    private final Map<String, NoteSigner> signers = new TreeMap<>();

    SimKeys(String lineId, SplittableRandom seeds, List<String> parties) {
        this.lineId = lineId;
        this.seeds = seeds;
        for (String party : parties) {
            for (String use : List.of("log", "holder", "early", "unrecorded")) keys.put(party + "/" + use, seed());
        }
    }

    private byte[] seed() {
        byte[] seed = new byte[32];
        seeds.nextBytes(seed);
        return seed;
    }

    private NoteSigner signer(String party, String use, String name, SignatureType type) {
        return signers.computeIfAbsent(
                name + " " + use,
                key -> Ed25519Signer.of(name, type, keys.getOrDefault(party + "/" + use, new byte[32])));
    }

    private NoteSigner named(String party, String use, SignatureType type) {
        return signer(party, use, lineId + "/" + party + "/" + use, type);
    }

    @Override
    public List<VerifierKey> headKeys(LogId log, long size) {
        return List.of(signer(log.party(), "log", log.origin(lineId), SignatureType.ED25519)
                .verifierKey());
    }

    @Override
    public List<VerifierKey> holders(String party) {
        return List.of(named(party, "holder", SignatureType.COSIGNATURE).verifierKey());
    }

    @Override
    public List<VerifierKey> earlies(String party) {
        return List.of(named(party, "early", SignatureType.ED25519).verifierKey());
    }

    @Override
    public List<VerifierKey> unrecordeds(String party) {
        return List.of(named(party, "unrecorded", SignatureType.ED25519).verifierKey());
    }

    @Override
    public Optional<String> noted(LogId log, Leaf leaf) {
        return Optional.empty();
    }

    Signer signerOf(String party) {
        return new Signer() {
            @Override
            public NoteSigner log(String origin) {
                return signer(party, "log", origin, SignatureType.ED25519);
            }

            @Override
            public NoteSigner holder() {
                return named(party, "holder", SignatureType.COSIGNATURE);
            }

            @Override
            public NoteSigner early() {
                return named(party, "early", SignatureType.ED25519);
            }

            @Override
            public NoteSigner unrecorded() {
                return named(party, "unrecorded", SignatureType.ED25519);
            }
        };
    }
}
