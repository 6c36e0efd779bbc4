package org.ringdown.cli.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterDraft;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Desk;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.KeyId;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.LocalText;
import org.ringdown.charter.Names;
import org.ringdown.charter.Party;
import org.ringdown.charter.Place;
import org.ringdown.charter.Precedence;
import org.ringdown.charter.Revocation;
import org.ringdown.charter.Role;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.CompactRange;
import org.ringdown.transcript.Cosignatures;
import org.ringdown.transcript.Ed25519;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NodeSource;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.VerifierKey;

/** An invented line with two logs, drawn from a seed, as a store would hold it. */
final class World implements BundleSource {
    static final LogId NORTH = new LogId("northland", "1-9f3c02ab");
    static final LogId SOUTH = new LogId("southland", "1-0badcafe");

    final RandomGenerator random;
    final Charter charter;
    final Map<LogId, Log> logs = new LinkedHashMap<>();
    private final Map<String, Ed25519Signer> roots = new HashMap<>();
    private final Map<String, Map<KeyUse, Ed25519Signer>> keys = new HashMap<>();
    final List<byte[]> notes = new ArrayList<>();
    private long clockMs = 1_795_428_000_000L;

    /** One log in memory. */
    static final class Log {
        final List<byte[]> leaves = new ArrayList<>();
        final CompactRange range = CompactRange.empty();
        final Map<Integer, Map<Long, Hash>> nodes = new HashMap<>();
        final TreeMap<Long, String> cosigned = new TreeMap<>();
        final TreeMap<Long, String> early = new TreeMap<>();
        Optional<NumberedNote> head = Optional.empty();
    }

    World(long seed) {
        this(seed, Optional.empty());
    }

    /** A forger's world: of its own keys, under a charter that says it changes the one of another line. */
    World(long seed, Charter replaced) {
        this(seed, Optional.of(replaced));
    }

    private World(long seed, Optional<Charter> replaced) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try {
            charter = found(replaced);
            certify(NORTH);
            certify(SOUTH);
        } catch (CharterException e) {
            throw new AssertionError(e);
        }
        logs.put(NORTH, new Log());
        logs.put(SOUTH, new Log());
    }

    private Charter found(Optional<Charter> replaced) throws CharterException {
        for (LogId log : List.of(NORTH, SOUTH)) {
            byte[] name = new byte[8];
            random.nextBytes(name);
            String rootName = Names.root(log.party(), HexFormat.of().formatHex(name));
            roots.put(log.party(), signer(rootName, SignatureType.ED25519));
        }
        CharterDraft draft = replaced.map(before -> CharterDraft.change(before, random)
                        .party(party("northland"))
                        .party(party("southland")))
                .orElseGet(() -> CharterDraft.found(party("northland"), party("southland"), random));
        return CharterFile.create(draft.terms())
                .sign(root("northland"))
                .sign(root("southland"))
                .charter();
    }

    Ed25519Signer root(String party) {
        return Objects.requireNonNull(roots.get(party));
    }

    Ed25519Signer key(String party, KeyUse use) {
        return Objects.requireNonNull(Objects.requireNonNull(keys.get(party)).get(use));
    }

    private Party party(String id) {
        List<LocalText> words = List.of(new LocalText("en", id));
        Party.Powers powers =
                new Party.Powers(List.of(Role.COMMANDER), List.of(Role.SUPERVISOR), List.of(Role.COMMANDER));
        Desk watch = new Desk("watch", words, List.of(), List.of("en"));
        return new Party(
                id,
                words,
                root(id).verifierKey(),
                new Party.Seat(words, words, powers),
                List.of(watch),
                List.of("en"),
                new Party.Reach(List.of(), List.of(id + ".localhost:7411")));
    }

    private void certify(LogId log) throws CharterException {
        Map<KeyUse, Ed25519Signer> own = new EnumMap<>(KeyUse.class);
        for (KeyUse use : List.of(KeyUse.LOG, KeyUse.HOLDER, KeyUse.EARLY)) {
            String name = use == KeyUse.LOG ? log.origin(lineId()) : Names.key(lineId(), log.party(), use);
            Ed25519Signer signer = signer(name, use.signatureType().orElseThrow());
            own.put(use, signer);
            notes.add(utf8(certificate(log, use, signer, 0)));
        }
        keys.put(log.party(), own);
    }

    /** A certificate for a key, from an index of its party's log on. */
    String certificate(LogId log, KeyUse use, Ed25519Signer signer, long from) throws CharterException {
        KeyId id = new KeyId(lineId(), log.party(), use, signer.verifierKey().key());
        return KeyCertificate.sign(id, new Place(log.epoch(), from), root(log.party()))
                .format();
    }

    /** Takes a new log key into use; returns its certificate, which is not among the bundle's keys yet. */
    String newLogKey(LogId log, long from) throws CharterException {
        Ed25519Signer signer = signer(log.origin(lineId()), SignatureType.ED25519);
        use(log.party(), KeyUse.LOG, signer);
        return certificate(log, KeyUse.LOG, signer, from);
    }

    void use(String party, KeyUse use, Ed25519Signer signer) {
        Objects.requireNonNull(keys.get(party)).put(use, signer);
    }

    /** The revocation of a key in use, by which it stands by one head of a log, or by none. */
    String revocation(String party, KeyUse use, Optional<Revocation.Last> last) throws CharterException {
        KeyId id = new KeyId(lineId(), party, use, key(party, use).verifierKey().key());
        return Revocation.sign(id, last, root(party)).format();
    }

    private Ed25519Signer signer(String name, SignatureType type) {
        return Ed25519Signer.of(name, type, Ed25519.generate(random));
    }

    /** Says something, in the next place of a log. */
    void say(LogId log, String text, Optional<Held> held) {
        say(log, EntryType.FREE_TEXT, Json.obj().put("text", text).build(), held);
    }

    /** Puts a paper into the next place of a log. */
    void paper(LogId log, EntryType type, String note) {
        say(log, type, Json.obj().put("note", note).build(), Optional.empty());
    }

    private void say(LogId log, EntryType type, Json.Obj body, Optional<Held> held) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        Log to = log(log);
        Statement statement = new Statement(
                new Statement.Origin(lineId(), charter.digest().hex(), log.epoch(), log.party()),
                new Statement.Kind(type, Precedence.ROUTINE, false),
                "id-" + log.party() + "-" + to.leaves.size(),
                HexFormat.of().formatHex(salt),
                Statement.Addressing.NODE,
                Statement.Links.NONE,
                body);
        append(
                log,
                Leaf.bytes(Leaf.line1(statement), new Seal(to.leaves.size(), held, clockMs += 7, Optional.empty())));
    }

    void append(LogId log, byte[] leaf) {
        Log to = log(log);
        to.leaves.add(leaf);
        to.range.append(
                Rfc6962.leaf(leaf),
                (level, index, hash) ->
                        to.nodes.computeIfAbsent(level, of -> new HashMap<>()).put(index, hash));
    }

    /** Signs a log's head as it is now. */
    Head sign(LogId log) {
        Log of = log(log);
        Head head = new Head(log.origin(lineId()), of.range.size(), of.range.root());
        SignedNote note = SignedNote.of(head.text(), Notes.sign(head.text(), key(log.party(), KeyUse.LOG)));
        of.head = Optional.of(new NumberedNote(head.size(), note.format()));
        return head;
    }

    /** Signs a log's head and lets the other party cosign it. */
    void receipt(LogId log) {
        Head head = sign(log);
        SignedNote note = SignedNote.of(head.text(), Notes.sign(head.text(), key(log.party(), KeyUse.LOG)))
                .withSignature(Cosignatures.cosign(head, key(peer(log).party(), KeyUse.HOLDER), clockMs / 1000));
        log(log).head = Optional.of(new NumberedNote(head.size(), note.format()));
        log(log).cosigned.put(head.size(), note.format());
    }

    /** Gives the newest entry of a log an early receipt. */
    void early(LogId log) {
        Head head = sign(log);
        long index = head.size() - 1;
        Hash leaf = Rfc6962.leaf(log(log).leaves.getLast());
        String text = "ringdown/receipt/v1\n" + head.origin() + "\n" + index + "\n" + leaf.base64() + "\n" + head.size()
                + "\n" + head.root().base64() + "\n" + clockMs + "\n";
        SignedNote note = SignedNote.of(text, Notes.sign(text, key(peer(log).party(), KeyUse.EARLY)));
        log(log).early.put(index, note.format());
    }

    /** What the other party's node holds of a log now. */
    Optional<Held> held(LogId log) {
        CompactRange range = log(log).range;
        return range.size() == 0 ? Optional.empty() : Optional.of(new Held(log.epoch(), range.size(), range.root()));
    }

    /** A conversation of so many entries in each log, with receipts. */
    World talk(int entries) {
        return talk(entries, "north");
    }

    /** The same; north begins its entries with a word, so that one key may tell two histories. */
    World talk(int entries, String word) {
        for (int i = 0; i < entries; i++) {
            say(NORTH, word + " " + i, held(SOUTH));
            if (i % 5 == 2) early(NORTH);
            if (i % 3 == 0) receipt(NORTH);
            say(SOUTH, "south " + i, held(NORTH));
            if (i % 4 == 0) receipt(SOUTH);
        }
        receipt(NORTH);
        receipt(SOUTH);
        return this;
    }

    byte[] bundle(Selection selection) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            BundleWriter.write(this, selection, clockMs, out);
        } catch (BundleException | IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    VerifierKey rootKey(String party) {
        return root(party).verifierKey();
    }

    Log log(LogId log) {
        return Objects.requireNonNull(logs.get(log));
    }

    private static LogId peer(LogId log) {
        return log.equals(NORTH) ? SOUTH : NORTH;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String lineId() {
        return charter.lineId();
    }

    @Override
    public String party() {
        return "northland";
    }

    @Override
    public byte[] charterNote() {
        return utf8(charter.note().format());
    }

    @Override
    public List<byte[]> keyNotes() {
        return notes;
    }

    @Override
    public List<LogId> logs() {
        return List.copyOf(logs.keySet());
    }

    @Override
    public Optional<NumberedNote> largestHead(LogId log) {
        return log(log).head;
    }

    @Override
    public List<NumberedNote> cosigned(LogId log, long aboveSize, int countMax) {
        return numbered(log(log).cosigned.tailMap(aboveSize, false), countMax);
    }

    @Override
    public List<NumberedNote> early(LogId log, long fromIndex, int countMax) {
        return numbered(log(log).early.tailMap(fromIndex, true), countMax);
    }

    private static List<NumberedNote> numbered(Map<Long, String> notes, int countMax) {
        return notes.entrySet().stream()
                .limit(countMax)
                .map(note -> new NumberedNote(note.getKey(), note.getValue()))
                .toList();
    }

    @Override
    public List<Bytes> leaves(LogId log, long first, int countMax) {
        List<byte[]> all = log(log).leaves;
        return all.subList((int) first, (int) Math.min(all.size(), first + countMax)).stream()
                .map(Bytes::of)
                .toList();
    }

    @Override
    public NodeSource nodes(LogId log) {
        return (level, index) -> Objects.requireNonNull(
                Objects.requireNonNull(log(log).nodes.get(level)).get(index));
    }
}
