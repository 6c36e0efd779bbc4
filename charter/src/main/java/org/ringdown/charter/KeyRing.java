package org.ringdown.charter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.VerifierKey;

/**
 * The keys of both parties on one line: the roots that the charter pins, what they certified, and what they revoked.
 * Immutable; every {@code with} verifies and gives a new ring. Of two certificates which cannot both stand the first one
 * stays; else the order of papers makes no difference. No key serves two uses, names or parties; a log
 * key serves all epochs of its own log.
 */
public final class KeyRing {
    private final Charter charter;
    private final SequencedMap<KeyId, Map<Place, Start>> enrolled;
    private final Map<KeyId, Revocation> revoked;
    private final Map<Bytes, String> names;

    /** From where a certificate counts, and whether the entry that carries it is known. */
    private record Start(Place place, boolean carried) {}

    private KeyRing(
            Charter charter,
            SequencedMap<KeyId, Map<Place, Start>> enrolled,
            Map<KeyId, Revocation> revoked,
            Map<Bytes, String> names) {
        this.charter = charter;
        this.enrolled = enrolled;
        this.revoked = revoked;
        this.names = names;
    }

    /**
     * Starts a ring with the roots of a charter and nothing else.
     *
     * @param charter the charter that stands
     * @return the ring
     */
    public static KeyRing founded(Charter charter) {
        Map<Bytes, String> names = new LinkedHashMap<>();
        for (Party party : charter.terms().parties()) {
            names.put(party.root().key(), party.root().name());
        }
        return new KeyRing(charter, new LinkedHashMap<>(), Map.of(), names);
    }

    /**
     * Takes over a changed charter with its roots. What the former roots certified and revoked stays so.
     *
     * @param next a verified successor of the charter that stands
     * @return the ring
     * @throws CharterException WRONG_LINE, or KEY_REUSED where a new root already serves another use
     */
    public KeyRing with(Charter next) throws CharterException {
        checkLine(next.lineId());
        Map<Bytes, String> allNames = new LinkedHashMap<>(names);
        for (Party party : next.terms().parties()) {
            claim(allNames, party.root().key(), party.root().name());
        }
        return new KeyRing(next, enrolled, revoked, allNames);
    }

    /**
     * Enrols a key whose certificate came by file or session. A second one adds a place from which the key is good.
     *
     * @param certificate the certificate
     * @return the ring with it; this ring where it has it already
     * @throws CharterException WRONG_LINE, UNKNOWN_PARTY, FOREIGN_ROOT, BAD_SIGNATURE, KEY_SHAPE, WEAK_KEY, KEY_REUSED or
     *     TOO_LARGE, looked for in this order
     */
    public KeyRing with(KeyCertificate certificate) throws CharterException {
        boolean known = starts(certificate.id()).containsKey(certificate.from());
        Papers.verify(certificate.note(), rootFor(certificate.id()));
        return known ? this : enrol(certificate, new Start(certificate.from(), false));
    }

    /**
     * Enrols a key whose certificate stands in an entry of its party's log: it is good from there, where the certificate
     * says an earlier place. Where several entries carry it, the first one counts.
     *
     * @param certificate the certificate
     * @param carriedBy the entry's epoch and index
     * @return the ring with it; this ring where nothing changes
     * @throws CharterException as {@link #with(KeyCertificate)}
     */
    public KeyRing with(KeyCertificate certificate, Place carriedBy) throws CharterException {
        Papers.verify(certificate.note(), rootFor(certificate.id()));
        Place from = certificate.from();
        Start start = new Start(from.isBefore(carriedBy) ? carriedBy : from, true);
        Start known = starts(certificate.id()).get(from);
        if (known != null && known.carried && !start.place.isBefore(known.place)) return this;
        return enrol(certificate, start);
    }

    private VerifierKey rootFor(KeyId id) throws CharterException {
        checkLine(id.line());
        return charter.root(id.party());
    }

    private Map<Place, Start> starts(KeyId id) {
        return enrolled.getOrDefault(id, Map.of());
    }

    private KeyRing enrol(KeyCertificate certificate, Start start) throws CharterException {
        KeyId id = certificate.id();
        if (starts(id).isEmpty()) id.use().form().checkEnrolment(id.key());
        Map<Bytes, String> allNames = new LinkedHashMap<>(names);
        claim(allNames, id.bare(), id.name());
        SequencedMap<KeyId, Map<Place, Start>> all = new LinkedHashMap<>(enrolled);
        Map<Place, Start> more = new LinkedHashMap<>(starts(id));
        more.put(certificate.from(), start);
        all.put(id, more);
        checkCount(all.values().stream().mapToInt(Map::size).sum());
        return new KeyRing(charter, all, revoked, allNames);
    }

    /**
     * Revokes a key, also one that is not enrolled yet. Of several revocations of one key, the one that stands by least
     * counts.
     *
     * @param revocation the revocation
     * @return the ring with it; this ring where nothing changes
     * @throws CharterException WRONG_LINE, UNKNOWN_PARTY, FOREIGN_ROOT, BAD_SIGNATURE or TOO_LARGE
     */
    public KeyRing with(Revocation revocation) throws CharterException {
        KeyId id = revocation.id();
        Papers.verify(revocation.note(), rootFor(id));
        Revocation known = revoked.get(id);
        if (known != null && !revocation.standsByLessThan(known)) return this;
        Map<KeyId, Revocation> all = new LinkedHashMap<>(revoked);
        all.put(id, revocation);
        checkCount(all.size());
        return new KeyRing(charter, enrolled, all, names);
    }

    private void checkLine(String line) throws CharterException {
        if (line.equals(charter.lineId())) return;
        throw new CharterException(
                CharterCode.WRONG_LINE, "this paper is for line " + line + ", not for line " + charter.lineId());
    }

    private static void claim(Map<Bytes, String> names, Bytes key, String name) throws CharterException {
        String other = names.putIfAbsent(key, name);
        if (other == null || other.equals(name)) return;
        throw new CharterException(
                CharterCode.KEY_REUSED,
                "the key for " + name + " already serves as " + other + ". Make a key of its own for each use");
    }

    private static void checkCount(int count) throws CharterException {
        int max = 2 * CharterLimits.KEYS_MAX;
        if (count > max) throw new CharterException(CharterCode.TOO_LARGE, "more than " + max + " keys on one line");
    }

    /**
     * Returns a party's keys for a use, revoked ones too, in the order of enrolment.
     *
     * @param party the party's id
     * @param use any use but ROOT
     * @return the keys
     */
    public List<KeyId> keys(String party, KeyUse use) {
        return enrolled.keySet().stream()
                .filter(id -> id.use() == use && id.party().equals(party))
                .toList();
    }

    /**
     * Returns a party's keys for a use that are not revoked.
     *
     * @param party the party's id
     * @param use any use but ROOT
     * @return the keys, in the order of enrolment: the newest last
     */
    public List<KeyId> current(String party, KeyUse use) {
        return keys(party, use).stream().filter(id -> !revoked.containsKey(id)).toList();
    }

    /**
     * Returns the keys by which a party may sign notes of a use, revoked ones too: what they say is judged by
     * {@link #standing}.
     *
     * @param party the party's id
     * @param use HOLDER, EARLY, UNRECORDED, PQ or PEOPLE
     * @return the keys as signature lines name them
     */
    public List<VerifierKey> verifierKeys(String party, KeyUse use) {
        return keys(party, use).stream()
                .flatMap(id -> id.verifierKey().stream())
                .toList();
    }

    /**
     * Returns the keys by which a party may sign heads of an epoch, revoked ones too.
     *
     * @param party the party's id
     * @param epoch the epoch
     * @return the keys, named for the origin
     */
    public List<VerifierKey> logKeys(String party, String epoch) {
        return keys(party, KeyUse.LOG).stream().map(id -> id.verifierKey(epoch)).toList();
    }

    /**
     * Returns the TLS keys that a party's hosts may show now.
     *
     * @param party the party's id
     * @return the SubjectPublicKeyInfos that are not revoked
     */
    public Set<Bytes> tlsKeys(String party) {
        return current(party, KeyUse.TLS).stream().map(KeyId::key).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Judges a head that a log or PQ key signed. Verifying the signature is the caller's.
     *
     * @param party the log's author
     * @param use LOG or PQ
     * @param key the key's bytes
     * @param head the head's epoch and size
     * @return how the key stands to it
     * @throws CharterException NOT_ENROLLED, or BELOW_FIRST_INDEX where the certificate does not reach so far down
     */
    public KeyStanding head(String party, KeyUse use, Bytes key, Place head) throws CharterException {
        KeyId id = enrolled(party, use, key);
        List<Place> places = starts(id).values().stream().map(Start::place).toList();
        if (places.stream().noneMatch(from -> from.isBefore(head))) {
            throw new CharterException(
                    CharterCode.BELOW_FIRST_INDEX,
                    "a head of size " + head.number() + " in epoch " + head.epoch() + " is signed by a key that is"
                            + " certified from " + places + " on. It must be signed by the key before it");
        }
        return standing(id, Optional.of(head));
    }

    /**
     * Judges a receipt, or a note of an unrecorded or people key. Verifying the signature is the caller's.
     *
     * @param party the signer
     * @param use the key's use
     * @param key the key's bytes
     * @param about the epoch and size of the peer's head that is receipted; empty for other notes
     * @return how the key stands to it
     * @throws CharterException NOT_ENROLLED
     */
    public KeyStanding standing(String party, KeyUse use, Bytes key, Optional<Place> about) throws CharterException {
        return standing(enrolled(party, use, key), about);
    }

    private KeyStanding standing(KeyId id, Optional<Place> about) {
        Revocation revocation = revoked.get(id);
        if (revocation == null) return new KeyStanding.Good();
        return about.filter(revocation::standsBy).isPresent()
                ? new KeyStanding.Good()
                : new KeyStanding.Disputed(revocation);
    }

    private KeyId enrolled(String party, KeyUse use, Bytes key) throws CharterException {
        KeyId id = new KeyId(charter.lineId(), party, use, key);
        if (enrolled.containsKey(id)) return id;
        throw new CharterException(
                CharterCode.NOT_ENROLLED,
                "no certificate of " + party + "'s root for this " + use.word() + " key is known here. Take in the"
                        + " other side's keys with ringdown charter peer-keys");
    }

    /**
     * Returns the revocation of a key that counts.
     *
     * @param id the key
     * @return the revocation, or empty
     */
    public Optional<Revocation> revocation(KeyId id) {
        return Optional.ofNullable(revoked.get(id));
    }

    /**
     * Returns the revocations that count, of both parties.
     *
     * @return one for each revoked key, each verified
     */
    public List<Revocation> revocations() {
        return List.copyOf(revoked.values());
    }

    /**
     * Returns every key on this line, bare, so that a node can see that no other line has one of them.
     *
     * @return roots and certified keys
     */
    public Set<Bytes> allKeys() {
        return Set.copyOf(names.keySet());
    }

    /**
     * Returns the charter whose roots count.
     *
     * @return the charter
     */
    public Charter charter() {
        return charter;
    }
}
