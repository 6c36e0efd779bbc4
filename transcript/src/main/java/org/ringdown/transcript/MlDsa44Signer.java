package org.ringdown.transcript;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;

/** Signs with an ML-DSA-44 key held in memory. Safe to share between threads. Never prints its secret. */
public final class MlDsa44Signer implements NoteSigner {
    private final VerifierKey verifierKey;
    private final PrivateKey privateKey;

    private MlDsa44Signer(VerifierKey verifierKey, PrivateKey privateKey) {
        this.verifierKey = verifierKey;
        this.privateKey = privateKey;
    }

    /**
     * Makes a signer.
     *
     * @param name the name to sign under
     * @param seed the 32 secret bytes that FIPS 204 calls xi
     * @return the signer
     */
    public static MlDsa44Signer of(String name, byte[] seed) {
        if (seed.length != 32) throw new IllegalArgumentException("a seed is 32 bytes, not " + seed.length);
        try {
            // the JDK's own generator, because it is known to take the seed as it is
            KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-DSA-44", "SUN");
            generator.initialize(-1, new FixedRandom(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] spki = pair.getPublic().getEncoded();
            byte[] key = Arrays.copyOfRange(spki, spki.length - SignatureType.MLDSA44.keySize(), spki.length);
            return new MlDsa44Signer(new VerifierKey(name, SignatureType.MLDSA44, Bytes.owned(key)), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no ML-DSA-44 in this Java", e);
        }
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("ML-DSA");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed for " + verifierKey.name(), e);
        }
    }

    @Override
    public String toString() {
        return "signer of " + verifierKey.name();
    }
}
