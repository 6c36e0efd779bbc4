package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;

final class CharterTest {
    private final Fixtures world = new Fixtures(41);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CharterCode refused(String file) {
        return assertThrows(CharterException.class, () -> Charter.parse(bytes(file)))
                .code();
    }

    private String resigned(String text) {
        return SignedNote.of(text, Notes.sign(text, world.northRoot))
                .withSignature(Notes.sign(text, world.southRoot))
                .format();
    }

    @Test
    void charter_signedByBoth_readsBackAsItWasWritten() throws Exception {
        CharterTerms terms =
                world.draft().clocks(Clocks.full()).rules(Fixtures.allRules()).terms();
        CharterFile file = CharterFile.create(terms).sign(world.southRoot).sign(world.northRoot);
        Charter charter = Charter.parse(bytes(file.format()));
        assertEquals(terms, charter.terms());
        assertEquals(terms.digest(), charter.digest());
        assertEquals(charter.digest().hex().substring(0, 32), charter.lineId());
        assertEquals("southland", charter.peerOf("northland").id());
        assertEquals(file.format(), charter.note().format());
    }

    @Test
    void file_signedByNobodyThenEach_collectsInAnyOrder() throws Exception {
        CharterFile empty = CharterFile.parse(
                bytes(CharterFile.create(world.draft().terms()).format()));
        assertEquals(List.of("northland", "southland"), empty.missing());
        assertEquals(
                CharterCode.UNSIGNED,
                assertThrows(CharterException.class, empty::charter).code());
        CharterFile north = CharterFile.parse(bytes(empty.sign(world.northRoot).format()));
        assertEquals(List.of("southland"), north.missing());
        Charter one = north.sign(world.southRoot).charter();
        Charter other = empty.sign(world.southRoot).merge(north).charter();
        assertEquals(one, other);
        assertEquals(one.words(), other.words());
    }

    @Test
    void file_foreignRootOrOtherText_refused() throws Exception {
        CharterFile file = CharterFile.create(world.draft().terms());
        Ed25519Signer stranger = world.root("northland");
        assertEquals(
                CharterCode.FOREIGN_ROOT,
                assertThrows(CharterException.class, () -> file.sign(stranger)).code());
        CharterFile other = CharterFile.create(world.draft().terms());
        assertEquals(
                CharterCode.TEXT_DIFFERS,
                assertThrows(CharterException.class, () -> file.merge(other)).code());
    }

    @Test
    void charter_oneSignatureOrABrokenOne_refused() throws Exception {
        CharterFile file = CharterFile.create(world.draft().terms()).sign(world.northRoot);
        assertEquals(CharterCode.UNSIGNED, refused(file.format()));
        String both = file.sign(world.southRoot).format();
        assertEquals(CharterCode.BAD_SIGNATURE, refused(both.replace("Joint", "Joins")));
        assertEquals(CharterCode.NOT_A_NOTE, refused(both.substring(0, both.length() - 9)));
        Ed25519Signer sameName = world.signer(
                world.southRoot.verifierKey().name(),
                world.southRoot.verifierKey().type());
        String text = world.draft().terms().text();
        String forged = SignedNote.of(text, Notes.sign(text, world.northRoot))
                .withSignature(Notes.sign(text, sameName))
                .format();
        assertEquals(CharterCode.BAD_SIGNATURE, refused(forged));
    }

    @Test
    void charter_textChangedAndSignedAgain_refusedByItsContent() throws Exception {
        String text = world.draft().terms().text();
        assertEquals(CharterCode.WRONG_KIND, refused(resigned(text.replace("charter/v1", "charter/v2"))));
        assertEquals(CharterCode.NOT_CANONICAL, refused(resigned(text.replace("\n  \"nonce\"", "\n   \"nonce\""))));
        assertEquals(CharterCode.CONTENT, refused(resigned(text.replace("\"nonce\"", "\"nonsense\""))));
        assertEquals(CharterCode.CONTENT, refused(resigned(text.replace("\"hours\": []", "\"hours\": {}"))));
        assertEquals(CharterCode.CONTENT, refused(resigned(text.replace("localhost:7411", "localhost:74110"))));
        assertEquals(CharterCode.CONTENT, refused(resigned(text.replace("\"version\": 1,", "\"version\": 2,"))));
        String grown = text.replace("the parties", "x".repeat(CharterLimits.CHARTER_BYTES_MAX));
        assertEquals(CharterCode.TOO_LARGE, refused(resigned(grown)));
    }

    @Test
    void draft_samePartyTwiceOrOneRootForBoth_refused() {
        CharterTerms twice =
                CharterDraft.found(world.north(), world.north(), world.random).terms();
        assertEquals(
                CharterCode.WRONG_PARTIES,
                assertThrows(CharterException.class, () -> CharterFile.create(twice))
                        .code());
        Ed25519Signer copied = Ed25519Signer.of(
                Names.root("southland", "0123456789abcdef"),
                world.northRoot.verifierKey().type(),
                new byte[32]);
        Ed25519Signer original = Ed25519Signer.of(
                Names.root("northland", "0123456789abcdef"),
                world.northRoot.verifierKey().type(),
                new byte[32]);
        CharterTerms shared = CharterDraft.found(
                        Fixtures.party("northland", original), Fixtures.party("southland", copied), world.random)
                .terms();
        assertEquals(
                CharterCode.KEY_REUSED,
                assertThrows(CharterException.class, () -> CharterFile.create(shared))
                        .code());
    }

    @Test
    void charter_severalFaults_allAreNamed() {
        String text = world.draft().terms().text().replace("\"id\": \"watch\"", "\"id\": \"Watch!\"");
        String more = text.replace("\"deliveryMs\": 5000", "\"deliveryMs\": 0");
        CharterException e = assertThrows(CharterException.class, () -> CharterTerms.parse(more));
        List<String> paths = e.problems().stream().map(JsonProblem::path).toList();
        assertEquals(List.of("parties[0].desks[0].id", "parties[1].desks[0].id", "clocks.FLASH.deliveryMs"), paths);
    }

    @Test
    void demands_eachRule_isRefusedByANodeThatCannotDoIt() throws Exception {
        assertEquals(Set.of(), world.founded().unsupported(EnumSet.noneOf(Capability.class)));
        Charter full = CharterFile.create(world.draft()
                        .clocks(Clocks.full())
                        .rules(Fixtures.allRules())
                        .terms())
                .sign(world.northRoot)
                .sign(world.southRoot)
                .charter();
        assertEquals(EnumSet.allOf(Capability.class), full.unsupported(EnumSet.noneOf(Capability.class)));
        assertEquals(
                EnumSet.of(Capability.PASSKEYS),
                full.unsupported(EnumSet.complementOf(EnumSet.of(Capability.PASSKEYS))));
        CharterException e = assertThrows(
                CharterException.class,
                () -> full.checkSupported(EnumSet.complementOf(EnumSet.of(Capability.NOTICES))));
        assertEquals(CharterCode.UNSUPPORTED, e.code());
        assertTrue(e.toString().contains("notices with lead times"), e.getMessage());
    }

    @Test
    void change_ofAStandingCharter_keepsTheLineAndNeedsTheOldRoot() throws Exception {
        Charter first = world.founded();
        Ed25519Signer newRoot = world.root("southland");
        CharterTerms terms = CharterDraft.change(first, world.random)
                .party(Fixtures.party("southland", newRoot))
                .terms();
        SignedNote byNew = CharterFile.create(terms)
                .sign(world.northRoot)
                .sign(newRoot)
                .charter()
                .note();
        assertEquals(
                CharterCode.UNSIGNED,
                assertThrows(CharterException.class, () -> first.successor(byNew))
                        .code());
        Charter second = first.successor(byNew.withSignature(Notes.sign(byNew.text(), world.southRoot)));
        assertEquals(first.lineId(), second.lineId());
        assertNotEquals(first.digest(), second.digest());
        assertEquals(
                CharterCode.WRONG_PREDECESSOR,
                assertThrows(CharterException.class, () -> second.successor(byNew))
                        .code());
    }

    @Test
    void card_signedByItsOwnRoot_readsBackAndRefusesAnyOther() throws Exception {
        PartyCard card = PartyCard.sign(world.north(), world.northRoot);
        assertEquals(card, PartyCard.parse(bytes(card.format())));
        assertEquals(12, card.words().size());
        Ed25519Signer stranger = world.root("northland");
        assertEquals(
                CharterCode.FOREIGN_ROOT,
                assertThrows(CharterException.class, () -> PartyCard.sign(world.north(), stranger))
                        .code());
        assertEquals(
                CharterCode.BAD_SIGNATURE,
                assertThrows(
                                CharterException.class,
                                () -> PartyCard.parse(bytes(card.format().replace("Joint", "Joins"))))
                        .code());
    }

    @Test
    void prose_english_saysWhatAMinisterNeeds() {
        String prose = CharterProse.of(
                world.draft().clocks(Clocks.full()).rules(Fixtures.allRules()).terms(), "en");
        for (String sentence : List.of(
                "CHARTER OF A LINE BETWEEN NORTHLAND AND SOUTHLAND",
                "Commander: Chief of the Northland Staff.",
                "FLASH: delivered within 5 seconds; seen by a person within 1 minute; read back or answered within 5"
                        + " minutes; else ring voice at 1 minute; else next desk at 2 minutes; else duty principal at 5"
                        + " minutes.",
                "ROUTINE: delivered within 5 minutes; seen by a person within 2 hours; read back or answered by the next"
                        + " working day; else open items at 2 hours.",
                "The line may be suspended with notice of 2 days, for at most 7 days.",
                "Desk air, Air: manned MON, TUE 08:00-18:30 UTC, in en, fr.",
                "The charter ends at 2030-03-17T17:46:40Z.")) {
            assertTrue(prose.contains(sentence), () -> sentence + "\nis not in\n" + prose);
        }
    }

    @Test
    void prose_otherLanguage_neutralLayoutWithThatLanguagesTexts() {
        String table = CharterProse.of(world.draft().terms(), "fr");
        assertTrue(table.contains("Pays northland"), table);
        assertFalse(table.contains("en  Northland\n"), table);
        assertTrue(table.contains("deliveryMs  5 s"), table);
    }

    @Test
    void prose_hiddenCharactersInAName_madeVisible() {
        Party party = world.north();
        Party tricky = new Party(
                party.id(),
                List.of(new LocalText("en", "North\u202eland\u200b")),
                party.root(),
                party.seat(),
                party.desks(),
                party.languages(),
                party.reach());
        CharterTerms terms =
                CharterDraft.found(tricky, world.south(), world.random).terms();
        assertTrue(CharterProse.of(terms, "en").contains("NORTH[U+202E]LAND[U+200B] (northland)"));
        assertTrue(CharterProse.of(terms, "de").contains("North[U+202E]land[U+200B]"));
    }

    @Test
    void everyByte_flipped_neverReadsAsTheSameCharter() throws Exception {
        byte[] good = bytes(world.founded().note().format());
        Charter charter = Charter.parse(good);
        for (int i = 0; i < good.length; i += 7) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            try {
                assertEquals(charter.digest(), Charter.parse(bad).digest());
                assertTrue(i > charter.note().text().length(), "byte " + i);
            } catch (CharterException e) {
                assertTrue(e.code().number() > 0);
            }
        }
    }
}
