package org.ringdown.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.ActVerdict;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterAct;
import org.ringdown.charter.CharterDraft;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.CharterLimits;
import org.ringdown.charter.CharterTerms;
import org.ringdown.charter.Desk;
import org.ringdown.charter.Json;
import org.ringdown.charter.LocalText;
import org.ringdown.charter.Names;
import org.ringdown.charter.Party;
import org.ringdown.charter.Place;
import org.ringdown.charter.Precedence;
import org.ringdown.charter.ProposalState;
import org.ringdown.charter.Role;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Ed25519;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignatureType;

final class CharterActsTest {
    private static final LogId NORTH = new LogId("northland", "1-9f3c02ab");
    private static final LogId SOUTH = new LogId("southland", "1-0badcafe");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    private final Ed25519Signer north = root("northland");
    private final Ed25519Signer south = root("southland");
    private final Charter founding = founded();
    private final CharterTerms next = CharterDraft.change(founding, random).terms();

    /** An entry in its log. */
    private record Entry(LogId log, Leaf leaf) {}

    private Ed25519Signer root(String party) {
        byte[] name = new byte[8];
        random.nextBytes(name);
        return Ed25519Signer.of(
                Names.root(party, HexFormat.of().formatHex(name)), SignatureType.ED25519, Ed25519.generate(random));
    }

    private Charter founded() {
        try {
            CharterDraft draft = CharterDraft.found(party("northland", north), party("southland", south), random);
            return CharterFile.create(draft.terms()).sign(north).sign(south).charter();
        } catch (CharterException e) {
            throw new AssertionError(e);
        }
    }

    private static Party party(String id, Ed25519Signer root) {
        List<LocalText> words = List.of(new LocalText("en", id));
        Party.Powers powers =
                new Party.Powers(List.of(Role.COMMANDER), List.of(Role.SUPERVISOR), List.of(Role.COMMANDER));
        Desk watch = new Desk("watch", words, List.of(), List.of("en"));
        Party.Seat seat = new Party.Seat(words, words, powers);
        Party.Reach reach = new Party.Reach(List.of(), List.of(id + ".localhost:7411"));
        return new Party(id, words, root.verifierKey(), seat, List.of(watch), List.of("en"), reach);
    }

    private Entry entry(LogId log, EntryType type, long index, long held, Json.Obj body) {
        LogId other = log.equals(NORTH) ? SOUTH : NORTH;
        Optional<Held> head =
                held == 0 ? Optional.empty() : Optional.of(new Held(other.epoch(), held, Rfc6962.EMPTY_ROOT));
        Statement statement = new Statement(
                new Statement.Origin(founding.lineId(), founding.digest().hex(), log.epoch(), log.party()),
                new Statement.Kind(type, Precedence.IMMEDIATE, false),
                "step-" + log.party() + "-" + index,
                "00112233445566778899aabbccddeeff",
                Statement.Addressing.NODE,
                Statement.Links.NONE,
                body);
        try {
            return new Entry(
                    log, Leaf.parse(Leaf.bytes(Leaf.line1(statement), new Seal(index, head, 1, Optional.empty()))));
        } catch (org.ringdown.message.MessageException e) {
            throw new AssertionError(e);
        }
    }

    private Json.Obj note(Ed25519Signer... roots) {
        try {
            CharterFile file = CharterFile.create(next);
            for (Ed25519Signer root : roots) file = file.sign(root);
            return Json.obj().put("note", file.format()).build();
        } catch (CharterException e) {
            throw new AssertionError(e);
        }
    }

    private Json.Obj consent(Ed25519Signer root) {
        return Json.obj()
                .put("digest", next.digest().hex())
                .put("signature", Notes.sign(next.text(), root).line())
                .build();
    }

    private List<Entry> history() {
        return List.of(
                entry(NORTH, EntryType.PROPOSE, 5, 0, note(north)),
                entry(SOUTH, EntryType.CONSENT, 4, 6, consent(south)),
                entry(NORTH, EntryType.ADOPT, 6, 5, note(north, south)),
                entry(SOUTH, EntryType.ADOPT, 5, 7, note(north, south)));
    }

    private CharterActs take(List<Entry> entries) {
        CharterActs acts = CharterActs.founded(founding);
        for (Entry entry : entries) acts = acts.with(entry.log(), entry.leaf());
        return acts;
    }

    private static EntryId at(Entry entry) {
        return new EntryId(
                entry.log().party(), entry.log().epoch(), entry.leaf().seal().index());
    }

    @Test
    void preview_ofAWriterThatKnowsOldSizes_holdsWhatIsKnown() {
        CharterActs acts = take(history().subList(0, 2));
        Place at = new Place(NORTH.epoch(), 100);
        Place old = new Place(SOUTH.epoch(), 2);
        CharterAct adopt = new CharterAct(
                "northland",
                at,
                Optional.of(old),
                CharterAct.Step.ADOPT,
                next.digest(),
                Optional.of(founding.digest()));
        assertEquals(ActVerdict.EFFECTIVE, acts.preview(adopt));
        assertEquals(ActVerdict.NOT_CONSENTED, take(history().subList(0, 1)).preview(adopt));
    }

    @Test
    void steps_inAnyOrderOfArrival_comeToTheSame() {
        for (int seed = 0; seed < 24; seed++) {
            List<Entry> entries = new ArrayList<>(history());
            Collections.shuffle(entries, new Random(seed));
            CharterActs acts = take(entries);
            for (Entry entry : entries) assertEquals(Optional.of(ActVerdict.EFFECTIVE), acts.verdict(at(entry)));
            assertEquals(Optional.of(ProposalState.IN_FORCE), acts.state(next.digest()));
            assertEquals(next.digest(), acts.standing("northland").digest());
            assertEquals(next.digest(), acts.standing("southland").digest());
        }
    }

    @Test
    void adoptedByOne_eachLogStandsUnderItsOwn() {
        CharterActs acts = take(history().subList(0, 3));
        assertEquals(next.digest(), acts.standing("northland").digest());
        assertEquals(founding.digest(), acts.standing("southland").digest());
        assertEquals(Optional.of(ProposalState.ADOPTED), acts.state(next.digest()));
    }

    @Test
    void proposalSignedByTheOtherRootOnly_isNoStep() {
        Entry forged = entry(NORTH, EntryType.PROPOSE, 5, 0, note(south));
        CharterActs acts = take(List.of(forged));
        assertTrue(acts.refusal(at(forged)).isPresent());
        assertEquals(List.of(), acts.proposals());
    }

    @Test
    void consentWithAForeignOrBrokenSignature_isNoStep() {
        Entry propose = history().getFirst();
        Json.Obj broken = Json.obj()
                .put("digest", next.digest().hex())
                .put("signature", "not a signature\n")
                .build();
        for (Json.Obj body : List.of(consent(north), consent(root("southland")), broken)) {
            Entry forged = entry(SOUTH, EntryType.CONSENT, 4, 6, body);
            CharterActs acts = take(List.of(propose, forged));
            assertTrue(acts.refusal(at(forged)).isPresent(), body.toString());
            assertEquals(Optional.of(ProposalState.OPEN), acts.state(next.digest()));
        }
    }

    @Test
    void adoptWithoutBothRoots_isNoStep() {
        Entry forged = entry(NORTH, EntryType.ADOPT, 6, 5, note(north));
        CharterActs acts = take(List.of(history().getFirst(), forged));
        assertTrue(acts.refusal(at(forged)).isPresent());
        assertEquals(founding.digest(), acts.standing("northland").digest());
    }

    @Test
    void moreStepsThanCount_areNotKept() {
        CharterActs acts = CharterActs.founded(founding);
        Json.Obj body = Json.obj().put("digest", next.digest().hex()).build();
        for (int i = 0; i < CharterLimits.ACTS_MAX + 9; i++) {
            Entry entry = entry(SOUTH, EntryType.WITHDRAW, i, 0, body);
            acts = acts.with(entry.log(), entry.leaf());
        }
        assertEquals(CharterLimits.ACTS_MAX, acts.judged().size());
        assertEquals(ActVerdict.NOTHING_TO_WITHDRAW, acts.judged().getLast().verdict());
    }
}
