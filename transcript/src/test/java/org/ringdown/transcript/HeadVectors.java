package org.ringdown.transcript;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Vectors of heads and of their cosignatures, both kinds. */
final class HeadVectors {
    private static final Head HEAD = Parties.SMALL.head(Parties.ORIGIN);

    private final List<Vector> vectors = new ArrayList<>();

    static List<Vector> all() {
        HeadVectors made = new HeadVectors();
        made.heads();
        made.cosignatures("ed25519", Parties.HOLDER);
        made.cosignatures("mldsa44", Parties.PQ);
        return made.vectors;
    }

    private void heads() {
        String root = HEAD.root().base64();
        String origin = Parties.ORIGIN;
        head("good", "a head of eleven entries", HEAD.text(), "ok");
        head(
                "good-empty-log",
                "size 0 and the empty root",
                origin + "\n0\n" + Rfc6962.EMPTY_ROOT.base64() + "\n",
                "ok");
        head("good-largest-size", "the largest size", origin + "\n9223372036854775807\n" + root + "\n", "ok");
        head(
                "good-origin-with-space",
                "a space in the origin, which the format allows",
                "a b\n1\n" + root + "\n",
                "ok");
        head("empty", "nothing", "", "HEAD_SHAPE");
        head("no-final-newline", "the last newline is missing", HEAD.text().stripTrailing(), "HEAD_SHAPE");
        head("two-lines", "the root is missing", origin + "\n11\n", "HEAD_SHAPE");
        head("extension-line", "a fourth line", HEAD.text() + "more\n", "HEAD_EXTENSION");
        head("empty-line-after", "an empty fourth line", HEAD.text() + "\n", "HEAD_EXTENSION");
        head("origin-empty", "an empty first line", "\n11\n" + root + "\n", "HEAD_ORIGIN");
        head(
                "origin-256-bytes",
                "an origin one byte too long",
                "o".repeat(256) + "\n11\n" + root + "\n",
                "HEAD_ORIGIN");
        head("origin-with-tab", "a tab in the origin", "a\tb\n11\n" + root + "\n", "HEAD_ORIGIN");
        size("empty", "");
        size("leading-zero", "011");
        size("negative", "-1");
        size("plus-sign", "+11");
        size("fraction", "11.0");
        size("space-before", " 11");
        size("hex", "0x0b");
        size("exponent", "1e1");
        size("arabic-indic-digits", "\u0661\u0661");
        head(
                "size-2-to-the-63",
                "one above the largest size",
                origin + "\n9223372036854775808\n" + root + "\n",
                "HEAD_SIZE");
        head("size-20-digits", "far above", origin + "\n18446744073709551617\n" + root + "\n", "HEAD_SIZE");
        head("root-31-bytes", "a byte short", origin + "\n11\n" + Base64Text.encode(new byte[31]) + "\n", "HEAD_ROOT");
        head(
                "root-33-bytes",
                "a byte too many",
                origin + "\n11\n" + Base64Text.encode(new byte[33]) + "\n",
                "HEAD_ROOT");
        head(
                "root-hex",
                "hex where base64 belongs",
                origin + "\n11\n" + HEAD.root().hex() + "\n",
                "HEAD_ROOT");
        head(
                "root-no-padding",
                "the padding is missing",
                origin + "\n11\n" + root.replace("=", "") + "\n",
                "HEAD_ROOT");
        head("root-of-empty-log-other", "size 0 with another root", origin + "\n0\n" + root + "\n", "HEAD_ROOT");
    }

    private void size(String name, String size) {
        String text = Parties.ORIGIN + "\n" + size + "\n" + HEAD.root().base64() + "\n";
        head("size-" + name, "a size that is no plain decimal", text, "HEAD_SIZE");
    }

    private void cosignatures(String kind, NoteSigner signer) {
        NoteSignature good = Cosignatures.cosign(HEAD, signer, Parties.TIME);
        byte[] blob = good.blob().array();
        cosigned(kind + "-good", "a cosignature", signer, HEAD.text(), good, "ok");
        cosigned(
                kind + "-good-time-0",
                "a cosignature with time 0",
                signer,
                HEAD.text(),
                Cosignatures.cosign(HEAD, signer, 0),
                "ok");
        cosigned(
                kind + "-good-largest-time",
                "the largest time",
                signer,
                HEAD.text(),
                Cosignatures.cosign(HEAD, signer, Long.MAX_VALUE),
                "ok");
        byte[] high = blob.clone();
        high[0] |= (byte) 0x80;
        cosigned(
                kind + "-time-above-2-to-the-63",
                "a time above the largest",
                signer,
                HEAD.text(),
                with(good, high),
                "TIMESTAMP");
        byte[] later = blob.clone();
        ByteBuffer.wrap(later).putLong(Parties.TIME + 1);
        cosigned(
                kind + "-time-changed",
                "the time was changed by a second",
                signer,
                HEAD.text(),
                with(good, later),
                "SIGNATURE_INVALID");
        cosigned(
                kind + "-size-changed",
                "the head's size was changed",
                signer,
                HEAD.text().replace("\n11\n", "\n12\n"),
                good,
                "SIGNATURE_INVALID");
        cosigned(
                kind + "-origin-changed",
                "the head's origin was changed",
                signer,
                HEAD.text().replace("northland", "southland"),
                good,
                "SIGNATURE_INVALID");
        cosigned(kind + "-not-a-head", "the text is no head", signer, "stop\n", good, "HEAD_SHAPE");
        cosigned(
                kind + "-byte-short",
                "the signature's last byte is missing",
                signer,
                HEAD.text(),
                with(good, java.util.Arrays.copyOf(blob, blob.length - 1)),
                "SIGNATURE_LENGTH");
        cosigned(
                kind + "-no-time",
                "the time is missing",
                signer,
                HEAD.text(),
                with(good, java.util.Arrays.copyOfRange(blob, 8, blob.length)),
                "SIGNATURE_LENGTH");
        cosigned(
                kind + "-other-signer",
                "signed by nobody known",
                signer,
                HEAD.text(),
                Notes.sign(HEAD.text(), Parties.LOG),
                "SIGNATURE_MISSING");
        if (signer.verifierKey().type() == SignatureType.COSIGNATURE) plainInPlaceOfCosignature(good, signer);
    }

    /** The same key's plain signature of the head, put where the cosignature belongs: the header line keeps them apart. */
    private void plainInPlaceOfCosignature(NoteSignature good, NoteSigner signer) {
        byte[] plain = signer.sign(Texts.utf8(HEAD.text()));
        byte[] blob = ByteBuffer.allocate(72).putLong(Parties.TIME).put(plain).array();
        cosigned(
                "ed25519-plain-signature",
                "a plain signature of the head in place of a cosignature",
                signer,
                HEAD.text(),
                with(good, blob),
                "SIGNATURE_INVALID");
    }

    private static NoteSignature with(NoteSignature from, byte[] blob) {
        return new NoteSignature(from.name(), from.keyId(), Bytes.of(blob));
    }

    private void cosigned(
            String name, String comment, NoteSigner signer, String text, NoteSignature line, String expect) {
        String time = expect.equals("ok")
                ? Long.toString(ByteBuffer.wrap(line.blob().array()).getLong())
                : "";
        vectors.add(Vector.of(
                "cosignature",
                name,
                "comment",
                comment,
                "vkey",
                signer.verifierKey().toString(),
                "note",
                SignedNote.of(text, line).format(),
                "unixSeconds",
                time,
                "expect",
                expect));
    }

    private void head(String name, String comment, String text, String expect) {
        vectors.add(Vector.of("head", name, "comment", comment, "text", text, "expect", expect));
    }
}
