package org.ringdown.cli.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final KeyRing ring;
    private final boolean whole;
    /** With what entries carry; of the thread that goes over the runs. */
    private KeyRing carried;

    private RingBook(KeyRing ring, boolean whole) {
        this.ring = ring;
        this.whole = whole;
        this.carried = ring;
    }

    /** Takes in every certificate and revocation; one that is not good is a bad finding, and is left out. */
    static KeyBook of(Charter charter, BundleFile file, Findings findings) throws BundleException, IOException {
        KeyRing ring = KeyRing.founded(charter);
        for (int i = 0; i < file.manifest().keys(); i++) {
            String name = Manifest.keyName(i);
            ring = with(ring, file.read(name, BundleLimits.NOTE_BYTES_MAX), name, findings);
        }
        return new RingBook(ring, file.manifest().mode() == Manifest.Mode.ALL);
    }

    /** The same, of papers that lie in memory. */
    static KeyBook of(Charter charter, List<byte[]> papers, Findings findings) {
        KeyRing ring = KeyRing.founded(charter);
        for (byte[] paper : papers) ring = with(ring, paper, "a certificate or revocation", findings);
        return new RingBook(ring, false);
    }

    /** Those of some papers that a reader who begins with this charter takes in, one after another. */
    static List<byte[]> taken(Charter charter, List<byte[]> papers) {
        List<byte[]> taken = new ArrayList<>();
        KeyRing ring = KeyRing.founded(charter);
        for (byte[] paper : papers) {
            try {
                KeyRing next = with(ring, paper);
                if (next != ring) taken.add(paper);
                ring = next;
            } catch (CharterException e) {
                // an entry may carry anything: what is no good paper acts on nothing, and would spoil the bundle
            }
        }
        return taken;
    }

    /** One that is not good is a bad finding, and is left out. */
    private static KeyRing with(KeyRing ring, byte[] note, String what, Findings findings) {
        try {
            return with(ring, note);
        } catch (CharterException e) {
            findings.add(Finding.bad(what + " is not good: " + e.getMessage()));
            return ring;
        }
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
    public KeyStanding standing(KeyUse use, VerifierKey key, LogId log, long size) throws CharterException {
        Place head = new Place(log.epoch(), size);
        boolean author = use == KeyUse.LOG || use == KeyUse.PQ;
        return author
                ? ring.head(log.party(), use, key.key(), head)
                : ring.standing(ring.charter().peerOf(log.party()).id(), use, key.key(), Optional.of(head));
    }

    /** A ring that a paper changes is one that lacked it; a paper that no ring takes is none. */
    @Override
    public boolean lacks(Paper paper) {
        byte[] note = paper.note().getBytes(StandardCharsets.UTF_8);
        try {
            if (paper.revokes()) return ring.with(Revocation.parse(note)) != ring;
            KeyCertificate certificate = KeyCertificate.parse(note);
            if (!certificate.id().party().equals(paper.at().party())) return false;
            // of several entries the first one counts: only the whole record shows which it is
            if (whole) {
                carried = carried.with(
                        certificate, new Place(paper.at().epoch(), paper.at().index()));
            }
            return ring.with(certificate) != ring;
        } catch (CharterException e) {
            // refused when it came, and refused again: it acts on nothing
            return false;
        }
    }

    @Override
    public Optional<String> below(LogId log, VerifierKey key, long size) {
        try {
            carried.head(log.party(), KeyUse.LOG, key.key(), new Place(log.epoch(), size));
            return Optional.empty();
        } catch (CharterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
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
