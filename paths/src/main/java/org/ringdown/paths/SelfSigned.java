package org.ringdown.paths;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * Makes the smallest certificate (RFC 5280) that TLS needs to carry a key: version 3, issuer = subject, key usage
 * digitalSignature, signed by its own P-256 key. Nothing in it but the key is ever relied on.
 */
final class SelfSigned {
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] KEY_USAGE =
            Der.sequence(Der.sequence(Der.oid(2, 5, 29, 15), Der.yes(), Der.octets(Der.bits(7, new byte[] {(byte) 0x80
            })) /* digitalSignature */));

    private SelfSigned() {}

    static X509Certificate certificate(String name, KeyPair keys, long fromMs, long toMs, SecureRandom random)
            throws GeneralSecurityException {
        byte[] subject = Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8(name))));
        byte[] body = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(127, random).setBit(126)),
                ECDSA_SHA256,
                subject,
                Der.sequence(Der.time(fromMs), Der.time(toMs)),
                subject,
                keys.getPublic().getEncoded(),
                Der.explicit(3, KEY_USAGE));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        byte[] certificate = Der.sequence(body, ECDSA_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }
}
