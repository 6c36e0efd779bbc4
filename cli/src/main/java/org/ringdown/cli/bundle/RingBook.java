package org.ringdown.cli.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyRing;
import org.ringdown.charter.KeyStanding;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Party;
import org.ringdown.charter.Place;
import org.ringdown.charter.Revocation;
import org.ringdown.message.LogId;
import org.ringdown.transcript.VerifierKey;

/** The keys that a charter and the certificates in a bundle give. */
final class RingBook implements KeyBook {
    /** Whose key it is, and for what. */
    private record Holding(String party, KeyUse use) {}

    private final KeyRing ring;
    private final Map<VerifierKey, List<Holding>> holdings = new ConcurrentHashMap<>();

    private RingBook(KeyRing ring) {
        this.ring = ring;
    }

    /** Takes in every certificate and revocation; one that is not good is a bad finding, and is left out. */
    static KeyBook of(Charter charter, List<byte[]> notes, Findings findings) {
        KeyRing ring = KeyRing.founded(charter);
        for (int i = 0; i < notes.size(); i++) {
            try {
                ring = with(ring, notes.get(i));
            } catch (CharterException e) {
                findings.add(Finding.bad(Manifest.keyName(i) + " is not good: " + e.getMessage()));
            }
        }
        return new RingBook(ring);
    }

    private static KeyRing with(KeyRing ring, byte[] note) throws CharterException {
        boolean revokes = new String(note, StandardCharsets.UTF_8).startsWith(Revocation.KIND + "\n");
        return revokes ? ring.with(Revocation.parse(note)) : ring.with(KeyCertificate.parse(note));
    }

    @Override
    public List<VerifierKey> log(LogId log) {
        return ring.logKeys(log.party(), log.epoch());
    }

    @Override
    public List<VerifierKey> holder(String party) {
        return ring.verifierKeys(party, KeyUse.HOLDER);
    }

    @Override
    public List<VerifierKey> early(String party) {
        return ring.verifierKeys(party, KeyUse.EARLY);
    }

    @Override
    public List<VerifierKey> postQuantum(String party) {
        return ring.verifierKeys(party, KeyUse.PQ);
    }

    @Override
    public Optional<String> objection(LogId log, VerifierKey key, long size) {
        Place head = new Place(log.epoch(), size);
        try {
            for (Holding holding : holdings.computeIfAbsent(key, this::holdings)) {
                if (standing(holding, key, head) instanceof KeyStanding.Disputed) {
                    return Optional.of("what " + key.name() + " signed about size " + size
                            + " is disputed by its signer: the key was revoked, and this lies beyond what it stands"
                            + " by.");
                }
            }
            return Optional.empty();
        } catch (CharterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private KeyStanding standing(Holding of, VerifierKey key, Place head) throws CharterException {
        boolean author = of.use() == KeyUse.LOG || of.use() == KeyUse.PQ;
        return author
                ? ring.head(of.party(), of.use(), key.key(), head)
                : ring.standing(of.party(), of.use(), key.key(), Optional.of(head));
    }

    private List<Holding> holdings(VerifierKey key) {
        List<Holding> all = new ArrayList<>();
        for (String party : parties()) {
            for (KeyUse use : List.of(KeyUse.LOG, KeyUse.HOLDER, KeyUse.EARLY, KeyUse.PQ)) {
                boolean its =
                        ring.keys(party, use).stream().anyMatch(id -> id.key().equals(key.key()));
                if (its) all.add(new Holding(party, use));
            }
        }
        return all;
    }

    @Override
    public List<String> parties() {
        return ring.charter().terms().parties().stream().map(Party::id).toList();
    }

    @Override
    public List<VerifierKey> all(List<LogId> logs) {
        List<VerifierKey> all = new ArrayList<>();
        for (Party party : ring.charter().terms().parties()) all.add(party.root());
        for (LogId log : logs) all.addAll(log(log));
        for (String party : parties()) {
            all.addAll(holder(party));
            all.addAll(early(party));
            all.addAll(postQuantum(party));
        }
        return all;
    }
}
