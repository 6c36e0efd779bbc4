package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.transcript.Refusals.assertRefused;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The last value that each bound takes and the first it refuses; what constructors refuse; what is printed. */
final class BoundsTest {
    private static final String SIGNATURE = "\u2014 name AAAAAAA=\n";
    private static final Hash HASH = Rfc6962.leaf(new byte[0]);
    private static final SignedNote HEAD = Parties.signedHead(Parties.SMALL.head(Parties.ORIGIN));

    @Test
    void note_ofTheLargestSize_isReadAndOneByteMoreIsNot() throws TranscriptException {
        String text = "x".repeat(TranscriptLimits.NOTE_BYTES_MAX - 2 - Texts.utf8(SIGNATURE).length) + "\n";
        String largest = text + "\n" + SIGNATURE;
        assertEquals(TranscriptLimits.NOTE_BYTES_MAX, Texts.utf8(largest).length);
        SignedNote.parse(largest);
        SignedNote.parse(Texts.utf8(largest));
        assertRefused(TranscriptCode.TOO_LARGE, () -> SignedNote.parse("x" + largest));
        assertRefused(TranscriptCode.TOO_LARGE, () -> SignedNote.parse(Texts.utf8("x" + largest)));
        assertRefused(TranscriptCode.TOO_LARGE, () -> SignedNote.parse("\u00e9" + largest.substring(1)));
    }

    @Test
    void signature_ofTheLargestSize_isReadAndOneByteMoreIsNot() throws TranscriptException {
        NoteSignature largest = new NoteSignature("n", 1, Bytes.of(new byte[TranscriptLimits.SIGNATURE_BYTES_MAX]));
        assertEquals(largest, NoteSignature.parse(largest.line()));
        String more = "\u2014 n " + Base64Text.encode(new byte[4 + TranscriptLimits.SIGNATURE_BYTES_MAX + 1]);
        assertRefused(TranscriptCode.TOO_LARGE, () -> NoteSignature.parse(more));
        assertRefused(TranscriptCode.TOO_LARGE, () -> VerifierKey.parse("n".repeat(8193)));
        assertRefused(TranscriptCode.KEY_SHAPE, () -> VerifierKey.parse("n".repeat(8192)));
    }

    @Test
    void nameAndOrigin_of255Bytes_areReadAnd256AreNot() throws TranscriptException {
        String name = "\u00e9".repeat(127) + "n";
        NoteSignature.parse("\u2014 " + name + " AAAAAAA=");
        assertRefused(TranscriptCode.NAME, () -> NoteSignature.parse("\u2014 n" + name + " AAAAAAA="));
        assertEquals(name, Head.parse(new Head(name, 1, HASH).text()).origin());
        String text = "n" + new Head(name, 1, HASH).text();
        assertRefused(TranscriptCode.HEAD_ORIGIN, () -> Head.parse(text));
    }

    @Test
    void proofFile_ofTheLargestParts_isReadAndMoreIsNot() throws TranscriptException {
        Bytes extra = Bytes.of(new byte[TranscriptLimits.EXTRA_BYTES_MAX]);
        List<Hash> hashes = java.util.Collections.nCopies(TranscriptLimits.PROOF_HASHES_MAX, HASH);
        TlogProof largest = new TlogProof(Optional.of(extra), 0, hashes, HEAD);
        assertEquals(largest, TlogProof.parse(Texts.utf8(largest.format())));
        String longer = Base64Text.encode(new byte[TranscriptLimits.EXTRA_BYTES_MAX + 1]);
        String file = largest.format().replace(Base64Text.encode(extra.array()), longer);
        assertRefused(TranscriptCode.TOO_LARGE, () -> TlogProof.parse(file));
        String huge = "x".repeat(TranscriptLimits.PROOF_FILE_BYTES_MAX + 1);
        assertRefused(TranscriptCode.TOO_LARGE, () -> TlogProof.parse(huge));
        assertRefused(TranscriptCode.TOO_LARGE, () -> TlogProof.parse(Texts.utf8(huge)));
        assertRefused(TranscriptCode.PROOF_SHAPE, () -> TlogProof.parse(huge.substring(1)));
    }

    @Test
    void name_withAnyUnicodeSpace_isRefused() throws TranscriptException {
        for (int c = 1; c < 0x10000; c++) {
            if (Character.isSurrogate((char) c)) continue;
            // Java's two notions together are Unicode's White_Space, but for U+0085 and the separators U+001C to U+001F
            boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85 || c < 0x20;
            String name = "a" + (char) c + "b";
            if (space || c == '+') assertRefused(TranscriptCode.NAME, () -> Texts.checkName(name));
            else Texts.checkName(name);
        }
    }

    @Test
    void constructors_givenWhatCannotBeWritten_throw() {
        NoteSignature good = HEAD.signatures().getFirst();
        List<Runnable> mistakes = List.of(
                () -> new SignedNote("no newline", List.of(good)),
                () -> new SignedNote("tab\t\n", List.of(good)),
                () -> new SignedNote("lone \ud800\n", List.of(good)),
                () -> new SignedNote("none\n", List.of()),
                () -> new SignedNote("twice\n", List.of(good, good)),
                () -> new NoteSignature("a b", 1, Bytes.of(new byte[1])),
                () -> new NoteSignature("n", 1, Bytes.of(new byte[0])),
                () -> new Head("", 1, HASH),
                () -> new Head("o", -1, HASH),
                () -> new Head("o", 0, HASH),
                () -> new VerifierKey("n", SignatureType.ED25519, Bytes.of(new byte[31])),
                () -> new TlogProof(Optional.empty(), -1, List.of(), HEAD),
                () -> new TlogProof(Optional.of(Bytes.of(new byte[0])), 0, List.of(), HEAD),
                () -> Proofs.inclusion(11, 11, Parties.SMALL),
                () -> Proofs.inclusion(-1, 11, Parties.SMALL),
                () -> Proofs.consistency(12, 11, Parties.SMALL),
                () -> Proofs.root(-1, Parties.SMALL),
                () -> Hash.of(new byte[31]),
                () -> Notes.sign("text\n", Parties.HOLDER),
                () -> Notes.sign("no newline", Parties.LOG),
                () -> Cosignatures.cosign(new Head("o", 1, HASH), Parties.LOG, 1),
                () -> Cosignatures.cosign(new Head("o", 1, HASH), Parties.HOLDER, -1));
        for (int i = 0; i < mistakes.size(); i++) {
            assertThrows(IllegalArgumentException.class, mistakes.get(i)::run, "mistake " + i);
        }
    }

    @Test
    void generate_differentRandom_givesDifferentSeeds() {
        assertFalse(Arrays.equals(new byte[32], Ed25519.generate(new Random(1))));
        assertNotEquals(Bytes.of(Ed25519.generate(new Random(1))), Bytes.of(Ed25519.generate(new Random(2))));
    }

    @Test
    void checkEnrolment_throughAKey_asksTheRule() throws TranscriptException {
        Parties.LOG.verifierKey().checkEnrolment();
        Parties.PQ.verifierKey().checkEnrolment();
        for (SignatureType type : List.of(SignatureType.ED25519, SignatureType.COSIGNATURE)) {
            VerifierKey zero = new VerifierKey("n", type, Bytes.of(new byte[32]));
            assertRefused(TranscriptCode.KEY_LOW_ORDER, zero::checkEnrolment);
        }
        assertRefused(TranscriptCode.KEY_LENGTH, () -> Ed25519.checkEnrolment(Bytes.of(new byte[31])));
    }

    @Test
    void hash_textForms_areOneSpellingEach() throws TranscriptException {
        assertEquals(HASH, Hash.fromHex(HASH.hex()));
        assertEquals(HASH, Hash.fromBase64(HASH.base64()));
        assertEquals("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", HASH.toString());
        String upper = HASH.hex().toUpperCase(java.util.Locale.ROOT);
        assertRefused(TranscriptCode.HASH_SHAPE, () -> Hash.fromHex(upper));
        assertRefused(TranscriptCode.HASH_SHAPE, () -> Hash.fromHex(HASH.hex().substring(2)));
        assertEquals("00ff", Bytes.of(new byte[] {0, -1}).toString());
    }

    @Test
    void signers_printed_showNoSecret() {
        byte[] seed = NotesTest.seed(9);
        String printed = Ed25519Signer.of("n", SignatureType.ED25519, seed) + " " + MlDsa44Signer.of("pq", seed);
        assertTrue(printed.startsWith("signer of n+") && printed.endsWith("signer of pq"), printed);
        assertFalse(printed.contains(HexFormat.of().formatHex(seed)));
        assertFalse(printed.contains(Base64Text.encode(seed)));
    }

    @Test
    void codes_numbers_areTheirPlaces() {
        int place = 0;
        for (TranscriptCode code : TranscriptCode.values()) assertEquals(++place, code.number(), code.name());
        TranscriptException refusal = new TranscriptException(TranscriptCode.NAME, "seen \"x\"");
        assertEquals("NAME (6): seen \"x\"", refusal.getMessage());
    }

    @Test
    void quote_textFromOutside_isBoundedAndPlain() {
        assertEquals("\"a \\u0000\\u000a\\u0022\\u202e~\"", Texts.quote("a \0\n\"\u202e~"));
        assertEquals("\"" + "x".repeat(80) + "\"", Texts.quote("x".repeat(80)));
        assertEquals("\"" + "x".repeat(80) + "...\"", Texts.quote("x".repeat(81)));
    }
}
