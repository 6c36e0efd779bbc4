package org.ringdown.transcript;

/** The C2SP signature types that are used here. */
public enum SignatureType {
    /** A plain Ed25519 signature over the note text (signed-note). */
    ED25519(0x01, 32, 64),
    /** A timestamped Ed25519 cosignature of a head (tlog-cosignature). */
    COSIGNATURE(0x04, 32, 8 + 64),
    /** A timestamped ML-DSA-44 cosignature of a head (tlog-cosignature). */
    MLDSA44(0x06, 1312, 8 + 2420);

    private final int id;
    private final int keySize;
    private final int blobSize;

    SignatureType(int id, int keySize, int blobSize) {
        this.id = id;
        this.keySize = keySize;
        this.blobSize = blobSize;
    }

    /**
     * The assigned type byte.
     *
     * @return 0x01, 0x04 or 0x06
     */
    public int id() {
        return id;
    }

    /**
     * The length of a public key.
     *
     * @return bytes
     */
    public int keySize() {
        return keySize;
    }

    /**
     * The length of a signature line's payload after the key id: time, where the type has one, and signature.
     *
     * @return bytes
     */
    public int blobSize() {
        return blobSize;
    }

    /**
     * Finds a type by its byte.
     *
     * @param id the byte, 0 to 255
     * @return the type
     * @throws TranscriptException KEY_TYPE if the byte is another
     */
    public static SignatureType of(int id) throws TranscriptException {
        for (SignatureType type : values()) {
            if (type.id == id) return type;
        }
        throw new TranscriptException(TranscriptCode.KEY_TYPE, "type 0x%02x is none of 0x01, 0x04, 0x06".formatted(id));
    }
}
