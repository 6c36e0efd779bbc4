package org.ringdown.charter;

import java.nio.charset.StandardCharsets;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** What charters, cards, certificates and revocations have in common: a kind line, JSON in one layout, root signatures. */
final class Papers {
    private Papers() {}

    static SignedNote note(byte[] file, int bytesMax) throws CharterException {
        if (file.length > bytesMax) throw tooLarge(file.length, bytesMax);
        try {
            return SignedNote.parse(file);
        } catch (TranscriptException e) {
            throw new CharterException(CharterCode.NOT_A_NOTE, "this is not a signed note. Ask for the file again", e);
        }
    }

    static Json.Obj json(String kind, String text, JsonBounds bounds) throws CharterException {
        if (!text.startsWith(kind + "\n")) {
            String seen = text.substring(0, Math.max(0, Math.min(text.indexOf('\n'), 60)));
            throw new CharterException(
                    CharterCode.WRONG_KIND, "the first line is \"" + VisibleText.of(seen) + "\", not " + kind);
        }
        String body = text.substring(kind.length() + 1);
        Json.Obj json;
        try {
            json = JsonReader.parseObject(body.getBytes(StandardCharsets.UTF_8), bounds);
        } catch (JsonException e) {
            throw new CharterException(e);
        }
        if (JsonWriter.pretty(json).equals(body)) return json;
        throw new CharterException(
                CharterCode.NOT_CANONICAL,
                "the JSON is not in the one layout. Have it written by ringdown, not by hand");
    }

    static SignedNote sign(String kind, Json.Obj json, NoteSigner root) {
        String text = kind + "\n" + JsonWriter.pretty(json);
        return SignedNote.of(text, Notes.sign(text, root));
    }

    /** Verifies one root's signature, and tells a missing, a broken and a foreign one apart. */
    static void verify(SignedNote note, VerifierKey root) throws CharterException {
        boolean signed = note.signatures().stream().anyMatch(s -> s.isBy(root));
        if (!signed && note.signatures().stream().anyMatch(s -> s.name().equals(root.name()))) {
            throw new CharterException(
                    CharterCode.BAD_SIGNATURE, "the signature by " + root.name() + " is by another key of that name");
        }
        if (!signed) {
            String by = note.signatures().getFirst().name();
            throw new CharterException(
                    CharterCode.FOREIGN_ROOT,
                    "signed by " + VisibleText.of(by) + ", not by " + root.name() + ". Compare the root keys by voice");
        }
        try {
            Notes.verify(note, root);
        } catch (TranscriptException e) {
            throw new CharterException(
                    CharterCode.BAD_SIGNATURE,
                    "the signature by " + root.name() + " does not verify: the text was changed. Ask for it again",
                    e);
        }
    }

    static CharterException tooLarge(int bytes, int bytesMax) {
        return new CharterException(CharterCode.TOO_LARGE, bytes + " bytes; at most " + bytesMax + " are read");
    }
}
