package org.ringdown.charter;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Ed25519;
import org.ringdown.transcript.TranscriptException;

/** What the bytes of a public key are, and which of them are too weak to be taken into use. */
public enum KeyForm {
    /** 32 bytes: an Ed25519 point that signs plain notes. */
    ED25519,
    /** 32 bytes: an Ed25519 point that cosigns heads with a time. */
    COSIGNATURE,
    /** 32 bytes: a Montgomery u coordinate, little-endian. */
    X25519,
    /** 1312 bytes: an ML-DSA-44 public key. */
    MLDSA44,
    /** A SubjectPublicKeyInfo in DER: P-256 with an uncompressed point, or Ed25519. */
    SPKI;

    /** The longest key of any form, in bytes. */
    static final int BYTES_MAX = 1_312;

    private static final HexFormat HEX = HexFormat.of();
    private static final Bytes SPKI_ED25519 = bytes("302a300506032b6570032100");
    private static final Bytes SPKI_P256 = bytes("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
    private static final BigInteger P25519 = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger P256 =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger P256_B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

    /** The u coordinates of the points whose order divides 8, on the curve and on its twist. */
    private static final Set<BigInteger> LOW_ORDER_U = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P25519.subtract(BigInteger.ONE),
            new BigInteger("325606250916557431795983626356110631294008115727848805560023387167927233504"),
            new BigInteger("39382357235489614581723060781553021112529911719440698176882885853963445705823"));

    /**
     * Checks that a key may be taken into use. Costs some milliseconds for Ed25519.
     *
     * @param key the public key
     * @throws CharterException KEY_SHAPE or WEAK_KEY
     */
    public void checkEnrolment(Bytes key) throws CharterException {
        switch (this) {
            case ED25519, COSIGNATURE -> checkEd25519(key);
            case X25519 -> checkX25519(key);
            case MLDSA44 -> checkLength(key, 1_312);
            case SPKI -> checkSpki(key);
        }
    }

    /** The bare key inside, by which one key is known again wherever it is used. */
    Bytes bare(Bytes key) {
        return hasPrefix(key, SPKI_ED25519) && this == SPKI ? tail(key, SPKI_ED25519) : key;
    }

    private static void checkEd25519(Bytes key) throws CharterException {
        checkLength(key, 32);
        try {
            Ed25519.checkEnrolment(key);
        } catch (TranscriptException e) {
            throw new CharterException(CharterCode.WEAK_KEY, "this Ed25519 key is weak. Make a new key", e);
        }
    }

    private static void checkX25519(Bytes key) throws CharterException {
        checkLength(key, 32);
        BigInteger u = littleEndian(key);
        if (u.compareTo(P25519) >= 0) throw weak("not canonical", key);
        if (LOW_ORDER_U.contains(u)) throw weak("of low order", key);
    }

    private static void checkSpki(Bytes key) throws CharterException {
        if (hasPrefix(key, SPKI_ED25519) && key.size() == SPKI_ED25519.size() + 32) {
            checkEd25519(tail(key, SPKI_ED25519));
        } else if (hasPrefix(key, SPKI_P256) && key.size() == SPKI_P256.size() + 64) {
            checkP256(tail(key, SPKI_P256));
        } else {
            String seen = key.size() + " bytes that are not a P-256 or Ed25519 SubjectPublicKeyInfo. Make a TLS key"
                    + " of one of these kinds";
            throw new CharterException(CharterCode.KEY_SHAPE, seen);
        }
    }

    private static void checkP256(Bytes point) throws CharterException {
        byte[] xy = point.array();
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(xy, 0, 32));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(xy, 32, 64));
        if (x.compareTo(P256) >= 0 || y.compareTo(P256) >= 0) throw weak("not canonical", point);
        BigInteger right = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(P256_B);
        if (y.pow(2).subtract(right).mod(P256).signum() != 0) throw weak("not a point of P-256", point);
    }

    private static void checkLength(Bytes key, int size) throws CharterException {
        if (key.size() == size) return;
        throw new CharterException(CharterCode.KEY_SHAPE, "a key of " + key.size() + " bytes; it must have " + size);
    }

    private static CharterException weak(String why, Bytes key) {
        return new CharterException(CharterCode.WEAK_KEY, "the key " + key.hex() + " is " + why + ". Make a new key");
    }

    static BigInteger littleEndian(Bytes bytes) {
        byte[] reversed = bytes.array();
        for (int i = 0; i < reversed.length / 2; i++) {
            byte swap = reversed[i];
            reversed[i] = reversed[reversed.length - 1 - i];
            reversed[reversed.length - 1 - i] = swap;
        }
        return new BigInteger(1, reversed);
    }

    private static boolean hasPrefix(Bytes key, Bytes prefix) {
        byte[] all = key.array();
        return all.length > prefix.size()
                && Bytes.of(Arrays.copyOf(all, prefix.size())).equals(prefix);
    }

    private static Bytes tail(Bytes key, Bytes prefix) {
        return Bytes.of(Arrays.copyOfRange(key.array(), prefix.size(), key.size()));
    }

    private static Bytes bytes(String hex) {
        return Bytes.of(HEX.parseHex(hex));
    }
}
