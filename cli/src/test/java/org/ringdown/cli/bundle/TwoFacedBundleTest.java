package org.ringdown.cli.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Place;
import org.ringdown.charter.Revocation;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Cosignatures;
import org.ringdown.transcript.Ed25519;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TlogProof;
import org.ringdown.transcript.VerifierKey;

/** What an exporter who holds one party's keys, and not the other's, may try: nothing false is to come out as VERIFIED. */
final class TwoFacedBundleTest {
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);
    private static final LogId NORTH = World.NORTH;
    private static final LogId SOUTH = World.SOUTH;
    private static final String NORTH_FOLDER = LogPart.folder(NORTH);

    /** One key, two histories: northland told southland the first, and tells the outsider the second. */
    private static final World TOLD = new World(1).talk(40);

    private static final World FORGED = new World(1).talk(40, "other");

    @AfterAll
    static void stop() {
        WORKERS.shutdown();
    }

    private static BundleReport verify(byte[] bundle, Trust trust) throws BundleException {
        try {
            return BundleVerifier.verify(ByteSource.of(bundle), trust, WORKERS);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static BundleReport verify(Forgery forged) throws BundleException {
        return verify(forged.bytes(), Trust.NONE);
    }

    private static Selection entries(Map<LogId, List<Long>> wanted) {
        return new Selection.Entries(new LinkedHashMap<>(wanted));
    }

    private static Forgery single(World world, long... indexes) {
        List<Long> wanted = new ArrayList<>();
        for (long index : indexes) wanted.add(index);
        return new Forgery(world.bundle(entries(Map.of(NORTH, wanted))));
    }

    private static Forgery range(World world, long first, long end) {
        LinkedHashMap<LogId, Selection.Run> runs = new LinkedHashMap<>();
        runs.put(NORTH, new Selection.Run(first, end));
        return new Forgery(world.bundle(new Selection.Ranges(runs)));
    }

    private static byte[] all(World world) {
        return world.bundle(new Selection.All());
    }

    private static String root(World world, long size) {
        return text(world.log(NORTH).cosigned.get(size)).lines().toList().get(2);
    }

    private static <T> T text(@org.jspecify.annotations.Nullable T there) {
        return Objects.requireNonNull(there);
    }

    private static Finding bad(BundleReport report, String says) {
        assertFalse(report.ok(), () -> "VERIFIED: " + report.findings());
        return report.findings().stream()
                .filter(finding -> finding.level() == Finding.Level.BAD)
                .filter(finding -> finding.text().contains(says))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing says \"" + says + "\": " + report.findings()));
    }

    private static void refused(Forgery forged) {
        BundleException refused = assertThrows(BundleException.class, () -> verify(forged));
        assertTrue(
                refused.code() == BundleCode.CONTENT
                        || refused.code() == BundleCode.RECORDS
                        || refused.code() == BundleCode.MANIFEST,
                refused.toString());
    }

    private static void holds(byte[] bundle) throws BundleException {
        BundleReport report = verify(bundle, Trust.NONE);
        assertTrue(report.ok(), () -> report.findings().toString());
    }

    // 1. a single entry under another head than the bundle's

    @Test
    void single_provenUnderTheHeadOfAnotherBranch_isProofOfTwoHistories() throws BundleException {
        Forgery forged = single(TOLD, 17);
        Forgery other = single(FORGED, 17);
        forged.take(NORTH_FOLDER + "17.leaf", other).take(NORTH_FOLDER + "17.tlog-proof", other);
        BundleReport report = verify(forged);
        Finding found = bad(report, "two histories");
        assertEquals(17, found.index().orElseThrow());
        for (String named : List.of("size 19", root(TOLD, 19), root(FORGED, 19))) {
            assertTrue(found.text().contains(named), found.text());
        }
        assertEquals(List.of(), report.logs().getFirst().receipts());
        assertFalse(report.logs().getFirst().headVerified());
    }

    @Test
    void single_provenUnderALargerHead_isNotVerified() throws BundleException {
        Forgery forged = single(TOLD, 17);
        Forgery other = single(FORGED, 17, 30);
        forged.take(NORTH_FOLDER + "17.leaf", other).take(NORTH_FOLDER + "17.tlog-proof", other);
        Finding found = bad(verify(forged), "two histories");
        for (String named : List.of("size 19", "size 31", root(TOLD, 19), root(FORGED, 31))) {
            assertTrue(found.text().contains(named), found.text());
        }
    }

    @Test
    void single_cosignaturesInItsProof_areNotCountedBesideTheHeads() throws BundleException {
        LogReport north = verify(single(TOLD, 3, 17)).logs().getFirst();
        assertTrue(north.receipts().stream().anyMatch(of -> of.kind().equals("COSIGNATURE") && of.count() == 1));
    }

    // 2. early receipts

    @Test
    void early_forOtherBytesThanTheSingles_isBad() throws BundleException {
        Forgery forged = single(FORGED, 17).take(NORTH_FOLDER + "early-000000", single(TOLD, 17));
        assertEquals(17, bad(verify(forged), "other bytes").index().orElseThrow());
    }

    /** Three entries of which the first differs; the last has the same bytes, and an early receipt in one history. */
    private static World three(String first) {
        World world = new World(3);
        for (String text : List.of(first, "second", "third")) world.say(NORTH, text, Optional.empty());
        world.early(NORTH);
        world.receipt(NORTH);
        return world;
    }

    @Test
    void early_ofASingleOverAnotherRootOfTheHeadsSize_isTwoHistories() throws BundleException {
        Forgery forged = single(three("forged"), 2).take(NORTH_FOLDER + "early-000000", single(three("told"), 2));
        assertEquals(2, bad(verify(forged), "two histories").index().orElseThrow());
        assertTrue(verify(single(three("told"), 2)).ok());
    }

    @Test
    void early_whoseHeadCantBeComputedHere_saysSo() throws BundleException {
        BundleReport report = verify(single(TOLD, 17));
        assertTrue(report.ok());
        assertTrue(
                report.findings().stream()
                        .anyMatch(finding -> finding.text().contains("names a head of size 18")
                                && finding.index().orElse(-1) == 17),
                report.findings().toString());
        assertTrue(report.logs().getFirst().receipts().stream()
                .anyMatch(of -> of.kind().equals("EARLY") && of.count() == 1));
    }

    @Test
    void early_forAnEntryThatIsNotHere_isRefused() {
        String early = text(TOLD.log(NORTH).early.get(17L));
        refused(single(TOLD, 18).record(NORTH, "early", 17, "note", early));
        refused(range(TOLD, 20, 30).record(NORTH, "early", 17, "note", early));
        refused(range(TOLD, 0, 10).record(NORTH, "early", 17, "note", early));
    }

    @Test
    void early_overAnotherRootOfAPartialRunsHead_isTwoHistories() throws BundleException {
        World told = three("told");
        LinkedHashMap<LogId, Selection.Run> runs = new LinkedHashMap<>();
        runs.put(NORTH, new Selection.Run(0, 3));
        Forgery forged = new Forgery(three("forged").bundle(new Selection.Ranges(runs)))
                .take(NORTH_FOLDER + "early-000000", single(told, 2));
        bad(verify(forged), "another root");
    }

    @Test
    void early_byARevokedKey_isDisputedByItsSigner() throws BundleException, CharterException {
        World world = new World(1).talk(40);
        world.notes.add(World.utf8(world.revocation("southland", KeyUse.EARLY, Optional.empty())));
        BundleReport report = verify(single(world, 17));
        assertTrue(report.findings().toString().contains("disputed by its signer"));
    }

    // 3. heads in blocks

    @Test
    void headBlock_headOutsideTheRun_isRefused() {
        for (World of : List.of(TOLD, FORGED)) {
            refused(range(TOLD, 0, 10)
                    .record(
                            NORTH,
                            "heads",
                            40,
                            "note",
                            text(of.log(NORTH).cosigned.get(40L))));
            refused(range(TOLD, 20, 21)
                    .record(
                            NORTH,
                            "heads",
                            40,
                            "note",
                            text(of.log(NORTH).cosigned.get(40L))));
        }
        String four = text(FORGED.log(NORTH).cosigned.get(4L));
        refused(range(TOLD, 20, 21).record(NORTH, "heads", 4, "note", four));
        refused(single(TOLD, 17).record(NORTH, "heads", 4, "note", four));
    }

    @Test
    void headBlock_sameSizeTwiceOrAnotherWord_isRefused() {
        String ten = text(TOLD.log(NORTH).cosigned.get(10L));
        refused(range(TOLD, 0, 10).record(NORTH, "heads", 10, "note", ten));
        refused(range(TOLD, 0, 10)
                .record(NORTH, "heads", 4, "note", text(TOLD.log(NORTH).cosigned.get(4L))));
        refused(range(TOLD, 0, 3)
                .record(NORTH, "early", 2, "paper", text(TOLD.log(NORTH).early.get(2L))));
    }

    @Test
    void headBlock_byARevokedKey_isDisputedByItsSigner() throws BundleException, CharterException {
        World world = new World(1).talk(40);
        Revocation.Last last = new Revocation.Last("northland", new Place(NORTH.epoch(), 4));
        world.notes.add(World.utf8(world.revocation("southland", KeyUse.HOLDER, Optional.of(last))));
        BundleReport report = verify(range(world, 0, 10));
        assertTrue(report.ok());
        assertTrue(report.findings().toString().contains("disputed by its signer"));
        List<LogReport.Receipt> receipts = report.logs().getFirst().receipts();
        assertTrue(receipts.stream().anyMatch(of -> of.disputed() && of.count() == 3), receipts.toString());
        assertTrue(receipts.stream().anyMatch(of -> !of.disputed() && of.largestSize() == 4), receipts.toString());
    }

    // 4. keys below their first index

    @Test
    void head_byAKeyThatIsCertifiedFromALaterIndexOn_isRefused() throws BundleException, CharterException {
        World world = new World(5).talk(10);
        world.notes.add(World.utf8(world.newLogKey(NORTH, 20)));
        world.receipt(NORTH);
        bad(verify(all(world), Trust.NONE), "certified from");
    }

    @Test
    void headBlock_headByAKeyThatIsCertifiedFromALaterIndexOn_isRefused() throws CharterException {
        World world = new World(5).talk(10);
        Ed25519Signer old = world.key("northland", KeyUse.LOG);
        world.notes.add(World.utf8(world.newLogKey(NORTH, 20)));
        world.receipt(NORTH);
        world.use("northland", KeyUse.LOG, old);
        world.say(NORTH, "one more", Optional.empty());
        world.receipt(NORTH);
        refused(new Forgery(all(world)));
    }

    @Test
    void head_belowTheEntryThatCarriesTheCertificate_isRefused() throws BundleException, CharterException {
        for (boolean early : List.of(true, false)) {
            World world = new World(5).talk(5);
            String certificate = world.newLogKey(NORTH, 0);
            world.notes.add(World.utf8(certificate));
            if (early) world.receipt(NORTH);
            world.paper(NORTH, EntryType.KEY, certificate);
            world.receipt(NORTH);
            BundleReport report = verify(all(world), Trust.NONE);
            if (early) bad(report, "certified from");
            else assertTrue(report.ok(), () -> report.findings().toString());
        }
    }

    // 5. key ids that collide

    /** A signer, and another key with its name and its 32-bit id. */
    private record Twins(Ed25519Signer signer, VerifierKey other) {
        static Twins of(World world, String name, SignatureType type) {
            Map<Integer, Ed25519Signer> signers = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                Ed25519Signer signer = Ed25519Signer.of(name, type, Ed25519.generate(world.random));
                signers.put(signer.verifierKey().keyId(), signer);
            }
            while (true) {
                byte[] key = new byte[32];
                world.random.nextBytes(key);
                VerifierKey other = new VerifierKey(name, type, Bytes.of(key));
                Ed25519Signer signer = signers.get(other.keyId());
                if (signer != null) return new Twins(signer, other);
            }
        }
    }

    @Test
    void keysOfOneId_neitherHidesTheOther() throws Exception {
        World world = new World(7).talk(4);
        Twins witness = Twins.of(world, "witness.example/1", SignatureType.COSIGNATURE);
        Head head = world.sign(NORTH);
        SignedNote note = SignedNote.parse(text(world.log(NORTH).cosigned.get(4L)))
                .withSignature(Cosignatures.cosign(head, witness.signer, 1_795_428_000L));
        Forgery forged = new Forgery(all(world)).put(NORTH_FOLDER + "head.note", note.format());
        VerifierKey real = witness.signer.verifierKey();
        for (List<VerifierKey> known : List.of(List.of(witness.other, real), List.of(real, witness.other))) {
            BundleReport report = verify(forged.bytes(), new Trust(List.of(), known, Optional.empty()));
            assertTrue(report.ok(), () -> report.findings().toString());
            assertTrue(report.witnessed());
        }
        bad(verify(forged.bytes(), new Trust(List.of(), List.of(witness.other), Optional.empty())), "is not good");
    }

    @Test
    void earlyKeysOfOneId_neitherHidesTheOther() throws Exception {
        Twins early = Twins.of(TOLD, "southland/early", SignatureType.ED25519);
        String text = SignedNote.parse(text(TOLD.log(NORTH).early.get(17L))).text();
        SignedNote note = SignedNote.of(text, Notes.sign(text, early.signer));
        VerifierKey real = early.signer.verifierKey();
        assertEquals(17, EarlyNote.of(note, List.of(early.other, real)).index());
        assertEquals(17, EarlyNote.of(note, List.of(real, early.other)).index());
        assertThrows(Exception.class, () -> EarlyNote.of(note, List.of(early.other)));
    }

    // 6. papers that stand in the record and were taken out of keys/

    @Test
    void revocationInAnEntry_takenOutOfTheKeys_isFound() throws BundleException, CharterException {
        World world = new World(6).talk(6);
        Revocation.Last last = new Revocation.Last("northland", new Place(NORTH.epoch(), 3));
        String paper = world.revocation("northland", KeyUse.LOG, Optional.of(last));
        world.paper(SOUTH, EntryType.REVOCATION, paper);
        world.receipt(SOUTH);
        assertEquals(6, bad(verify(all(world), Trust.NONE), "taken out").index().orElseThrow());
        bad(verify(world.bundle(entries(Map.of(SOUTH, List.of(6L)))), Trust.NONE), "taken out");
        world.notes.add(World.utf8(paper));
        BundleReport honest = verify(all(world), Trust.NONE);
        assertTrue(honest.ok(), () -> honest.findings().toString());
        assertTrue(honest.findings().toString().contains("disputed by its signer"));
    }

    @Test
    void certificateInAnEntry_takenOutOfTheKeys_isFound() throws BundleException, CharterException {
        World world = new World(6).talk(6);
        Ed25519Signer holder = Ed25519Signer.of(
                world.key("northland", KeyUse.HOLDER).verifierKey().name(),
                SignatureType.COSIGNATURE,
                Ed25519.generate(world.random));
        world.paper(NORTH, EntryType.KEY, world.certificate(NORTH, KeyUse.HOLDER, holder, 6));
        world.receipt(NORTH);
        assertEquals(6, bad(verify(all(world), Trust.NONE), "taken out").index().orElseThrow());
    }

    @Test
    void papersInEntriesThatNobodyTookIn_doNotMakeARecordBad() throws BundleException, CharterException {
        World world = new World(6).talk(6);
        World stranger = new World(60);
        world.paper(SOUTH, EntryType.KEY, "no paper");
        world.paper(SOUTH, EntryType.REVOCATION, stranger.revocation("northland", KeyUse.LOG, Optional.empty()));
        Ed25519Signer holder = Ed25519Signer.of(
                world.key("northland", KeyUse.HOLDER).verifierKey().name(),
                SignatureType.COSIGNATURE,
                Ed25519.generate(world.random));
        world.paper(SOUTH, EntryType.KEY, world.certificate(NORTH, KeyUse.HOLDER, holder, 6));
        world.receipt(SOUTH);
        holds(all(world));
    }

    @Test
    void paperSignedByTheOtherRoot_isBad() throws BundleException, CharterException {
        World world = new World(6).talk(6);
        String own = world.revocation("southland", KeyUse.HOLDER, Optional.empty());
        SignedNote signed = note(own);
        String forged = SignedNote.of(signed.text(), Notes.sign(signed.text(), world.root("northland")))
                .format();
        bad(verify(single(world, 3).put("keys/0005.note", forged)), "keys/0005.note is not good");
    }

    @Test
    void export_papersThatAreNone_areLeftOut() throws BundleException {
        World world = new World(6).talk(6);
        int good = world.notes.size();
        world.notes.add(World.utf8("no paper"));
        world.notes.add(world.notes.getFirst());
        byte[] bundle = all(world);
        holds(bundle);
        assertEquals(good, new Forgery(bundle).manifest().keys());
    }

    private static SignedNote note(String text) {
        try {
            return SignedNote.parse(text);
        } catch (org.ringdown.transcript.TranscriptException e) {
            throw new AssertionError(e);
        }
    }

    // 7. seals

    @Test
    void sealOfASingle_ofAnotherHistoryThanTheHead_isFound() throws BundleException {
        Selection both = entries(Map.of(NORTH, List.of(3L), SOUTH, List.of(3L)));
        Forgery forged = new Forgery(TOLD.bundle(both)).takeLog(NORTH, new Forgery(FORGED.bundle(both)));
        Finding found = bad(verify(forged), "two histories");
        assertEquals(Optional.of(SOUTH), found.log());
        assertEquals(3, found.index().orElseThrow());
        holds(TOLD.bundle(both));
    }

    @Test
    void sealOfARun_ofAnotherHistoryThanThePartialRunsHead_isFound() throws BundleException {
        LinkedHashMap<LogId, Selection.Run> runs = new LinkedHashMap<>();
        runs.put(NORTH, new Selection.Run(5, 9));
        runs.put(SOUTH, new Selection.Run(30, 40));
        Selection both = new Selection.Ranges(runs);
        Forgery forged = new Forgery(TOLD.bundle(both)).takeLog(NORTH, new Forgery(FORGED.bundle(both)));
        Finding found = bad(verify(forged), "two histories");
        assertEquals(Optional.of(SOUTH), found.log());
        holds(TOLD.bundle(both));
    }

    @Test
    void sealsOfSingles_thatContradictEachOther_areFound() throws BundleException {
        World world = new World(2).talk(5);
        for (byte b : new byte[] {1, 2}) {
            Hash root = Hash.sha256(new byte[] {b});
            world.say(SOUTH, "held", Optional.of(new Held(NORTH.epoch(), 3, root)));
        }
        world.receipt(SOUTH);
        Selection both = entries(Map.of(NORTH, List.of(4L), SOUTH, List.of(5L, 6L)));
        bad(verify(world.bundle(both), Trust.NONE), "two histories");
    }

    @Test
    void seals_moreThanAreKeptAtOnce_areAllHeld() throws BundleException, IOException {
        for (LogId liar : List.of(NORTH, SOUTH)) {
            World world = new World(2).talk(30);
            LogId about = liar.equals(NORTH) ? SOUTH : NORTH;
            world.say(liar, "I held this", Optional.of(new Held(about.epoch(), 29, Hash.sha256(new byte[] {1}))));
            world.receipt(liar);
            for (int keptMax = 1; keptMax < 40; keptMax += 3) {
                BundleReport report = BundleVerifier.verify(ByteSource.of(all(world)), Trust.NONE, WORKERS, keptMax);
                assertEquals(30, bad(report, "two histories").index().orElseThrow(), "kept " + keptMax);
                assertEquals(
                        List.of(),
                        BundleVerifier.verify(ByteSource.of(all(TOLD)), Trust.NONE, WORKERS, keptMax)
                                .findings());
            }
        }
    }

    @Test
    void sealOfAnEntryThatIsNotProven_accusesNobody() throws BundleException {
        World world = new World(2).talk(5);
        world.say(SOUTH, "held", Optional.of(new Held(NORTH.epoch(), 3, Hash.sha256(new byte[] {1}))));
        world.receipt(SOUTH);
        world.log(SOUTH).leaves.get(0)[20] ^= 1;
        BundleReport report = verify(all(world), Trust.NONE);
        assertFalse(report.ok());
        assertFalse(
                report.findings().toString().contains("two histories"),
                report.findings().toString());
        assertTrue(report.logs().getFirst().headVerified());
        assertEquals(List.of(), report.logs().getLast().receipts());
    }

    @Test
    void seal_ofALogThatIsLeftOutOfAll_isNamed() throws BundleException {
        World world = new World(2).talk(5);
        world.logs.remove(SOUTH);
        assertTrue(verify(all(world), Trust.NONE).findings().toString().contains("not all of the record"));
    }

    // 8. and what else came to mind

    @Test
    void notes_asManyAsAreListed_neverPushOutWhatIsBad() throws BundleException, CharterException {
        World world = new World(8);
        for (int i = 0; i < 260; i++) {
            world.say(NORTH, "north " + i, Optional.empty());
            world.say(
                    SOUTH, "south " + i, Optional.of(new Held(NORTH.epoch(), 1_000_000 + i, Hash.sha256(new byte[0]))));
            world.receipt(NORTH);
        }
        world.notes.add(World.utf8(world.revocation("northland", KeyUse.LOG, Optional.empty())));
        byte[] leaf = world.log(NORTH).leaves.get(255);
        leaf[leaf.length - 5] ^= 1;
        world.receipt(SOUTH);
        assertFalse(verify(all(world), Trust.NONE).ok());
    }

    @Test
    void charter_thatIsNotTheFoundingOne_isRefused() {
        World forger = new World(99, TOLD.charter).talk(4);
        assertEquals(TOLD.lineId(), forger.lineId());
        refused(new Forgery(all(forger)));
    }

    @Test
    void head_signedByAWitnessAlone_isRefused() throws BundleException {
        World world = new World(7).talk(4);
        Ed25519Signer plain =
                Ed25519Signer.of("witness.example/1", SignatureType.ED25519, Ed25519.generate(world.random));
        String text = world.sign(NORTH).text();
        String note = SignedNote.of(text, Notes.sign(text, plain)).format();
        Forgery forged = new Forgery(all(world)).put(NORTH_FOLDER + "head.note", note);
        Trust trust = new Trust(List.of(), List.of(plain.verifierKey()), Optional.empty());
        assertFalse(verify(forged.bytes(), trust).ok());
    }

    @Test
    void witness_thatIsAPartysOwnKey_boundsNoTime() throws BundleException {
        VerifierKey holder = TOLD.key("southland", KeyUse.HOLDER).verifierKey();
        BundleReport report = verify(all(TOLD), new Trust(List.of(), List.of(holder), Optional.empty()));
        assertFalse(report.witnessed());
        bad(report, "no third party");
    }

    @Test
    void head_ofASizeThatNoLogHas_isRefused() throws BundleException {
        World world = new World(7).talk(4);
        Head head = new Head(NORTH.origin(world.lineId()), Long.MAX_VALUE, Hash.sha256(new byte[0]));
        SignedNote note = SignedNote.of(head.text(), Notes.sign(head.text(), world.key("northland", KeyUse.LOG)));
        assertFalse(verify(new Forgery(all(world)).put(NORTH_FOLDER + "head.note", note.format()))
                .ok());
        TlogProof proof = new TlogProof(Optional.empty(), 3, List.of(), note);
        assertFalse(verify(single(world, 3).put(NORTH_FOLDER + "3.tlog-proof", proof.format()))
                .ok());
        refused(range(world, 0, 4).record(NORTH, "heads", 9_999_999_999_999_999L, "note", note.format()));
    }
}
