package org.ringdown.transcript;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The one Ed25519 rule. RFC 8032 leaves room in which verifiers disagree; two parties who must agree about a
 * record need
 * none. A signature is good if S is below the group order and R, compared as bytes, is the encoding of [S]B
 * - [k]A: no
 * cofactor, no second spelling of a point. A key is taken into use only if it is the canonical encoding of a
 * point of prime
 * order.
 *
 * <p>The equation is left to whichever JCA provider is installed first; the checks here make every
 * provider's verdict the
 * same.
 */
public final class Ed25519 {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SPKI_PREFIX = HEX.parseHex("302a300506032b6570032100");

    /** The prime 2^255 - 19, little-endian. */
    private static final byte[] P = HEX.parseHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    /** The order of the base point, little-endian. */
    private static final byte[] L = HEX.parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    private static final Bytes ONE = bytes("0100000000000000000000000000000000000000000000000000000000000000");
    private static final Bytes MINUS_ONE = bytes("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    /** The y coordinates of the eight points whose order divides 8. */
    private static final Set<Bytes> LOW_ORDER_Y = Set.of(
            ONE,
            MINUS_ONE,
            bytes("0000000000000000000000000000000000000000000000000000000000000000"),
            bytes("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            bytes("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));

    private Ed25519() {}

    /**
     * Verifies a signature by the one rule.
     *
     * @param key a public key that passed {@link #checkEnrolment} when it was taken into use
     * @param message the exact bytes
     * @param signature R and S, 64 bytes
     * @throws TranscriptException KEY_LENGTH, KEY_NOT_CANONICAL, KEY_LOW_ORDER, SIGNATURE_LENGTH, SIGNATURE_S_RANGE,
     *     SIGNATURE_R_NOT_CANONICAL or SIGNATURE_INVALID, looked for in this order
     */
    public static void verify(Bytes key, byte[] message, byte[] signature) throws TranscriptException {
        checkKeyBytes(key.raw());
        checkSignatureBytes(signature);
        if (!equationHolds(key.raw(), message, signature)) {
            throw new TranscriptException(TranscriptCode.SIGNATURE_INVALID, "not made by key " + key + " for this");
        }
    }

    /**
     * Checks that a key may be taken into use. Costs some milliseconds.
     *
     * @param key the public key
     * @throws TranscriptException KEY_LENGTH, KEY_NOT_CANONICAL, KEY_LOW_ORDER, KEY_NOT_ON_CURVE or
     *     KEY_MIXED_ORDER, looked
     *     for in this order
     */
    public static void checkEnrolment(Bytes key) throws TranscriptException {
        checkKeyBytes(key.raw());
        EdwardsPoint point = EdwardsPoint.decode(key.raw())
                .orElseThrow(() -> new TranscriptException(TranscriptCode.KEY_NOT_ON_CURVE, key.hex()));
        if (!point.timesOrder().isIdentity()) {
            throw new TranscriptException(TranscriptCode.KEY_MIXED_ORDER, key.hex());
        }
    }

    /**
     * Draws a new private key.
     *
     * @param random a cryptographic source; a seeded one in tests only
     * @return 32 secret bytes, for {@link Ed25519Signer#of}
     */
    public static byte[] generate(RandomGenerator random) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return seed;
    }

    private static void checkKeyBytes(byte[] key) throws TranscriptException {
        if (key.length != 32) {
            throw new TranscriptException(TranscriptCode.KEY_LENGTH, "32 bytes wanted, not " + key.length);
        }
        if (!isCanonicalPoint(key, 0)) {
            throw new TranscriptException(TranscriptCode.KEY_NOT_CANONICAL, HEX.formatHex(key));
        }
        if (LOW_ORDER_Y.contains(yOf(key, 0))) {
            throw new TranscriptException(TranscriptCode.KEY_LOW_ORDER, HEX.formatHex(key));
        }
    }

    private static void checkSignatureBytes(byte[] signature) throws TranscriptException {
        if (signature.length != 64) {
            throw new TranscriptException(TranscriptCode.SIGNATURE_LENGTH, "64 bytes wanted, not " + signature.length);
        }
        if (!isBelow(signature, 32, L)) {
            throw new TranscriptException(TranscriptCode.SIGNATURE_S_RANGE, HEX.formatHex(signature, 32, 64));
        }
        if (!isCanonicalPoint(signature, 0)) {
            throw new TranscriptException(TranscriptCode.SIGNATURE_R_NOT_CANONICAL, HEX.formatHex(signature, 0, 32));
        }
    }

    /** True if y is below p, and the sign bit is clear where x is 0, that is where y is 1 or -1. */
    private static boolean isCanonicalPoint(byte[] bytes, int offset) {
        Bytes y = yOf(bytes, offset);
        if (!isBelow(y.raw(), 0, P)) return false;
        boolean signBit = bytes[offset + 31] < 0;
        return !signBit || !(y.equals(ONE) || y.equals(MINUS_ONE));
    }

    private static Bytes yOf(byte[] bytes, int offset) {
        byte[] y = new byte[32];
        System.arraycopy(bytes, offset, y, 0, 32);
        y[31] &= 0x7f;
        return Bytes.owned(y);
    }

    /** Compares 32 little-endian bytes with a bound. */
    private static boolean isBelow(byte[] bytes, int offset, byte[] bound) {
        for (int i = 31; i >= 0; i--) {
            int difference = (bytes[offset + i] & 0xff) - (bound[i] & 0xff);
            if (difference != 0) return difference < 0;
        }
        return false;
    }

    private static boolean equationHolds(byte[] key, byte[] message, byte[] signature) {
        byte[] spki = new byte[SPKI_PREFIX.length + 32];
        System.arraycopy(SPKI_PREFIX, 0, spki, 0, SPKI_PREFIX.length);
        System.arraycopy(key, 0, spki, SPKI_PREFIX.length, 32);
        try {
            PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no Ed25519 in this Java: check the installed crypto providers", e);
        } catch (GeneralSecurityException e) {
            // providers differ in whether they throw or say no when A or R is not a point of the curve
            return false;
        }
    }

    private static Bytes bytes(String hex) {
        return Bytes.owned(HEX.parseHex(hex));
    }
}
