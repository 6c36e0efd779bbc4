package org.ringdown.cli.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyStanding;
import org.ringdown.charter.KeyUse;
import org.ringdown.cli.bundle.EvidenceReport.Judged;
import org.ringdown.cli.bundle.EvidenceReport.Worth;
import org.ringdown.line.Evidence;
import org.ringdown.message.LogId;
import org.ringdown.transcript.ForkProof;
import org.ringdown.transcript.Head;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptCode;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** Judges evidence against a log's author by charter, certificates and the evidence alone. */
public final class EvidenceVerifier {
    private final Charter charter;
    private final KeyBook book;

    private EvidenceVerifier(Charter charter, KeyBook book) {
        this.charter = charter;
        this.book = book;
    }

    /** A head with the key that signed it. */
    private record Signed(Head head, VerifierKey key) {}

    /**
     * Verifies a file of evidence.
     *
     * @param file the file
     * @param trust what the caller knows from elsewhere
     * @return the verdict, positive or negative
     * @throws BundleException CONTENT when the charter is not good, or is of another line
     */
    public static EvidenceReport verify(EvidenceFile file, Trust trust) throws BundleException {
        Charter charter = charter(file);
        Findings findings = new Findings();
        List<byte[]> notes = file.keys().stream()
                .map(note -> note.getBytes(StandardCharsets.UTF_8))
                .toList();
        EvidenceVerifier verifier = new EvidenceVerifier(charter, RingBook.of(charter, notes, findings));
        List<LogId> logs = file.pieces().stream().map(Evidence::log).distinct().toList();
        List<String> anchors = Anchors.check(charter, verifier.book.all(logs), trust, findings);
        List<Judged> judged = file.pieces().stream().map(verifier::judge).toList();
        List<String> bad = findings.all().stream()
                .filter(f -> f.level() == Finding.Level.BAD)
                .map(Finding::text)
                .toList();
        return new EvidenceReport(charter, anchors, judged, bad);
    }

    private static Charter charter(EvidenceFile file) throws BundleException {
        try {
            Charter charter = Charter.parse(file.charter().getBytes(StandardCharsets.UTF_8));
            if (charter.terms().version() != 1) {
                throw new BundleException(
                        BundleCode.CONTENT, "the charter is a changed one, not the one that founds the line");
            }
            if (charter.lineId().equals(file.lineId())) return charter;
            throw new BundleException(
                    BundleCode.CONTENT,
                    "the charter founds line " + charter.lineId() + ", the evidence is of line " + file.lineId());
        } catch (CharterException e) {
            throw new BundleException(BundleCode.CONTENT, "the charter is not good: " + e.getMessage());
        }
    }

    private Judged judge(Evidence piece) {
        boolean fork = piece.kind().equals("FORK");
        try {
            List<Signed> heads = new ArrayList<>();
            for (String note : piece.notes()) heads.add(signed(piece.log(), note));
            if (!fork) return said(piece, heads.size());
            if (heads.size() != 2) return new Judged(piece, Worth.FALSE, "two heads are due, not " + heads.size());
            ForkProof.parse(piece.proof())
                    .check(heads.getFirst().head(), heads.getLast().head());
            return new Judged(piece, Worth.PROVEN, twoHistories(piece.log(), heads));
        } catch (TranscriptException e) {
            return new Judged(piece, Worth.FALSE, "it does not hold: " + e.getMessage());
        }
    }

    private static Judged said(Evidence piece, int heads) {
        String shows = heads == 1 ? "The head is signed" : "The " + heads + " heads are signed";
        return new Judged(
                piece, Worth.SAID, shows + " by " + piece.log().party() + "; the rest is what its holder says.");
    }

    /** Whichever certified key signed. */
    private Signed signed(LogId log, String text) throws TranscriptException {
        SignedNote note = SignedNote.parse(text);
        Head head = Head.parse(note.text());
        Optional<VerifierKey> by = Optional.empty();
        if (head.origin().equals(log.origin(charter.lineId()))) {
            by = book.log(log).stream().filter(key -> signedBy(note, key)).findFirst();
        }
        return new Signed(
                head,
                by.orElseThrow(() -> new TranscriptException(
                        TranscriptCode.SIGNATURE_MISSING,
                        "no key that is certified for " + log.party() + "/" + log.epoch() + " signed the head of size "
                                + head.size())));
    }

    private static boolean signedBy(SignedNote note, VerifierKey key) {
        if (note.signatures().stream().noneMatch(line -> line.isBy(key))) return false;
        try {
            Notes.verify(note, key);
            return true;
        } catch (TranscriptException e) {
            return false;
        }
    }

    private String twoHistories(LogId log, List<Signed> heads) {
        StringBuilder text = new StringBuilder(log.party())
                .append(" signed two histories of ")
                .append(log.party())
                .append('/')
                .append(log.epoch())
                .append(": a head of size ")
                .append(heads.getFirst().head().size())
                .append(" and one of size ")
                .append(heads.getLast().head().size())
                .append(" that can't both be true.");
        for (Signed signed : heads) {
            if (disputed(log, signed)) {
                text.append(" But the key of the head of size ")
                        .append(signed.head().size())
                        .append(" was revoked, and its owner does not stand by that head.");
            }
        }
        return text.toString();
    }

    private boolean disputed(LogId log, Signed signed) {
        try {
            long size = signed.head().size();
            return book.standing(KeyUse.LOG, signed.key(), log, size) instanceof KeyStanding.Disputed;
        } catch (CharterException e) {
            return false; // certified from a later place on: it is its party's key all the same
        }
    }
}
