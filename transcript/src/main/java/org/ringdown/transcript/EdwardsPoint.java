package org.ringdown.transcript;

import java.math.BigInteger;
import java.util.Optional;

/** A point of edwards25519 in extended coordinates, for public values only: slow, and not constant in time. */
record EdwardsPoint(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger SQRT_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    /** Decodes 32 little-endian bytes that are already known to be canonical; empty if no x fits the y. */
    static Optional<EdwardsPoint> decode(byte[] bytes) {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) bigEndian[i] = bytes[31 - i];
        boolean odd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7f;
        BigInteger y = new BigInteger(1, bigEndian);
        BigInteger y2 = y.multiply(y).mod(P);
        BigInteger x2 = y2.subtract(BigInteger.ONE)
                .multiply(D.multiply(y2).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(x2)) x = x.multiply(SQRT_MINUS_ONE).mod(P);
        if (!x.multiply(x).mod(P).equals(x2)) return Optional.empty();
        if (x.testBit(0) != odd) x = P.subtract(x).mod(P);
        return Optional.of(new EdwardsPoint(x, y, BigInteger.ONE, x.multiply(y).mod(P)));
    }

    /** Multiplies by the prime order L of the base point. */
    EdwardsPoint timesOrder() {
        EdwardsPoint result = new EdwardsPoint(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);
        for (int bit = L.bitLength() - 1; bit >= 0; bit--) {
            result = result.plus(result);
            if (L.testBit(bit)) result = result.plus(this);
        }
        return result;
    }

    /** True for the neutral point. */
    boolean isIdentity() {
        return x.signum() == 0 && y.equals(z);
    }

    /** The complete addition law, good for doubling too (RFC 8032 section 5.1.4). */
    private EdwardsPoint plus(EdwardsPoint other) {
        BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
        BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
        BigInteger c = t.multiply(D).multiply(other.t).shiftLeft(1).mod(P);
        BigInteger d = z.multiply(other.z).shiftLeft(1).mod(P);
        BigInteger e = b.subtract(a);
        BigInteger f = d.subtract(c);
        BigInteger g = d.add(c);
        BigInteger h = b.add(a);
        return new EdwardsPoint(
                e.multiply(f).mod(P),
                g.multiply(h).mod(P),
                f.multiply(g).mod(P),
                e.multiply(h).mod(P));
    }
}
