package org.ringdown.transcript;

/** A private key, wherever it is kept, that signs under one name and type. */
public interface NoteSigner {
    /**
     * The public half.
     *
     * @return name, type and public key
     */
    VerifierKey verifierKey();

    /**
     * Signs.
     *
     * @param message the exact bytes
     * @return the raw signature: 64 bytes for Ed25519, 2420 for ML-DSA-44
     */
    byte[] sign(byte[] message);
}
