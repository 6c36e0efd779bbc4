package org.ringdown.charter;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.ringdown.transcript.Bytes;

/** X25519 (RFC 7748) with raw 32-byte keys, through the JDK. */
public final class X25519 {
    private static final BigInteger BASE = BigInteger.valueOf(9);

    private X25519() {}

    /**
     * Returns the public key of a private key.
     *
     * @param privateKey 32 secret bytes
     * @return 32 bytes
     */
    public static Bytes publicKey(byte[] privateKey) {
        try {
            return Bytes.of(agree(privateKey, BASE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no X25519 in this Java: check the installed crypto providers", e);
        }
    }

    /**
     * Agrees a secret with the other side.
     *
     * @param privateKey own 32 secret bytes
     * @param peerKey the other side's public key, as its certificate has it
     * @return the shared secret, 32 bytes
     * @throws CharterException KEY_SHAPE or WEAK_KEY
     */
    public static Bytes agree(byte[] privateKey, Bytes peerKey) throws CharterException {
        KeyForm.X25519.checkEnrolment(peerKey);
        try {
            return Bytes.of(agree(privateKey, KeyForm.littleEndian(peerKey)));
        } catch (GeneralSecurityException e) {
            throw new CharterException(
                    CharterCode.WEAK_KEY, "no secret comes of the key " + peerKey.hex() + ". Make a new key");
        }
    }

    private static byte[] agree(byte[] privateKey, BigInteger u) throws GeneralSecurityException {
        if (privateKey.length != 32) throw new IllegalArgumentException("an X25519 key has 32 bytes");
        KeyFactory factory = KeyFactory.getInstance("X25519");
        PrivateKey own = factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey));
        PublicKey peer = factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(peer, true);
        return agreement.generateSecret();
    }
}
