package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Cosignatures;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.NoteSignature;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptCode;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/**
 * A signed head whose signatures by known keys were verified. Signatures by unknown keys are counted, never believed.
 *
 * @param head the head
 * @param marks the verified cosignatures
 * @param postQuantum whether its author's ML-DSA-44 signature was verified
 * @param by the known keys that signed, the log's own included
 * @param unknown how many signatures are by keys that nobody vouches for here
 */
record CheckedHead(Head head, List<Mark> marks, boolean postQuantum, List<VerifierKey> by, int unknown) {

    /** What a cosignature is worth. */
    enum Kind {
        /** A receipt by the peer. */
        COSIGNATURE,
        /** By a third party that the caller named. */
        WITNESS
    }

    /**
     * A verified cosignature.
     *
     * @param by the key's name
     * @param kind whose it is
     * @param seconds the signer's clock, Unix seconds
     */
    record Mark(String by, Kind kind, long seconds) {}

    /** The keys by which heads of one log are judged. */
    record Keys(List<VerifierKey> log, List<VerifierKey> holders, List<VerifierKey> witnesses, List<VerifierKey> pq) {

        static Keys of(KeyBook book, LogId log, List<VerifierKey> witnesses) {
            List<VerifierKey> holders = new ArrayList<>();
            for (String party : book.parties()) {
                if (!party.equals(log.party())) holders.addAll(book.holder(party));
            }
            return new Keys(book.log(log), holders, witnesses, book.postQuantum(log.party()));
        }
    }

    /**
     * Checks a note.
     *
     * @param note a signed head
     * @param origin the origin it must have
     * @param keys the keys to judge by
     * @throws TranscriptException when it is no head of that origin, the log did not sign it, or any signature by a known
     *     key is bad
     */
    static CheckedHead of(SignedNote note, String origin, Keys keys) throws TranscriptException {
        Head head = Head.parse(note.text());
        if (!head.origin().equals(origin)) {
            throw new TranscriptException(
                    TranscriptCode.ORIGIN_MISMATCH,
                    "a head of " + head.origin() + " where one of " + origin + " is due");
        }
        boolean signed = false;
        boolean postQuantum = false;
        int unknown = 0;
        List<Mark> marks = new ArrayList<>();
        List<VerifierKey> signers = new ArrayList<>();
        for (NoteSignature line : note.signatures()) {
            List<VerifierKey> known = by(line, keys);
            if (known.isEmpty()) unknown++;
            for (VerifierKey key : known) {
                signers.add(key);
                if (key.type() == SignatureType.ED25519) {
                    Notes.verify(note, key);
                    signed = true;
                } else {
                    long seconds = Cosignatures.verify(note, key);
                    if (keys.pq().contains(key)) postQuantum = true;
                    else marks.add(new Mark(key.name(), kind(keys, key), seconds));
                }
            }
        }
        if (!signed) {
            throw new TranscriptException(
                    TranscriptCode.SIGNATURE_MISSING,
                    "no key that the charter's parties certified for this log signed it");
        }
        return new CheckedHead(head, List.copyOf(marks), postQuantum, List.copyOf(signers), unknown);
    }

    private static Kind kind(Keys keys, VerifierKey key) {
        return keys.witnesses().contains(key) ? Kind.WITNESS : Kind.COSIGNATURE;
    }

    private static List<VerifierKey> by(NoteSignature line, Keys keys) {
        List<VerifierKey> known = new ArrayList<>();
        for (List<VerifierKey> some : List.of(keys.log(), keys.holders(), keys.witnesses(), keys.pq())) {
            for (VerifierKey key : some) if (line.isBy(key) && !known.contains(key)) known.add(key);
        }
        return known;
    }
}
