package org.ringdown.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Vectors of signed notes and of verifier keys: one good one of each kind, then one fault each. */
final class NoteVectors {
    private static final String TEXT = "Ringdown test note.\n\nIts text has an empty line.\n";

    private final List<Vector> vectors = new ArrayList<>();

    static List<Vector> all() {
        NoteVectors made = new NoteVectors();
        made.shapes();
        made.lines();
        made.signatures();
        made.limits();
        made.keys();
        return made.vectors;
    }

    private static SignedNote good() {
        return SignedNote.of(TEXT, Notes.sign(TEXT, Parties.ROOT));
    }

    private void shapes() {
        note("good", "a note with one signature", n -> n, "ok");
        note(
                "text-empty-line-only",
                "the shortest text, one newline",
                n -> signed("\n").format(),
                "ok");
        note(
                "text-not-ascii",
                "text in several scripts",
                n -> signed("\u0441\u0442\u043e\u043f \u505c\u6b62 \ud83d\udd14\n")
                        .format(),
                "ok");
        note("empty", "nothing at all", n -> "", "NOTE_SHAPE");
        note(
                "no-blank-line",
                "the empty line is missing",
                n -> signed("stop\n").format().replace("\n\n", "\n"),
                "NOTE_SHAPE");
        note("no-final-newline", "the last newline is missing", n -> n.substring(0, n.length() - 1), "NOTE_SHAPE");
        note("no-signature", "ends after the empty line", n -> TEXT + "\n", "NOTE_SHAPE");
        note("carriage-returns", "CR LF line ends", n -> n.replace("\n", "\r\n"), "CONTROL_CHARACTER");
        note("tab-in-text", "a tab", n -> n.replace("test note", "test\tnote"), "CONTROL_CHARACTER");
        note("nul-in-text", "a zero character", n -> n.replace("test note", "test\0note"), "CONTROL_CHARACTER");
        note("text-changed", "one letter of the text changed", n -> n.replace("test", "Test"), "SIGNATURE_INVALID");
        note(
                "text-space-added",
                "a space before a newline",
                n -> n.replace("note.\n", "note. \n"),
                "SIGNATURE_INVALID");
        byte[] notUtf8 = Texts.utf8(good().format());
        notUtf8[3] = (byte) 0xff;
        vectors.add(Vector.of(
                "note",
                "not-utf8",
                "comment",
                "a byte that is never in UTF-8",
                "vkey",
                vkey(),
                "noteHex",
                java.util.HexFormat.of().formatHex(notUtf8),
                "expect",
                "NOT_UTF8"));
        byte[] overlong = Texts.utf8(good().format().replace("test", "\u00e9t"));
        overlong[9] = (byte) 0xc0;
        vectors.add(Vector.of(
                "note",
                "overlong-utf8",
                "comment",
                "a character in a longer form than it needs",
                "vkey",
                vkey(),
                "noteHex",
                java.util.HexFormat.of().formatHex(overlong),
                "expect",
                "NOT_UTF8"));
    }

    private void lines() {
        note("hyphen-for-dash", "a hyphen where the em dash belongs", n -> n.replace('\u2014', '-'), "SIGNATURE_LINE");
        note("en-dash-for-dash", "an en dash", n -> n.replace('\u2014', '\u2013'), "SIGNATURE_LINE");
        note(
                "no-space-after-dash",
                "the space after the dash is missing",
                n -> n.replace("\u2014 ", "\u2014"),
                "SIGNATURE_LINE");
        note(
                "two-spaces-after-dash",
                "one space too many, so the name is empty",
                n -> n.replace("\u2014 ", "\u2014  "),
                "BASE64");
        note("no-base64", "a name and nothing else", n -> TEXT + "\n\u2014 name\n", "SIGNATURE_LINE");
        note(
                "key-id-only",
                "four bytes: no signature follows the id",
                n -> TEXT + "\n\u2014 name AAAAAA==\n",
                "SIGNATURE_LINE");
        note("name-empty", "no name between the spaces", n -> TEXT + "\n\u2014  AAAAAAA=\n", "NAME");
        note("name-with-plus", "a plus in the name", n -> TEXT + "\n\u2014 a+b AAAAAAA=\n", "NAME");
        note(
                "name-with-no-break-space",
                "a Unicode space in the name",
                n -> TEXT + "\n\u2014 a\u00a0b AAAAAAA=\n",
                "NAME");
        note(
                "name-256-bytes",
                "a name one byte too long",
                n -> TEXT + "\n\u2014 " + "n".repeat(256) + " AAAAAAA=\n",
                "NAME");
        note("base64-no-padding", "the padding is missing", n -> n.replace("=", ""), "BASE64");
        note("base64-url-alphabet", "minus for plus", n -> TEXT + "\n\u2014 name AAAAAA-_\n", "BASE64");
        note("base64-stray-bits", "bits below the last byte are set", n -> TEXT + "\n\u2014 name AAAAAAB=\n", "BASE64");
        note(
                "base64-space-after",
                "a space after the signature",
                n -> n.substring(0, n.length() - 1) + " \n",
                "BASE64");
        note("line-after-signatures", "a line that is no signature", n -> n + "more\n", "SIGNATURE_LINE");
    }

    private void signatures() {
        note(
                "unknown-signature-beside",
                "a signature by a key that nobody here knows comes first",
                n -> TEXT + "\n\u2014 stranger AAAAAAA=\n" + n.substring(TEXT.length() + 1),
                "ok");
        note(
                "only-unknown-signature",
                "no signature by the key",
                n -> TEXT + "\n\u2014 stranger AAAAAAA=\n",
                "SIGNATURE_MISSING");
        NoteSignature sound = good().signatures().getFirst();
        note(
                "same-name-other-id",
                "the name, but another key id",
                n -> SignedNote.of(TEXT, new NoteSignature(sound.name(), sound.keyId() ^ 1, sound.blob()))
                        .format(),
                "SIGNATURE_MISSING");
        note(
                "same-id-other-name",
                "the key id, but another name",
                n -> SignedNote.of(TEXT, new NoteSignature("southland/root-key/0", sound.keyId(), sound.blob()))
                        .format(),
                "SIGNATURE_MISSING");
        note("signature-twice", "the same line twice", n -> n + sound.line(), "DUPLICATE_SIGNATURE");
        byte[] blob = sound.blob().array();
        note(
                "signature-63-bytes",
                "the signature's last byte is missing",
                n -> withBlob(sound, java.util.Arrays.copyOf(blob, 63)),
                "SIGNATURE_LENGTH");
        note(
                "signature-65-bytes",
                "a byte too many",
                n -> withBlob(sound, java.util.Arrays.copyOf(blob, 65)),
                "SIGNATURE_LENGTH");
        byte[] flipped = blob.clone();
        flipped[0] ^= 1;
        note("signature-r-flipped", "one bit of R", n -> withBlob(sound, flipped), "SIGNATURE_INVALID");
        byte[] high = blob.clone();
        high[63] |= (byte) 0x80;
        note("signature-s-high", "S above the group order", n -> withBlob(sound, high), "SIGNATURE_S_RANGE");
    }

    private static String withBlob(NoteSignature from, byte[] blob) {
        return SignedNote.of(TEXT, new NoteSignature(from.name(), from.keyId(), Bytes.of(blob)))
                .format();
    }

    private void limits() {
        note("signatures-64", "as many signatures as are read", n -> n + strangers(63), "ok");
        note("signatures-65", "one signature too many", n -> n + strangers(64), "TOO_LARGE");
    }

    private static String strangers(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) out.append("\u2014 stranger").append(i).append(" AAAAAAA=\n");
        return out.toString();
    }

    private void keys() {
        String good = vkey();
        String base64 = good.substring(good.lastIndexOf('+') + 1);
        String name = Parties.ROOT.verifierKey().name();
        String id = good.substring(name.length() + 1, name.length() + 9);
        key("good", "an Ed25519 key", good, "ok");
        key("good-cosigner", "a cosigner's key", Parties.HOLDER.verifierKey().toString(), "ok");
        key("good-mldsa44", "an ML-DSA-44 key", Parties.PQ.verifierKey().toString(), "ok");
        key("empty", "nothing", "", "KEY_SHAPE");
        key("no-id", "name and key only", name + "+" + base64, "KEY_SHAPE");
        key(
                "id-upper-case",
                "the id in capitals",
                name + "+" + id.toUpperCase(java.util.Locale.ROOT) + "+" + base64,
                "KEY_SHAPE");
        key("id-7-digits", "the id is a digit short", name + "+" + id.substring(1) + "+" + base64, "KEY_SHAPE");
        key("id-wrong", "an id that is not the hash", name + "+00000000+" + base64, "KEY_ID");
        key("name-other", "the id belongs to another name", "southland+" + id + "+" + base64, "KEY_ID");
        key("name-empty", "no name", "+" + id + "+" + base64, "NAME");
        key("name-with-space", "a space in the name", "a b+" + id + "+" + base64, "NAME");
        key("base64-no-padding", "padding missing from a key of other length", name + "+" + id + "+AQ", "BASE64");
        key("no-type", "no bytes at all", name + "+" + id + "+", "KEY_SHAPE");
        key("type-02", "an ECDSA key, which is not used here", name + "+" + id + "+AgAA", "KEY_TYPE");
        key("type-ff", "a type without an assigned byte", name + "+" + id + "+/wAA", "KEY_TYPE");
        key("key-31-bytes", "a byte short", name + "+" + id + "+" + Base64Text.encode(typed(31)), "KEY_LENGTH");
        key("key-33-bytes", "a byte too long", name + "+" + id + "+" + Base64Text.encode(typed(33)), "KEY_LENGTH");
    }

    private static byte[] typed(int length) {
        byte[] typed = new byte[1 + length];
        typed[0] = 1;
        return typed;
    }

    private static String vkey() {
        return Parties.ROOT.verifierKey().toString();
    }

    private static SignedNote signed(String text) {
        return SignedNote.of(text, Notes.sign(text, Parties.ROOT));
    }

    private void note(String name, String comment, UnaryOperator<String> fault, String expect) {
        vectors.add(Vector.of(
                "note",
                name,
                "comment",
                comment,
                "vkey",
                vkey(),
                "note",
                fault.apply(good().format()),
                "expect",
                expect));
    }

    private void key(String name, String comment, String vkey, String expect) {
        vectors.add(Vector.of("vkey", name, "comment", comment, "vkey", vkey, "expect", expect));
    }
}
