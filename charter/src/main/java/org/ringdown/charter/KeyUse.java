package org.ringdown.charter;

import java.util.Locale;
import java.util.Optional;
import org.ringdown.transcript.SignatureType;

/** What a key is for. One key has one use, for ever. The names in lower case are the words in names and papers. */
public enum KeyUse {
    /** Offline; signs the charter, certifies and revokes the party's other keys. Never certified itself. */
    ROOT(KeyForm.ED25519),
    /** Signs the heads of its party's log. */
    LOG(KeyForm.ED25519),
    /** Cosigns the other party's heads: the receipt. */
    HOLDER(KeyForm.COSIGNATURE),
    /** Signs early receipts. */
    EARLY(KeyForm.ED25519),
    /** Signs what is sent while the own log cannot be written. */
    UNRECORDED(KeyForm.ED25519),
    /** Opens courier files. */
    COURIER(KeyForm.X25519),
    /** Agrees the call and answer words for an ordinary telephone. */
    WORDS(KeyForm.X25519),
    /** Signs heads against the day on which Ed25519 falls. */
    PQ(KeyForm.MLDSA44),
    /** Identifies a host of the party in TLS. */
    TLS(KeyForm.SPKI),
    /** Online; certifies and revokes officers' credentials. */
    PEOPLE(KeyForm.ED25519);

    private final KeyForm form;

    KeyUse(KeyForm form) {
        this.form = form;
    }

    /**
     * Returns what the key's bytes are.
     *
     * @return the form
     */
    public KeyForm form() {
        return form;
    }

    /**
     * Returns the C2SP signature type.
     *
     * @return the type, or empty for a key that signs no notes
     */
    public Optional<SignatureType> signatureType() {
        return switch (form) {
            case ED25519 -> Optional.of(SignatureType.ED25519);
            case COSIGNATURE -> Optional.of(SignatureType.COSIGNATURE);
            case MLDSA44 -> Optional.of(SignatureType.MLDSA44);
            case X25519, SPKI -> Optional.empty();
        };
    }

    /**
     * Returns the word in names and papers.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
