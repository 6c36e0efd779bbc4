package org.ringdown.transcript;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Signs with an Ed25519 key held in memory. Safe to share between threads. Never prints its secret. */
public final class Ed25519Signer implements NoteSigner {
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final VerifierKey verifierKey;
    private final PrivateKey privateKey;

    private Ed25519Signer(VerifierKey verifierKey, PrivateKey privateKey) {
        this.verifierKey = verifierKey;
        this.privateKey = privateKey;
    }

    /**
     * Makes a signer.
     *
     * @param name the name to sign under
     * @param type {@link SignatureType#ED25519} or {@link SignatureType#COSIGNATURE}
     * @param seed the 32 secret bytes, from {@link Ed25519#generate} or a key file
     * @return the signer
     */
    public static Ed25519Signer of(String name, SignatureType type, byte[] seed) {
        if (type == SignatureType.MLDSA44) throw new IllegalArgumentException("an Ed25519 key signs no MLDSA44");
        if (seed.length != 32) throw new IllegalArgumentException("a seed is 32 bytes, not " + seed.length);
        byte[] pkcs8 = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + seed.length);
        System.arraycopy(seed, 0, pkcs8, PKCS8_PREFIX.length, seed.length);
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new Ed25519Signer(new VerifierKey(name, type, publicKey(seed)), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no Ed25519 in this Java: check the installed crypto providers", e);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed for " + verifierKey.name(), e);
        }
    }

    @Override
    public String toString() {
        return "signer of " + verifierKey;
    }

    /** The JDK's own generator, whichever providers are installed, because it is known to take the seed as it is. */
    private static Bytes publicKey(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
        generator.initialize(255, new FixedRandom(seed));
        KeyPair pair = generator.generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        return Bytes.owned(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
    }
}
