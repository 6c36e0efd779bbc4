package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;
import org.ringdown.charter.KeyStanding;
import org.ringdown.charter.KeyUse;
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
 * @param marks the signatures that were verified; one by a key of its log is among them
 * @param unknown how many signatures are by keys that nobody vouches for at this size
 */
record CheckedHead(Head head, List<Mark> marks, int unknown) {

    /** What a signature is worth. */
    enum Kind {
        /** The author's own. */
        LOG,
        /** The author's second one, ML-DSA-44. */
        POST_QUANTUM,
        /** A receipt by the peer. */
        COSIGNATURE,
        /** By a third party that the caller named. */
        WITNESS
    }

    /**
     * A verified signature.
     *
     * @param key whose it is
     * @param kind what it is worth
     * @param seconds the signer's clock, Unix seconds; 0 where it says none
     * @param disputed whether the key was revoked, and this head lies beyond what it stands by
     */
    record Mark(VerifierKey key, Kind kind, long seconds, boolean disputed) {}

    /** A key, and what its signature is worth. */
    private record Known(VerifierKey key, Kind kind) {}

    /** The keys by which heads of one log are judged. */
    static final class Keys {
        private final KeyBook book;
        private final LogId log;
        private final List<Known> known = new ArrayList<>();

        private Keys(KeyBook book, LogId log) {
            this.book = book;
            this.log = log;
        }

        static Keys of(KeyBook book, LogId log, List<VerifierKey> witnesses) {
            Keys keys = new Keys(book, log);
            keys.add(Kind.LOG, book.log(log));
            keys.add(Kind.POST_QUANTUM, book.postQuantum(log.party()));
            for (String party : book.parties()) {
                if (!party.equals(log.party())) keys.add(Kind.COSIGNATURE, book.holder(party));
            }
            keys.add(Kind.WITNESS, witnesses);
            return keys;
        }

        private void add(Kind kind, List<VerifierKey> keys) {
            for (VerifierKey key : keys) known.add(new Known(key, kind));
        }

        private boolean disputed(Known of, long size) throws CharterException {
            return switch (of.kind()) {
                case LOG -> disputed(KeyUse.LOG, of, size);
                case POST_QUANTUM -> disputed(KeyUse.PQ, of, size);
                case COSIGNATURE -> disputed(KeyUse.HOLDER, of, size);
                case WITNESS -> false;
            };
        }

        private boolean disputed(KeyUse use, Known of, long size) throws CharterException {
            return book.standing(use, of.key(), log, size) instanceof KeyStanding.Disputed;
        }
    }

    /**
     * Checks a note.
     *
     * @param note a signed head
     * @param origin the origin it must have
     * @param size the size it must have
     * @param keys the keys to judge by
     * @throws TranscriptException when it is no such head, no key that is certified so far down for its log signed it, or
     *     any signature by a known key is bad
     */
    static CheckedHead of(SignedNote note, String origin, long size, Keys keys) throws TranscriptException {
        Head head = Head.parse(note.text());
        if (!head.origin().equals(origin)) {
            throw new TranscriptException(
                    TranscriptCode.ORIGIN_MISMATCH,
                    "a head of " + head.origin() + " where one of " + origin + " is due");
        }
        if (head.size() != size || size > Json.WHOLE_MAX) {
            throw new TranscriptException(
                    TranscriptCode.HEAD_SIZE, "a head of size " + head.size() + " where one of " + size + " is due");
        }
        List<Mark> marks = new ArrayList<>();
        Optional<String> below = Optional.empty();
        for (NoteSignature line : note.signatures()) {
            List<Known> claimed =
                    keys.known.stream().filter(key -> line.isBy(key.key())).toList();
            if (claimed.isEmpty()) continue;
            try {
                marks.add(mark(note, size, claimed, keys));
            } catch (CharterException e) {
                below = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        if (marks.stream().noneMatch(mark -> mark.kind() == Kind.LOG)) {
            throw new TranscriptException(
                    TranscriptCode.SIGNATURE_MISSING,
                    below.orElse("no key that the charter's parties certified for this log signed it"));
        }
        return new CheckedHead(head, List.copyOf(marks), note.signatures().size() - marks.size());
    }

    /** Tries a line by every key that has its name and short id: several may. */
    private static Mark mark(SignedNote note, long size, List<Known> claimed, Keys keys)
            throws TranscriptException, CharterException {
        Optional<TranscriptException> refused = Optional.empty();
        for (Known of : claimed) {
            try {
                long seconds = seconds(note, of.key());
                return new Mark(of.key(), of.kind(), seconds, keys.disputed(of, size));
            } catch (TranscriptException e) {
                refused = Optional.of(e);
            }
        }
        throw refused.orElseThrow();
    }

    private static long seconds(SignedNote note, VerifierKey key) throws TranscriptException {
        if (key.type() != SignatureType.ED25519) return Cosignatures.verify(note, key);
        Notes.verify(note, key);
        return 0;
    }

    /** Whether its author's ML-DSA-44 signature was verified. */
    boolean postQuantum() {
        return marks.stream().anyMatch(mark -> mark.kind() == Kind.POST_QUANTUM);
    }
}
