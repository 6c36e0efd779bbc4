package org.ringdown.node;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ringdown.charter.KeyUse;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Ed25519;
import org.ringdown.transcript.Ed25519Signer;
import org.ringdown.transcript.MlDsa44Signer;
import org.ringdown.transcript.SignatureType;

/** Makes new private keys. The JDK's own generators are used, whichever providers are installed. */
final class FreshKeys {
    private FreshKeys() {}

    /** Makes a key of any use but TLS, whose form is the adapter's. */
    static KeyFile make(KeyUse use, String name, RandomGenerator random) {
        return switch (use.form()) {
            case ED25519 -> ed25519(use, name, SignatureType.ED25519, random);
            case COSIGNATURE -> ed25519(use, name, SignatureType.COSIGNATURE, random);
            case X25519 -> x25519(use, name);
            case MLDSA44 -> mlDsa44(use, name, random);
            case SPKI -> throw new IllegalArgumentException("TLS keys are made by the stream's adapter");
        };
    }

    private static KeyFile ed25519(KeyUse use, String name, SignatureType type, RandomGenerator random) {
        byte[] seed = Ed25519.generate(random);
        Bytes publicKey = Ed25519Signer.of(name, type, seed).verifierKey().key();
        return new KeyFile(use, name, publicKey, SecretBytes.owning(seed));
    }

    private static KeyFile x25519(KeyUse use, String name) {
        KeyPair pair = pair("X25519", "SunEC");
        byte[] scalar = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
        return new KeyFile(use, name, tail(pair, 32), SecretBytes.owning(scalar));
    }

    private static KeyFile mlDsa44(KeyUse use, String name, RandomGenerator random) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        Bytes publicKey = MlDsa44Signer.of(name, seed).verifierKey().key();
        return new KeyFile(use, name, publicKey, SecretBytes.owning(seed));
    }

    private static KeyPair pair(String algorithm, String provider) {
        try {
            return KeyPairGenerator.getInstance(algorithm, provider).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm + " in " + provider + ": use a JDK 25", e);
        }
    }

    /** The raw key stands at the end of its SubjectPublicKeyInfo. */
    private static Bytes tail(KeyPair pair, int size) {
        byte[] spki = pair.getPublic().getEncoded();
        return Bytes.of(Arrays.copyOfRange(spki, spki.length - size, spki.length));
    }
}
