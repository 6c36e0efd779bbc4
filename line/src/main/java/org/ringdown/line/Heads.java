package org.ringdown.line;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Cosignatures;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NoteSignature;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** Makes and checks signed heads, cosignatures and early receipts of one line. */
final class Heads {
    private static final String EARLY_VERSION = "ringdown/receipt/v1";
    /** Sixteen digits: what JSON carries exactly, and what is read back from a bundle. */
    private static final long WALL_MS_MAX = 9_007_199_254_740_991L;

    private final LineSetup setup;
    private final Signer signer;

    Heads(LineSetup setup, Signer signer) {
        this.setup = setup;
        this.signer = signer;
    }

    KeptHead sign(LogId log, long size, Hash root) {
        String origin = log.origin(setup.lineId());
        String text = new Head(origin, size, root).text();
        String note = SignedNote.of(text, Notes.sign(text, signer.log(origin))).format();
        return new KeptHead(log, size, root, note);
    }

    /** Checks that a note is a head of this log, signed by a certified log key of its author. */
    KeptHead verify(LogId log, String note) throws FrameException {
        try {
            SignedNote parsed = SignedNote.parse(note);
            Head head = Head.parse(parsed.text());
            if (!head.origin().equals(log.origin(setup.lineId()))) {
                throw new FrameException(FrameException.Code.BAD_SIGNATURE, "a head of " + head.origin());
            }
            return new KeptHead(
                    log, head.size(), head.root(), authors(log, head, parsed).format());
        } catch (TranscriptException e) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }

    /** The note with the signatures that its author must, or may, have put there, and no other: each of them is good. */
    private SignedNote authors(LogId log, Head head, SignedNote note) throws FrameException, TranscriptException {
        List<NoteSignature> good = new ArrayList<>();
        for (VerifierKey key : setup.keys().headKeys(log, head.size())) {
            if (good.isEmpty() && signedBy(note, key)) good.add(by(note, key));
        }
        if (good.isEmpty()) {
            throw new FrameException(
                    FrameException.Code.BAD_SIGNATURE, "no certified log key signed the head of " + head.origin());
        }
        if (note.signatures().size() > 1) postQuantum(log.party(), note).ifPresent(good::add);
        return new SignedNote(note.text(), good);
    }

    private static NoteSignature by(SignedNote note, VerifierKey key) {
        return note.signatures().stream().filter(s -> s.isBy(key)).findFirst().orElseThrow();
    }

    private Optional<NoteSignature> postQuantum(String party, SignedNote note) throws TranscriptException {
        for (VerifierKey key : setup.keys().postQuantum(party)) {
            if (note.signatures().stream().noneMatch(s -> s.isBy(key))) continue;
            Cosignatures.verify(note, key);
            return Optional.of(by(note, key));
        }
        return Optional.empty();
    }

    private static boolean signedBy(SignedNote note, VerifierKey key) throws TranscriptException {
        if (note.signatures().stream().noneMatch(s -> s.isBy(key))) return false;
        Notes.verify(note, key);
        return true;
    }

    /** Whether a head, whose log signature was verified, has a good post-quantum signature of its author too. */
    boolean hasPostQuantum(KeptHead head) {
        try {
            SignedNote note = SignedNote.parse(head.note());
            return note.signatures().size() > 1
                    && postQuantum(head.log().party(), note).isPresent();
        } catch (TranscriptException e) {
            return false;
        }
    }

    /** Cosigns a head: the receipt for every entry below it. */
    String cosign(KeptHead head, long wallMs) {
        try {
            SignedNote note = SignedNote.parse(head.note());
            NoteSignature own = Cosignatures.cosign(Head.parse(note.text()), signer.holder(), wallMs / 1000);
            return note.withSignature(own).format();
        } catch (TranscriptException e) {
            throw new IllegalStateException("a kept head does not parse: " + e.getMessage(), e);
        }
    }

    /**
     * A cosigned head of an own log.
     *
     * @param head the head
     * @param note the own signatures and the cosignature, and nothing else
     */
    record Cosigned(Head head, String note) {}

    /** Checks a cosigned head of an own log. */
    Cosigned verifyReceipt(LogId log, String note) throws FrameException {
        try {
            SignedNote parsed = SignedNote.parse(note);
            Head head = Head.parse(parsed.text());
            if (!head.origin().equals(log.origin(setup.lineId()))) {
                throw new FrameException(FrameException.Code.BAD_SIGNATURE, "a receipt for " + head.origin());
            }
            for (VerifierKey key : setup.keys().holders(setup.peer())) {
                if (parsed.signatures().stream().noneMatch(s -> s.isBy(key))) continue;
                Cosignatures.verify(parsed, key);
                SignedNote own = authors(log, head, parsed);
                return new Cosigned(head, own.withSignature(by(parsed, key)).format());
            }
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, "no certified holder key cosigned");
        } catch (TranscriptException e) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }

    /** What an early receipt says. */
    record EarlyReceipt(String origin, long index, Hash leafHash, long size, Hash root, long wallMs) {
        String text() {
            return String.join(
                            "\n",
                            EARLY_VERSION,
                            origin,
                            Long.toString(index),
                            leafHash.base64(),
                            Long.toString(size),
                            root.base64(),
                            Long.toString(wallMs))
                    + "\n";
        }
    }

    String earlyReceipt(EarlyReceipt receipt) {
        String text = receipt.text();
        return SignedNote.of(text, Notes.sign(text, signer.early())).format();
    }

    /** Checks an early receipt of the peer: the signature, then the text. */
    EarlyReceipt verifyEarly(String note) throws FrameException {
        String text = signedEarly(note);
        String[] lines = text.split("\n", -1);
        if (lines.length != 8 || !lines[0].equals(EARLY_VERSION) || !lines[7].isEmpty()) {
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, "not an early receipt");
        }
        try {
            EarlyReceipt receipt = new EarlyReceipt(
                    lines[1],
                    Long.parseLong(lines[2]),
                    Hash.fromBase64(lines[3]),
                    Long.parseLong(lines[4]),
                    Hash.fromBase64(lines[5]),
                    Long.parseLong(lines[6]));
            boolean inBounds = receipt.index() >= 0
                    && receipt.index() < receipt.size()
                    && receipt.wallMs() >= 0
                    && receipt.wallMs() <= WALL_MS_MAX;
            if (inBounds && receipt.text().equals(text)) return receipt;
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, "an early receipt in another form");
        } catch (TranscriptException | NumberFormatException e) {
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, String.valueOf(e.getMessage()));
        }
    }

    private String signedEarly(String note) throws FrameException {
        try {
            SignedNote parsed = SignedNote.parse(note);
            for (VerifierKey key : setup.keys().earlies(setup.peer())) if (signedBy(parsed, key)) return parsed.text();
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, "no certified early key signed");
        } catch (TranscriptException e) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }

    /** The mark of a head for the second place. */
    Standing.Mark mark(KeptHead head) {
        try {
            String origin = head.log().origin(setup.lineId());
            NoteSignature signature = SignedNote.parse(head.note()).signatures().stream()
                    .filter(s -> s.name().equals(origin))
                    .findFirst()
                    .orElseThrow();
            byte[] blob = signature.blob().array();
            byte[] packed = ByteBuffer.allocate(4 + blob.length)
                    .putInt(signature.keyId())
                    .put(blob)
                    .array();
            return new Standing.Mark(head.size(), head.root(), Bytes.of(packed));
        } catch (TranscriptException e) {
            throw new IllegalStateException("a kept head does not parse: " + e.getMessage(), e);
        }
    }

    /** The head that a mark of the second place stands for. */
    KeptHead unmark(LogId log, Standing.Mark mark) {
        String origin = log.origin(setup.lineId());
        ByteBuffer packed = ByteBuffer.wrap(mark.signature().array());
        int keyId = packed.getInt();
        byte[] blob = new byte[packed.remaining()];
        packed.get(blob);
        String text = new Head(origin, mark.size(), mark.root()).text();
        SignedNote note = SignedNote.of(text, new NoteSignature(origin, keyId, Bytes.of(blob)));
        return new KeptHead(log, mark.size(), mark.root(), note.format());
    }
}
