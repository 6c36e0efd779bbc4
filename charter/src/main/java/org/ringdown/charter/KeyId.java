package org.ringdown.charter;

import java.util.Optional;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.SignatureType;
import org.ringdown.transcript.VerifierKey;

/**
 * A party's key for one use on one line, as certificates and revocations name it.
 *
 * @param line the line id
 * @param party whose key it is
 * @param use what it is for; never ROOT
 * @param key the public key, in the use's form
 */
public record KeyId(String line, String party, KeyUse use, Bytes key) {
    /**
     * Returns the key's name.
     *
     * @return {@code <line id>/<party>/<use>}
     */
    public String name() {
        return Names.key(line, party, use);
    }

    /**
     * Returns the key as signatures of notes name it. A log key signs under the origin of each head, not under its name:
     * for it, use {@link #verifierKey(String)}.
     *
     * @return the C2SP key, or empty for a use that signs no notes
     */
    public Optional<VerifierKey> verifierKey() {
        return use.signatureType().map(type -> new VerifierKey(name(), type, key));
    }

    /**
     * Returns a log key as the signatures of one epoch's heads name it.
     *
     * @param epoch the epoch
     * @return the C2SP key, named for the origin
     */
    public VerifierKey verifierKey(String epoch) {
        if (use != KeyUse.LOG) throw new IllegalStateException("only a log key signs under an origin, not " + name());
        return new VerifierKey(Names.origin(line, party, epoch), SignatureType.ED25519, key);
    }

    /**
     * Returns the digest by which a TLS key is pinned.
     *
     * @return the SHA-256 of the key's bytes
     */
    public Hash pin() {
        return Hash.sha256(key.array());
    }

    /** The bare key inside, by which one key is known again wherever it is used. */
    Bytes bare() {
        return use.form().bare(key);
    }

    Json.ObjBuilder json() {
        return Json.obj()
                .put("line", line)
                .put("party", party)
                .put("use", use.word())
                .put("name", name())
                .put("key", Texts.base64(key));
    }

    /** Reads and checks everything but the key's worth. */
    static KeyId read(JsonFields f) {
        String line = f.hex("line", 32);
        String party = f.string("party", CharterLimits.ID_MAX);
        if (!party.isEmpty() && !Names.isId(party))
            f.refuse("party", JsonCode.BAD_VALUE, "this is not a party's id", "");
        KeyUse use = f.choice("use", Choices.lower(KeyUse.class));
        if (use == KeyUse.ROOT && f.has("use")) {
            String why = "a root key stands in the charter and is changed by a change of the charter";
            f.refuse("use", JsonCode.BAD_VALUE, why, "");
        }
        Bytes key = Bytes.of(f.base64("key", 32, KeyForm.BYTES_MAX));
        return new KeyId(line, party, use, key);
    }

    /** Takes the name, which says again what line, party and use say. */
    void checkName(String name) throws CharterException {
        if (name.equals(name())) return;
        throw new CharterException(
                CharterCode.WRONG_NAME, "the key is named " + VisibleText.of(name) + "; it must be named " + name());
    }
}
