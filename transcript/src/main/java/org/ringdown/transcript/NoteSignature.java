package org.ringdown.transcript;

import java.nio.ByteBuffer;

/**
 * One signature line of a note. Says which key it claims; nothing is verified.
 *
 * @param name the key's name
 * @param keyId the key's short id
 * @param blob what the signature type puts there, at least one byte
 */
public record NoteSignature(String name, int keyId, Bytes blob) {
    static final String MARK = "\u2014 ";

    /** Refuses a line that could not be written or read back; the caller's bug if it happens. */
    public NoteSignature {
        try {
            check(name, blob);
        } catch (TranscriptException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Tells whether the line claims to be by a key.
     *
     * @param key the key
     * @return true if name and id are the key's
     */
    public boolean isBy(VerifierKey key) {
        return name.equals(key.name()) && keyId == key.keyId();
    }

    /**
     * The line as it stands in a note.
     *
     * @return em dash, space, name, space, base64, newline
     */
    public String line() {
        ByteBuffer payload = ByteBuffer.allocate(4 + blob.size()).putInt(keyId).put(blob.raw());
        return MARK + name + " " + Base64Text.encode(payload.array()) + "\n";
    }

    /**
     * Reads a line, as a witness answers it.
     *
     * @param line the line, with or without its newline
     * @return the signature
     * @throws TranscriptException SIGNATURE_LINE, NAME, BASE64, TOO_LARGE or NOT_UTF8
     */
    public static NoteSignature parse(String line) throws TranscriptException {
        String body = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        if (!body.startsWith(MARK)) throw fault("no em dash and space before", line);
        int space = body.indexOf(' ', MARK.length());
        if (space < 0) throw fault("no space after the name in", line);
        String name = body.substring(MARK.length(), space);
        byte[] payload = Base64Text.decode(body.substring(space + 1));
        if (payload.length < 5) throw fault("no key id and signature in", line);
        ByteBuffer in = ByteBuffer.wrap(payload);
        int keyId = in.getInt();
        byte[] blob = new byte[in.remaining()];
        in.get(blob);
        Bytes bytes = Bytes.owned(blob);
        check(name, bytes);
        return new NoteSignature(name, keyId, bytes);
    }

    private static void check(String name, Bytes blob) throws TranscriptException {
        Texts.checkName(name);
        if (blob.size() == 0) throw fault("no signature by", name);
        if (blob.size() > TranscriptLimits.SIGNATURE_BYTES_MAX) {
            throw new TranscriptException(TranscriptCode.TOO_LARGE, "a signature of " + blob.size() + " bytes");
        }
    }

    private static TranscriptException fault(String what, String seen) {
        return new TranscriptException(TranscriptCode.SIGNATURE_LINE, what + " " + Texts.quote(seen));
    }
}
