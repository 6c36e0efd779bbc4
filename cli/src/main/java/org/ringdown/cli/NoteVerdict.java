package org.ringdown.cli;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.transcript.Cosignatures;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NoteSignature;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.Rfc6962;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TlogProof;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** Judges a C2SP signed note or tlog-proof by keys that the caller gave. */
final class NoteVerdict {
    private final List<String> proven = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final List<Json> signatures = new ArrayList<>();
    private final String kind;
    private boolean witnessed;

    private NoteVerdict(String kind) {
        this.kind = kind;
    }

    /** Judges a note: every key given must have signed it. */
    static NoteVerdict note(SignedNote note, List<VerifierKey> keys, List<VerifierKey> witnesses) {
        NoteVerdict verdict = new NoteVerdict("note");
        verdict.signatures(note, keys, true);
        verdict.signatures(note, witnesses, false);
        verdict.unknown(note, keys, witnesses);
        return verdict;
    }

    /** Judges a proof of one entry. */
    static NoteVerdict proof(TlogProof proof, byte[] leaf, List<VerifierKey> keys, List<VerifierKey> witnesses) {
        NoteVerdict verdict = note(proof.checkpoint(), keys, witnesses);
        NoteVerdict whole = new NoteVerdict("tlog-proof");
        whole.proven.addAll(verdict.proven);
        whole.bad.addAll(verdict.bad);
        whole.signatures.addAll(verdict.signatures);
        whole.witnessed = verdict.witnessed;
        Hash hash = Rfc6962.leaf(leaf);
        for (VerifierKey key : keys) {
            if (key.type() != SignatureType.ED25519) continue;
            try {
                TlogProof.Verified found = proof.verify(hash, key, witnesses);
                whole.proven.add("The leaf stands at index " + proof.index() + " of the log "
                        + found.head().origin() + ", whose head of size "
                        + found.head().size() + " that key signed.");
                return whole;
            } catch (TranscriptException e) {
                whole.bad.add("entry " + proof.index() + ": " + e.getMessage());
            }
        }
        if (keys.isEmpty()) whole.bad.add("give the log's key with --key: without it nothing can be proven");
        return whole;
    }

    private void signatures(SignedNote note, List<VerifierKey> keys, boolean must) {
        for (VerifierKey key : keys) {
            boolean there = note.signatures().stream().anyMatch(line -> line.isBy(key));
            if (!there && must) bad.add(key.name() + " did not sign it");
            if (!there) continue;
            try {
                signature(note, key);
                witnessed |= !must;
            } catch (TranscriptException e) {
                bad.add("the signature by " + key.name() + " is bad: " + e.getMessage());
            }
        }
    }

    private void signature(SignedNote note, VerifierKey key) throws TranscriptException {
        Json.ObjBuilder json =
                Json.obj().put("by", key.name()).put("type", key.type().name());
        if (key.type() == SignatureType.ED25519) {
            Notes.verify(note, key);
            proven.add(key.name() + " signed this text, byte for byte.");
        } else {
            long seconds = Cosignatures.verify(note, key);
            proven.add(key.name() + " cosigned this head; its clock says " + BundleText.atSeconds(seconds) + ".");
            json.put("signerClock", seconds);
        }
        signatures.add(json.build());
    }

    private void unknown(SignedNote note, List<VerifierKey> keys, List<VerifierKey> witnesses) {
        for (NoteSignature line : note.signatures()) {
            boolean known =
                    keys.stream().anyMatch(line::isBy) || witnesses.stream().anyMatch(line::isBy);
            if (!known)
                signatures.add(
                        Json.obj().put("by", line.name()).put("type", "UNKNOWN").build());
        }
        if (keys.isEmpty()) bad.add("no key was given: give the signer's key with --key, from somewhere you trust");
    }

    boolean ok() {
        return bad.isEmpty();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(ok() ? "VERIFIED" : "NOT VERIFIED"));
        proven.forEach(line -> lines.add("- " + Output.safe(line)));
        bad.forEach(line -> lines.add("- BAD: " + Output.safe(line)));
        for (Json signature : signatures) {
            if (signature instanceof Json.Obj of && of.get("type").equals(java.util.Optional.of(Json.of("UNKNOWN")))) {
                lines.add("- note: there is a signature by a key that you did not give; it was not counted.");
            }
        }
        lines.add("");
        lines.add("What this does not prove");
        notProven().forEach(line -> lines.add("- " + line));
        return lines;
    }

    /** PROTOCOL.md 9, for one note. */
    private List<String> notProven() {
        List<String> said = new ArrayList<>();
        said.add("That what it says is true. It proves what was signed.");
        said.add("When it was signed. Each time is what the clock of its signer says; only a third witness bounds time"
                + (witnessed ? ": the head was there when the witness's clock says so." : "."));
        if (!witnessed) {
            said.add("That the two parties together did not rewrite it: without a third witness, they could have.");
        }
        said.add("That nothing followed: what is here is a part of a record, and a later cancel may be left out.");
        return said;
    }

    Json.Obj json() {
        return Json.obj()
                .put("kind", kind)
                .put("ok", ok())
                .put("proven", Json.strings(proven))
                .put("bad", Json.strings(bad))
                .put("notProven", Json.strings(notProven()))
                .put("signatures", Json.of(signatures))
                .build();
    }
}
