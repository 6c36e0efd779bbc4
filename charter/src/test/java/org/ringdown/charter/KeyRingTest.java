package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;

final class KeyRingTest {
    private static final String EPOCH = "1-9f3c02ab";
    private static final Place START = new Place(EPOCH, 2);

    private final Fixtures world = new Fixtures(42);
    private final Charter charter = world.founded();
    private final KeyRing empty = KeyRing.founded(charter);

    private static CharterCode code(Executable refused) {
        return assertThrows(CharterException.class, refused).code();
    }

    private KeyCertificate north(KeyId id, Place from) throws CharterException {
        return KeyCertificate.sign(id, from, world.northRoot);
    }

    @Test
    void certificate_ofEveryUse_readsBackAndIsEnrolled() throws Exception {
        KeyRing ring = empty;
        for (KeyUse use : KeyUse.values()) {
            if (use == KeyUse.ROOT) continue;
            KeyId id = world.id(charter, "northland", use);
            KeyCertificate certificate = north(id, START);
            KeyCertificate read = KeyCertificate.parse(certificate.format().getBytes(StandardCharsets.UTF_8));
            assertEquals(certificate, read);
            ring = ring.with(read);
            assertEquals(List.of(id), ring.keys("northland", use));
            assertEquals(List.of(), ring.keys("southland", use));
            assertSame(ring, ring.with(read));
        }
        assertEquals(KeyUse.values().length + 1, ring.allKeys().size());
        assertEquals(
                charter.lineId() + "/northland/" + EPOCH,
                ring.logKeys("northland", EPOCH).getFirst().name());
        assertEquals(
                charter.lineId() + "/northland/holder",
                ring.verifierKeys("northland", KeyUse.HOLDER).getFirst().name());
    }

    @Test
    void tlsKey_p256FromTheJdk_enrolled() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        Bytes spki = Bytes.of(generator.generateKeyPair().getPublic().getEncoded());
        KeyId id = new KeyId(charter.lineId(), "northland", KeyUse.TLS, spki);
        assertEquals(Set.of(spki), empty.with(north(id, START)).tlsKeys("northland"));
        byte[] off = spki.array();
        off[90] ^= 1;
        assertEquals(CharterCode.WEAK_KEY, code(() -> KeyForm.SPKI.checkEnrolment(Bytes.of(off))));
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        Bytes other = Bytes.of(generator.generateKeyPair().getPublic().getEncoded());
        assertEquals(CharterCode.KEY_SHAPE, code(() -> KeyForm.SPKI.checkEnrolment(other)));
    }

    @Test
    void certificate_byAnyRootButTheParties_refused() throws Exception {
        KeyId id = world.id(charter, "northland", KeyUse.LOG);
        KeyCertificate bySouth = KeyCertificate.sign(id, START, world.southRoot);
        assertEquals(CharterCode.FOREIGN_ROOT, code(() -> empty.with(bySouth)));
        Ed25519Signer imitation = world.signer(
                world.northRoot.verifierKey().name(),
                world.northRoot.verifierKey().type());
        assertEquals(CharterCode.BAD_SIGNATURE, code(() -> empty.with(KeyCertificate.sign(id, START, imitation))));
    }

    @Test
    void certificate_ofAnotherLineOrParty_refused() throws Exception {
        Charter other = world.founded();
        KeyCertificate elsewhere = north(world.id(other, "northland", KeyUse.LOG), START);
        assertEquals(CharterCode.WRONG_LINE, code(() -> empty.with(elsewhere)));
        KeyCertificate stranger = north(world.id(charter, "eastland", KeyUse.LOG), START);
        assertEquals(CharterCode.UNKNOWN_PARTY, code(() -> empty.with(stranger)));
    }

    @Test
    void certificate_withAnotherName_refused() throws Exception {
        String text =
                north(world.id(charter, "northland", KeyUse.LOG), START).note().text();
        String renamed = text.replace("/northland/log", "/northland/early");
        SignedNote note = SignedNote.of(renamed, Notes.sign(renamed, world.northRoot));
        assertEquals(
                CharterCode.WRONG_NAME,
                code(() -> KeyCertificate.parse(note.format().getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void key_forASecondUseOrParty_refused() throws Exception {
        KeyId log = world.id(charter, "northland", KeyUse.LOG);
        KeyRing ring = empty.with(north(log, START));
        KeyId early = new KeyId(charter.lineId(), "northland", KeyUse.EARLY, log.key());
        assertEquals(CharterCode.KEY_REUSED, code(() -> ring.with(north(early, START))));
        KeyId tls = new KeyId(charter.lineId(), "northland", KeyUse.TLS, Fixtures.spki(log.key()));
        assertEquals(CharterCode.KEY_REUSED, code(() -> ring.with(north(tls, START))));
        KeyId theirs = new KeyId(charter.lineId(), "southland", KeyUse.LOG, log.key());
        assertEquals(
                CharterCode.KEY_REUSED, code(() -> ring.with(KeyCertificate.sign(theirs, START, world.southRoot))));
        KeyId root = new KeyId(
                charter.lineId(),
                "northland",
                KeyUse.PEOPLE,
                world.northRoot.verifierKey().key());
        assertEquals(CharterCode.KEY_REUSED, code(() -> ring.with(north(root, START))));
    }

    @Test
    void key_weakOrMisshapen_neitherCertifiedNorEnrolled() {
        Bytes identity = hex("01" + "00".repeat(31));
        Bytes notCanonical = hex("ee" + "ff".repeat(30) + "7f");
        Bytes lowU = hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
        Bytes highBit = hex("09" + "00".repeat(30) + "80");
        assertEquals(CharterCode.WEAK_KEY, code(() -> certify(KeyUse.LOG, identity)));
        assertEquals(CharterCode.WEAK_KEY, code(() -> certify(KeyUse.HOLDER, notCanonical)));
        assertEquals(CharterCode.WEAK_KEY, code(() -> certify(KeyUse.COURIER, lowU)));
        assertEquals(CharterCode.WEAK_KEY, code(() -> certify(KeyUse.WORDS, highBit)));
        assertEquals(CharterCode.WEAK_KEY, code(() -> certify(KeyUse.WORDS, hex("00".repeat(32)))));
        assertEquals(CharterCode.WEAK_KEY, code(() -> certify(KeyUse.TLS, Fixtures.spki(identity))));
        assertEquals(CharterCode.KEY_SHAPE, code(() -> certify(KeyUse.PQ, identity)));
        assertEquals(CharterCode.KEY_SHAPE, code(() -> certify(KeyUse.LOG, hex("02".repeat(33)))));
        assertEquals(CharterCode.KEY_SHAPE, code(() -> certify(KeyUse.TLS, hex("02".repeat(91)))));
    }

    private void certify(KeyUse use, Bytes key) throws CharterException {
        KeyId id = new KeyId(charter.lineId(), "northland", use, key);
        Json.Obj json = id.json().put("from", START.json("index")).build();
        SignedNote unchecked = Papers.sign(KeyCertificate.KIND, json, world.northRoot);
        KeyCertificate forced = KeyCertificate.parse(unchecked.format().getBytes(StandardCharsets.UTF_8));
        CharterCode enrolled = code(() -> empty.with(forced));
        assertEquals(enrolled, code(() -> north(id, START)));
        empty.with(forced);
    }

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits));
    }

    @Test
    void head_atOrBelowTheFirstIndex_refusedForThatKey() throws Exception {
        KeyId old = world.id(charter, "northland", KeyUse.LOG);
        KeyId fresh = world.id(charter, "northland", KeyUse.LOG);
        KeyRing ring = empty.with(north(old, new Place(EPOCH, 0))).with(north(fresh, new Place(EPOCH, 40)));
        assertEquals(
                CharterCode.BELOW_FIRST_INDEX,
                code(() -> ring.head("northland", KeyUse.LOG, fresh.key(), new Place(EPOCH, 40))));
        KeyStanding good = new KeyStanding.Good();
        assertEquals(good, ring.head("northland", KeyUse.LOG, fresh.key(), new Place(EPOCH, 41)));
        assertEquals(good, ring.head("northland", KeyUse.LOG, old.key(), new Place(EPOCH, 40)));
        assertEquals(good, ring.head("northland", KeyUse.LOG, fresh.key(), new Place("2-00000000", 1)));
        assertEquals(
                CharterCode.BELOW_FIRST_INDEX,
                code(() -> ring.head("northland", KeyUse.LOG, fresh.key(), new Place("1-00000000", 99))));
        assertEquals(
                CharterCode.NOT_ENROLLED,
                code(() -> ring.head("southland", KeyUse.LOG, fresh.key(), new Place(EPOCH, 99))));
        assertEquals(List.of(old, fresh), ring.current("northland", KeyUse.LOG));
    }

    @Test
    void certificate_carriedByALaterEntry_isGoodFromTheFirstSuchEntryOn() throws Exception {
        KeyId log = world.id(charter, "northland", KeyUse.LOG);
        KeyCertificate certificate = north(log, new Place(EPOCH, 0));
        Place carrier = new Place(EPOCH, 7);
        Place again = new Place("2-00000000", 1);
        for (KeyRing ring : List.of(
                empty.with(certificate, carrier),
                empty.with(certificate).with(certificate, carrier),
                empty.with(certificate, carrier).with(certificate),
                empty.with(certificate, again).with(certificate, carrier),
                empty.with(certificate, carrier).with(certificate, again))) {
            assertEquals(
                    CharterCode.BELOW_FIRST_INDEX,
                    code(() -> ring.head("northland", KeyUse.LOG, log.key(), new Place(EPOCH, 7))));
            assertEquals(new KeyStanding.Good(), ring.head("northland", KeyUse.LOG, log.key(), new Place(EPOCH, 8)));
        }
    }

    @Test
    void revocation_beforeOrAfterTheCertificate_disputesWhatIsBeyondTheLastHead() throws Exception {
        KeyId holder = world.id(charter, "northland", KeyUse.HOLDER);
        Optional<Revocation.Last> last = Optional.of(new Revocation.Last("southland", new Place(EPOCH, 70)));
        Revocation revocation = Revocation.sign(holder, last, world.northRoot);
        assertEquals(revocation, Revocation.parse(revocation.format().getBytes(StandardCharsets.UTF_8)));
        KeyCertificate certificate = north(holder, START);
        for (KeyRing ring : List.of(
                empty.with(certificate).with(revocation), empty.with(revocation).with(certificate))) {
            assertEquals(new KeyStanding.Good(), receipt(ring, holder, new Place(EPOCH, 70)));
            assertEquals(new KeyStanding.Disputed(revocation), receipt(ring, holder, new Place(EPOCH, 71)));
            assertEquals(new KeyStanding.Disputed(revocation), receipt(ring, holder, new Place("2-00000000", 1)));
            assertEquals(List.of(), ring.current("northland", KeyUse.HOLDER));
            assertEquals(List.of(holder), ring.keys("northland", KeyUse.HOLDER));
        }
    }

    private static KeyStanding receipt(KeyRing ring, KeyId id, Place head) throws CharterException {
        return ring.standing("northland", id.use(), id.key(), Optional.of(head));
    }

    @Test
    void revocations_ofOneKey_theOneThatStandsByLeastCountsInAnyOrder() throws Exception {
        KeyId log = world.id(charter, "northland", KeyUse.LOG);
        KeyRing ring = empty.with(north(log, START));
        Revocation more = Revocation.sign(
                log, Optional.of(new Revocation.Last("northland", new Place(EPOCH, 70))), world.northRoot);
        Revocation less = Revocation.sign(
                log, Optional.of(new Revocation.Last("northland", new Place(EPOCH, 60))), world.northRoot);
        Revocation none = Revocation.sign(log, Optional.empty(), world.northRoot);
        assertEquals(Optional.of(less), ring.with(more).with(less).revocation(log));
        assertEquals(Optional.of(less), ring.with(less).with(more).revocation(log));
        assertEquals(Optional.of(none), ring.with(none).with(less).revocation(log));
        assertInstanceOf(
                KeyStanding.Disputed.class,
                ring.with(less).head("northland", KeyUse.LOG, log.key(), new Place(EPOCH, 61)));
    }

    @Test
    void revocation_byAnotherRootOrWithAnotherPartysLog_refused() throws Exception {
        KeyId log = world.id(charter, "northland", KeyUse.LOG);
        Revocation foreign = Revocation.sign(log, Optional.empty(), world.southRoot);
        assertEquals(CharterCode.FOREIGN_ROOT, code(() -> empty.with(foreign)));
        Optional<Revocation.Last> theirs = Optional.of(new Revocation.Last("southland", new Place(EPOCH, 1)));
        assertEquals(CharterCode.CONTENT, code(() -> Revocation.sign(log, theirs, world.northRoot)));
    }

    @Test
    void ring_underANewRoot_keepsWhatTheOldOneCertified() throws Exception {
        KeyId log = world.id(charter, "northland", KeyUse.LOG);
        Ed25519Signer newRoot = world.root("northland");
        CharterTerms terms = CharterDraft.change(charter, world.random)
                .party(Fixtures.party("northland", newRoot))
                .terms();
        Charter next =
                CharterFile.create(terms).sign(newRoot).sign(world.southRoot).charter();
        KeyRing ring = empty.with(north(log, START)).with(next);
        assertEquals(List.of(log), ring.keys("northland", KeyUse.LOG));
        KeyCertificate byOld = north(world.id(charter, "northland", KeyUse.LOG), START);
        assertEquals(CharterCode.FOREIGN_ROOT, code(() -> ring.with(byOld)));
        KeyCertificate byNew = KeyCertificate.sign(world.id(charter, "northland", KeyUse.LOG), START, newRoot);
        assertEquals(2, ring.with(byNew).keys("northland", KeyUse.LOG).size());
        assertTrue(ring.allKeys().contains(world.northRoot.verifierKey().key()));
    }

    @Test
    void keys_beyondTheBound_refused() throws Exception {
        KeyId pq = world.id(charter, "northland", KeyUse.PQ);
        KeyRing ring = empty;
        for (int i = 0; i < 2 * CharterLimits.KEYS_MAX; i++) ring = ring.with(north(pq, new Place(EPOCH, i)));
        KeyRing full = ring;
        KeyCertificate more = north(pq, new Place(EPOCH, 9_999));
        assertEquals(CharterCode.TOO_LARGE, code(() -> full.with(more)));
    }
}
