package org.ringdown.transcript;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** ML-DSA-44 of FIPS 204 with an empty context, as C2SP tlog-cosignature type 0x06 uses it. */
final class MlDsa44 {
    static final int SIGNATURE_SIZE = 2420;

    private static final byte[] SPKI_PREFIX =
            HexFormat.of().parseHex("30820532300b060960864801650304031103820521" + "00");

    private MlDsa44() {}

    static void verify(Bytes key, byte[] message, byte[] signature) throws TranscriptException {
        if (signature.length != SIGNATURE_SIZE) {
            throw new TranscriptException(
                    TranscriptCode.SIGNATURE_LENGTH, "2420 bytes wanted, not " + signature.length);
        }
        if (!holds(key.raw(), message, signature)) {
            throw new TranscriptException(TranscriptCode.SIGNATURE_INVALID, "not made by this ML-DSA-44 key for this");
        }
    }

    private static boolean holds(byte[] key, byte[] message, byte[] signature) throws TranscriptException {
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + key.length);
        System.arraycopy(key, 0, spki, SPKI_PREFIX.length, key.length);
        try {
            PublicKey publicKey = KeyFactory.getInstance("ML-DSA").generatePublic(new X509EncodedKeySpec(spki));
            Signature verifier = Signature.getInstance("ML-DSA");
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (NoSuchAlgorithmException e) {
            throw new TranscriptException(TranscriptCode.ALGORITHM_UNAVAILABLE, "no provider has ML-DSA");
        } catch (GeneralSecurityException e) {
            // a provider may throw, not say no, at a malformed signature
            return false;
        }
    }
}
