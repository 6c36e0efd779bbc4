package org.ringdown.charter;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.VerifierKey;

/** Makes the vectors from fixed seeds: one good case of each kind, and one fault in each of the others. */
final class VectorMaker {
    private static final String EPOCH = "1-9f3c02ab";

    private final SequencedMap<String, String> files = new TreeMap<>();
    private final Fixtures world = new Fixtures(2026);
    private final Charter charter = world.founded();
    private final CharterFile unsigned;

    private VectorMaker() throws CharterException {
        unsigned = CharterFile.create(charter.terms());
    }

    static SequencedMap<String, String> all() throws CharterException {
        VectorMaker maker = new VectorMaker();
        maker.charters();
        maker.cards();
        maker.certificates();
        maker.revocations();
        maker.standings();
        maker.words();
        ChangeVectors.all().forEach(maker.files::put);
        return maker.files;
    }

    private void put(String name, String about, Json.ObjBuilder rest) {
        Json.Obj file = Json.obj()
                .put("name", name)
                .put("about", about)
                .putAll(rest.build())
                .build();
        if (files.put(name + ".json", JsonWriter.pretty(file)) != null) throw new IllegalStateException(name);
    }

    private void paper(String name, String about, String kind, String file) {
        put(name, about, Json.obj().put("kind", kind).put("file", file).put("expect", expected(kind, file)));
    }

    private static String expected(String kind, String file) {
        return VectorRunner.paper(kind, file);
    }

    private String signed(String text) {
        return SignedNote.of(text, Notes.sign(text, world.northRoot))
                .withSignature(Notes.sign(text, world.southRoot))
                .format();
    }

    private void charters() throws CharterException {
        String text = charter.terms().text();
        String good = charter.note().format();
        paper("charter-good", "A charter that both roots signed.", "charter", good);
        Charter full = CharterFile.create(world.draft()
                        .clocks(Clocks.full())
                        .rules(Fixtures.allRules())
                        .terms())
                .sign(world.northRoot)
                .sign(world.southRoot)
                .charter();
        paper(
                "charter-good-all-articles",
                "Every article is there.",
                "charter",
                full.note().format());
        paper("charter-no-signature", "Nobody signed.", "charter", unsigned.format());
        paper(
                "charter-one-signature",
                "Southland did not sign.",
                "charter",
                unsigned.sign(world.northRoot).format());
        Ed25519Signer imitation = world.signer(
                world.southRoot.verifierKey().name(),
                world.southRoot.verifierKey().type());
        String forged = SignedNote.of(text, Notes.sign(text, world.northRoot))
                .withSignature(Notes.sign(text, imitation))
                .format();
        paper("charter-key-of-same-name", "Another key signed under the name of Southland's root.", "charter", forged);
        paper("charter-text-changed", "One word was changed after signing.", "charter", good.replace("Joint", "Joins"));
        changed("charter-other-kind", "The first line names version 2.", "charter/v1", "charter/v2");
        changed("charter-layout", "One line has three spaces for two.", "\n  \"nonce\"", "\n   \"nonce\"");
        changed(
                "charter-unknown-field",
                "A field that version 1 does not have.",
                "\"nonce\"",
                "\"nonsense\": 1,\n  \"nonce\"");
        changed("charter-missing-field", "No definition of an emergency.", "\"emergency\"", "\"emergencies\"");
        changed(
                "charter-name-twice",
                "One name stands twice in an object.",
                "\"version\": 1,",
                "\"version\": 1,\n  \"version\": 1,");
        changed("charter-zero-clock", "A clock of no time at all.", "\"deliveryMs\": 5000", "\"deliveryMs\": 0");
        changed("charter-port", "A port beyond 65535.", "northland.localhost:7411", "northland.localhost:74110");
        changed("charter-desk-id", "A desk's id in capital letters.", "\"id\": \"watch\"", "\"id\": \"WATCH\"");
        changed(
                "charter-version-two-of-nothing",
                "Version 2 that replaces no charter.",
                "\"version\": 1,",
                "\"version\": 2,");
        Ed25519Signer second = world.root("northland");
        CharterTerms twice = CharterDraft.found(world.north(), Fixtures.party("northland", second), world.random)
                .terms();
        String twin = SignedNote.of(twice.text(), Notes.sign(twice.text(), world.northRoot))
                .withSignature(Notes.sign(twice.text(), second))
                .format();
        paper("charter-same-party-twice", "Both parties have one id.", "charter", twin);
    }

    private void changed(String name, String about, String from, String to) {
        String text = charter.terms().text();
        if (!text.contains(from)) throw new IllegalStateException(name);
        paper(name, about, "charter", signed(text.replace(from, to)));
    }

    private void cards() throws CharterException {
        PartyCard card = PartyCard.sign(world.north(), world.northRoot);
        paper("card-good", "A party's card.", "card", card.format());
        paper(
                "card-text-changed",
                "One word was changed after signing.",
                "card",
                card.format().replace("Joint", "Joins"));
        String foreign = Papers.sign(PartyCard.KIND, world.north().json(), world.southRoot)
                .format();
        paper("card-foreign-root", "Signed by a root that the card does not name.", "card", foreign);
        Json.Obj weak = (Json.Obj) replaced(world.north().json(), "root", Json.of(weakRoot()));
        String weakCard = Papers.sign(PartyCard.KIND, weak, world.northRoot).format();
        paper("card-weak-root", "The root key is a point of low order.", "card", weakCard);
    }

    private static String weakRoot() {
        byte[] identity = new byte[32];
        identity[0] = 1;
        return new VerifierKey("northland/root-key/0011223344556677", SignatureType.ED25519, Bytes.of(identity))
                .toString();
    }

    private static Json replaced(Json.Obj object, String name, Json value) {
        Json.ObjBuilder out = Json.obj();
        object.fields().forEach((key, old) -> out.put(key, key.equals(name) ? value : old));
        return out.build();
    }

    private void ring(String name, String about, List<SignedNote> before, SignedNote paper) {
        Json.ObjBuilder vector = Json.obj()
                .put("kind", "ring")
                .put("charter", charter.note().format())
                .put(
                        "before",
                        Json.strings(before.stream().map(SignedNote::format).toList()))
                .put("file", paper.format());
        put(name, about, vector.put("expect", VectorRunner.ring(charter, before, paper.format())));
    }

    private SignedNote note(KeyId id, Place from, Ed25519Signer root) {
        Json.Obj json = id.json().put("from", from.json("index")).build();
        return Papers.sign(KeyCertificate.KIND, json, root);
    }

    private void certificates() throws CharterException {
        Place from = new Place(EPOCH, 2);
        for (KeyUse use : KeyUse.values()) {
            if (use == KeyUse.ROOT) continue;
            KeyId id = world.id(charter, "northland", use);
            ring("key-good-" + use.word(), "A key for " + use.word() + ".", List.of(), note(id, from, world.northRoot));
        }
        KeyId log = world.id(charter, "northland", KeyUse.LOG);
        SignedNote good = note(log, from, world.northRoot);
        ring("key-foreign-root", "Certified by the other party's root.", List.of(), note(log, from, world.southRoot));
        Charter other = world.founded();
        KeyId elsewhere = new KeyId(other.lineId(), "northland", KeyUse.LOG, log.key());
        ring("key-other-line", "Certified for another line.", List.of(), note(elsewhere, from, world.northRoot));
        KeyId stranger = new KeyId(charter.lineId(), "eastland", KeyUse.LOG, log.key());
        ring(
                "key-unknown-party",
                "A party that the charter does not name.",
                List.of(),
                note(stranger, from, world.northRoot));
        String renamed = good.text().replace("/northland/log", "/northland/early");
        ring("key-wrong-name", "A name that belongs to another use.", List.of(), resign(renamed));
        String root = good.text().replace("\"use\": \"log\"", "\"use\": \"root\"");
        ring("key-use-root", "A certificate for a root key.", List.of(), resign(root));
        String epoch = good.text().replace(EPOCH, "0-9f3c02ab");
        ring("key-epoch-zero", "An epoch numbered 0.", List.of(), resign(epoch));
        KeyId early = new KeyId(charter.lineId(), "northland", KeyUse.EARLY, log.key());
        ring(
                "key-two-uses",
                "A key that already serves as log key.",
                List.of(good),
                note(early, from, world.northRoot));
        KeyId theirs = new KeyId(charter.lineId(), "southland", KeyUse.LOG, log.key());
        ring(
                "key-two-parties",
                "A key that the other party has already.",
                List.of(good),
                note(theirs, from, world.southRoot));
        KeyId tls = new KeyId(charter.lineId(), "northland", KeyUse.TLS, Fixtures.spki(log.key()));
        ring("key-two-uses-in-tls", "A log key inside a TLS key.", List.of(good), note(tls, from, world.northRoot));
        weak("key-low-order", "The identity as an Ed25519 key.", KeyUse.LOG, "01" + "00".repeat(31));
        weak("key-not-canonical", "A y coordinate beyond the prime.", KeyUse.HOLDER, "ee" + "ff".repeat(30) + "7f");
        weak(
                "key-mixed-order",
                "A key with a small-order part.",
                KeyUse.LOG,
                mixed(world.key(KeyUse.LOG)).hex());
        weak(
                "key-x25519-low-order",
                "A u coordinate of order 8.",
                KeyUse.WORDS,
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
        weak(
                "key-x25519-high-bit",
                "A u coordinate with its top bit set.",
                KeyUse.COURIER,
                "09" + "00".repeat(30) + "80");
        weak("key-short", "31 bytes for an Ed25519 key are refused as content.", KeyUse.LOG, "02".repeat(31));
        weak("key-pq-length", "32 bytes for an ML-DSA-44 key.", KeyUse.PQ, "02".repeat(32));
        weak("key-tls-not-spki", "91 bytes that are no SubjectPublicKeyInfo.", KeyUse.TLS, "02".repeat(91));
    }

    /** The key plus the point of order two: the prime less y, and the other sign. */
    private static Bytes mixed(Bytes key) {
        byte[] bytes = key.array();
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) reversed[i] = bytes[31 - i];
        boolean sign = reversed[0] < 0;
        reversed[0] &= 0x7f;
        BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        byte[] y = p.subtract(new BigInteger(1, reversed)).toByteArray();
        byte[] out = new byte[32];
        for (int i = 0; i < y.length && i < 32; i++) out[i] = y[y.length - 1 - i];
        if (!sign) out[31] |= (byte) 0x80;
        return Bytes.of(out);
    }

    private SignedNote resign(String text) {
        return SignedNote.of(text, Notes.sign(text, world.northRoot));
    }

    private void weak(String name, String about, KeyUse use, String hex) {
        Bytes key = Bytes.of(HexFormat.of().parseHex(hex));
        KeyId id = new KeyId(charter.lineId(), "northland", use, key);
        ring(name, about, List.of(), note(id, new Place(EPOCH, 2), world.northRoot));
    }

    private void revocations() throws CharterException {
        KeyId log = world.id(charter, "northland", KeyUse.LOG);
        SignedNote certificate = note(log, new Place(EPOCH, 2), world.northRoot);
        Optional<Revocation.Last> last = Optional.of(new Revocation.Last("northland", new Place(EPOCH, 70)));
        SignedNote good = Revocation.sign(log, last, world.northRoot).note();
        ring("revocation-good", "A log key is revoked and stands by a head of size 70.", List.of(certificate), good);
        ring("revocation-before-certificate", "The revocation comes first.", List.of(), good);
        SignedNote foreign = Revocation.sign(log, last, world.southRoot).note();
        ring("revocation-foreign-root", "Revoked by the other party's root.", List.of(certificate), foreign);
        String theirs = good.text().replace("/northland/" + EPOCH, "/southland/" + EPOCH);
        ring(
                "revocation-other-log",
                "A log key does not sign the other party's heads.",
                List.of(certificate),
                resign(theirs));
    }

    private void standings() throws CharterException {
        KeyId log = world.id(charter, "northland", KeyUse.LOG);
        SignedNote certificate = note(log, new Place(EPOCH, 40), world.northRoot);
        Optional<Revocation.Last> last = Optional.of(new Revocation.Last("northland", new Place(EPOCH, 70)));
        SignedNote revocation = Revocation.sign(log, last, world.northRoot).note();
        List<SignedNote> live = List.of(certificate);
        List<SignedNote> dead = List.of(certificate, revocation);
        head("head-at-first-index", "Size 40 does not cover the entry with index 40.", live, log, new Place(EPOCH, 40));
        head("head-above-first-index", "The first head that the key may sign.", live, log, new Place(EPOCH, 41));
        head("head-of-later-epoch", "A log key serves later epochs.", live, log, new Place("2-00000000", 1));
        head("head-of-twin-epoch", "Another epoch of the same number.", live, log, new Place("1-00000000", 99));
        head("head-last-before-revocation", "The last head that it stands by.", dead, log, new Place(EPOCH, 70));
        head("head-beyond-revocation", "Beyond the last head.", dead, log, new Place(EPOCH, 71));
        head("head-not-enrolled", "No certificate for the key.", List.of(revocation), log, new Place(EPOCH, 41));
    }

    private void head(String name, String about, List<SignedNote> before, KeyId key, Place head) {
        Json.ObjBuilder vector = Json.obj()
                .put("kind", "head")
                .put("charter", charter.note().format())
                .put(
                        "before",
                        Json.strings(before.stream().map(SignedNote::format).toList()))
                .put("party", key.party())
                .put("key", Texts.base64(key.key()))
                .put("head", head.json("size"));
        put(name, about, vector.put("expect", VectorRunner.head(charter, before, key, head)));
    }

    private void words() throws CharterException {
        put(
                "words-of-charter",
                "The words to read aloud.",
                Json.obj()
                        .put("kind", "words")
                        .put("digest", charter.digest().hex())
                        .put("words", Json.strings(charter.words())));
        byte[] north = new byte[32];
        byte[] south = new byte[32];
        world.random.nextBytes(north);
        world.random.nextBytes(south);
        Bytes shared = X25519.agree(north, X25519.publicKey(south));
        var direction = new CallWords.Direction(charter.lineId(), "northland", "southland");
        List<Json> rows = new ArrayList<>();
        for (CallWords.Row row : CallWords.list(shared, direction, 490_000)) {
            rows.add(Json.obj()
                    .put("number", row.number())
                    .put("call", Json.strings(row.call()))
                    .put("answer", Json.strings(row.answer()))
                    .build());
        }
        put(
                "call-words",
                "A list of call and answer words.",
                Json.obj()
                        .put("kind", "call-words")
                        .put("callerPrivate", Bytes.of(north).hex())
                        .put("answererPublic", X25519.publicKey(south).hex())
                        .put("shared", shared.hex())
                        .put("line", charter.lineId())
                        .put("caller", "northland")
                        .put("answerer", "southland")
                        .put("hour", 490_000)
                        .put("rows", Json.of(rows)));
    }
}
