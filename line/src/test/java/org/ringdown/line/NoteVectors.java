package org.ringdown.line;

import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Cosignatures;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** The vectors of signed notes: heads, cosignatures and early receipts. */
final class NoteVectors {
    private static final LogId LATER = new LogId("northland", "2-00000001");
    private final LineVectors made;

    private NoteVectors(LineVectors made) {
        this.made = made;
    }

    static void all(LineVectors made) {
        NoteVectors notes = new NoteVectors(made);
        notes.heads();
        notes.receipts();
        notes.earlies();
    }

    private void heads() {
        North north = North.with(3);
        String head = north.head(5);
        String text = new Head(North.LOG.origin(TestKeys.LINE), 5, north.root(5)).text();
        head("head-good", "A head of the log.", head, "ok");
        head("head-of-another-epoch", "A head of a later epoch.", North.head(LATER, 5, north.root(5)), "BAD_SIGNATURE");
        head("head-size-changed", "Signed for another size.", head.replace("\n5\n", "\n6\n"), "BAD_SIGNATURE");
        head(
                "head-root-changed",
                "Signed for another root.",
                head.replace(north.root(5).base64(), north.root(4).base64()),
                "BAD_SIGNATURE");
        head(
                "head-by-the-other-party",
                "Signed by southland's log key under northland's name.",
                signed(text, TestKeys.signer("southland", "log", North.LOG.origin(TestKeys.LINE))),
                "BAD_SIGNATURE");
        head(
                "head-by-the-early-key",
                "Signed by a key of another use.",
                signed(text, TestKeys.named("northland", "early")),
                "BAD_SIGNATURE");
        head("head-unsigned", "No signature line.", text, "BAD_SIGNATURE");
        String extended = text + "extension\n";
        head("head-extension-line", "A fourth line.", signed(extended, TestKeys.log(North.LOG)), "BAD_SIGNATURE");
        head("head-signature-flipped", "One bit of the signature.", flipped(head), "BAD_SIGNATURE");
    }

    private static String flipped(String note) {
        int at = note.length() - 20;
        char c = note.charAt(at);
        return note.substring(0, at) + (c == 'A' ? 'B' : 'A') + note.substring(at + 1);
    }

    static String receipt(String head) {
        return receipt(head, TestKeys.named("southland", "holder"));
    }

    private static String receipt(String head, NoteSigner holder) {
        try {
            SignedNote note = SignedNote.parse(head);
            return note.withSignature(Cosignatures.cosign(Head.parse(note.text()), holder, 1_795_624_201L))
                    .format();
        } catch (TranscriptException e) {
            throw new IllegalStateException(e);
        }
    }

    private void receipts() {
        North north = North.with(3);
        String head = north.head(5);
        String good = receipt(head);
        receipt("receipt-good", "Cosigned by southland's holder key.", good, "ok");
        receipt("receipt-not-cosigned", "The author's signature alone.", head, "BAD_SIGNATURE");
        receipt(
                "receipt-by-the-author",
                "Cosigned by the author itself.",
                receipt(head, TestKeys.named("northland", "holder")),
                "BAD_SIGNATURE");
        receipt(
                "receipt-of-another-epoch",
                "Cosigned for another log.",
                receipt(North.head(LATER, 5, north.root(5))),
                "BAD_SIGNATURE");
        receipt("receipt-size-changed", "Cosigned for another size.", good.replace("\n5\n", "\n6\n"), "BAD_SIGNATURE");
        receipt("receipt-signature-flipped", "One bit of the cosignature.", flipped(good), "BAD_SIGNATURE");
    }

    static String earlyText(North north, int index) {
        int size = north.leaves.size();
        return String.join(
                        "\n",
                        "ringdown/receipt/v1",
                        north.log.origin(TestKeys.LINE),
                        Integer.toString(index),
                        Rfc6962.leaf(north.leaves.get(index)).base64(),
                        Integer.toString(size),
                        north.root(size).base64(),
                        "1795624201234")
                + "\n";
    }

    static String early(String text) {
        return signed(text, TestKeys.named("southland", "early"));
    }

    private static String signed(String text, NoteSigner signer) {
        return SignedNote.of(text, Notes.sign(text, signer)).format();
    }

    private void earlies() {
        North north = North.with(3);
        String text = earlyText(north, 4);
        early("early-good", "An early receipt for entry 4 under the head of size 5.", early(text), "ok");
        early(
                "early-by-the-holder-key",
                "Signed by a key of another use.",
                signed(text, TestKeys.signer("southland", "log", TestKeys.LINE + "/southland/early")),
                "BAD_SIGNATURE");
        early(
                "early-by-the-author",
                "Signed by the author itself.",
                signed(text, TestKeys.named("northland", "early")),
                "BAD_SIGNATURE");
        early("early-version-other", "Another version.", early(text.replace("/v1", "/v2")), "MALFORMED_FRAME");
        early("early-line-missing", "No time.", early(text.replace("1795624201234\n", "")), "MALFORMED_FRAME");
        early("early-line-more", "An eighth line.", early(text + "more\n"), "MALFORMED_FRAME");
        early("early-index-negative", "An index below 0.", early(text.replace("\n4\n", "\n-4\n")), "MALFORMED_FRAME");
        early("early-index-sign", "An index with a sign.", early(text.replace("\n4\n", "\n+4\n")), "MALFORMED_FRAME");
        early(
                "early-index-leading-zero",
                "An index with a leading zero.",
                early(text.replace("\n4\n", "\n04\n")),
                "MALFORMED_FRAME");
        early(
                "early-index-not-below-size",
                "Entry 5 of a head of size 5.",
                early(text.replace("\n4\n", "\n5\n")),
                "MALFORMED_FRAME");
        early(
                "early-index-large",
                "An index of 2^63.",
                early(text.replace("\n4\n", "\n9223372036854775808\n")),
                "MALFORMED_FRAME");
        Hash leaf = Rfc6962.leaf(north.leaves.get(4));
        early(
                "early-leaf-hash-short",
                "A leaf hash of 31 bytes.",
                early(text.replace(leaf.base64(), "A".repeat(40) + "AA==")),
                "MALFORMED_FRAME");
        early(
                "early-time-negative",
                "A time before 1970.",
                early(text.replace("1795624201234", "-1")),
                "MALFORMED_FRAME");
        early("early-signature-flipped", "One bit of the signature.", flipped(early(text)), "BAD_SIGNATURE");
    }

    private void head(String name, String about, String note, String expect) {
        put(name, about, "head", note, List.of(TestKeys.log(North.LOG)), expect);
    }

    private void receipt(String name, String about, String note, String expect) {
        put(name, about, "receipt", note, List.of(TestKeys.named("southland", "holder")), expect);
    }

    private void early(String name, String about, String note, String expect) {
        put(name, about, "early", note, List.of(TestKeys.named("southland", "early")), expect);
    }

    private void put(String name, String about, String kind, String note, List<NoteSigner> keys, String expect) {
        made.put(LineVectors.start(name, about, kind)
                .put("origin", North.LOG.origin(TestKeys.LINE))
                .put(
                        "keys",
                        Json.strings(keys.stream()
                                .map(k -> k.verifierKey().toString())
                                .toList()))
                .put("note", note)
                .put("expect", expect));
    }
}
