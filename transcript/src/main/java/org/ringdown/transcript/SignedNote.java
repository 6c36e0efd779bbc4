package org.ringdown.transcript;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A C2SP signed note: a text and its signature lines. Reading one verifies nothing; {@link Notes} and {@link
 * Cosignatures}
 * do. Stricter than the format in one thing: a key may sign a note once only.
 *
 * @param text the signed text, ending in a newline
 * @param signatures one to {@value TranscriptLimits#SIGNATURES_MAX} lines, in the order of the file
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** Refuses a note that could not be written or read back; the caller's bug if it happens. */
    public SignedNote {
        signatures = List.copyOf(signatures);
        try {
            checkText(text);
            checkSignatures(signatures);
        } catch (TranscriptException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Makes a note with its first signature.
     *
     * @param text the text, ending in a newline
     * @param signature the signature
     * @return the note
     */
    public static SignedNote of(String text, NoteSignature signature) {
        return new SignedNote(text, List.of(signature));
    }

    /**
     * Adds a signature; one by the same name and key id is replaced, in its place.
     *
     * @param signature the signature
     * @return the note with it
     */
    public SignedNote withSignature(NoteSignature signature) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        for (int i = 0; i < all.size(); i++) {
            if (keyOf(all.get(i)).equals(keyOf(signature))) {
                all.set(i, signature);
                return new SignedNote(text, all);
            }
        }
        all.add(signature);
        return new SignedNote(text, all);
    }

    /**
     * Writes the note.
     *
     * @return the text, an empty line, and the signature lines
     */
    public String format() {
        StringBuilder out = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) out.append(signature.line());
        return out.toString();
    }

    /**
     * Reads a note from its bytes.
     *
     * @param utf8 the whole file
     * @return the note, whose {@link #format} is exactly the argument
     * @throws TranscriptException as {@link #parse(String)}
     */
    public static SignedNote parse(byte[] utf8) throws TranscriptException {
        checkLength(utf8.length);
        return parse(Texts.decodeUtf8(utf8));
    }

    /**
     * Reads a note.
     *
     * @param note the whole note
     * @return the note, whose {@link #format} is exactly the argument
     * @throws TranscriptException TOO_LARGE, NOT_UTF8, CONTROL_CHARACTER, NOTE_SHAPE, SIGNATURE_LINE, NAME, BASE64 or
     *     DUPLICATE_SIGNATURE
     */
    public static SignedNote parse(String note) throws TranscriptException {
        checkLength(note.length());
        checkLength(Texts.encodeUtf8(note).length);
        Texts.checkNoControls(note);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) throw shape("no empty line before the signatures");
        if (!note.endsWith("\n")) throw shape("no final newline");
        String lines = note.substring(blank + 2);
        if (lines.isEmpty()) throw shape("no signature");
        List<NoteSignature> signatures = new ArrayList<>();
        for (int from = 0; from < lines.length(); ) {
            int end = lines.indexOf('\n', from) + 1;
            signatures.add(NoteSignature.parse(lines.substring(from, end)));
            from = end;
            if (signatures.size() > TranscriptLimits.SIGNATURES_MAX) break;
        }
        checkSignatures(signatures);
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    private static void checkText(String text) throws TranscriptException {
        checkLength(Texts.encodeUtf8(text).length);
        Texts.checkNoControls(text);
        if (!text.endsWith("\n")) throw shape("the text does not end in a newline");
    }

    private static void checkLength(int length) throws TranscriptException {
        if (length > TranscriptLimits.NOTE_BYTES_MAX) {
            throw new TranscriptException(TranscriptCode.TOO_LARGE, "a note of " + length + " bytes");
        }
    }

    private static void checkSignatures(List<NoteSignature> signatures) throws TranscriptException {
        if (signatures.isEmpty()) throw shape("no signature");
        if (signatures.size() > TranscriptLimits.SIGNATURES_MAX) {
            throw new TranscriptException(
                    TranscriptCode.TOO_LARGE, "more than " + TranscriptLimits.SIGNATURES_MAX + " signatures");
        }
        Set<String> keys = new HashSet<>();
        for (NoteSignature signature : signatures) {
            if (!keys.add(keyOf(signature))) {
                throw new TranscriptException(TranscriptCode.DUPLICATE_SIGNATURE, "two by " + keyOf(signature));
            }
        }
    }

    private static String keyOf(NoteSignature signature) {
        return signature.name() + "+" + HexFormat.of().toHexDigits(signature.keyId());
    }

    private static TranscriptException shape(String what) {
        return new TranscriptException(TranscriptCode.NOTE_SHAPE, what);
    }
}
