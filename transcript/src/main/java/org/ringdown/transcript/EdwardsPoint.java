package org.ringdown.transcript;

import java.math.BigInteger;
import java.util.Optional;

/** A point of edwards25519 in extended coordinates, for public values only: not constant in time. */
record EdwardsPoint(Limbs x, Limbs y, Limbs z, Limbs t) {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger SQRT_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
    private static final Limbs TWICE_D = Limbs.of(D.shiftLeft(1).mod(P));
    private static final Limbs ZERO = Limbs.of(BigInteger.ZERO);
    private static final Limbs ONE = Limbs.of(BigInteger.ONE);

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
        Limbs xOf = Limbs.of(x);
        Limbs yOf = Limbs.of(y);
        return Optional.of(new EdwardsPoint(xOf, yOf, ONE, xOf.times(yOf)));
    }

    /** Multiplies by the prime order L of the base point. */
    EdwardsPoint timesOrder() {
        EdwardsPoint result = new EdwardsPoint(ZERO, ONE, ONE, ZERO);
        for (int bit = L.bitLength() - 1; bit >= 0; bit--) {
            result = result.plus(result);
            if (L.testBit(bit)) result = result.plus(this);
        }
        return result;
    }

    /** True for the neutral point. */
    boolean isIdentity() {
        return x.value(P).signum() == 0 && y.value(P).equals(z.value(P));
    }

    /** The complete addition law, good for doubling too (RFC 8032 section 5.1.4). */
    private EdwardsPoint plus(EdwardsPoint other) {
        Limbs a = y.minus(x).times(other.y.minus(other.x));
        Limbs b = y.plus(x).times(other.y.plus(other.x));
        Limbs c = t.times(TWICE_D).times(other.t);
        Limbs half = z.times(other.z);
        Limbs d = half.plus(half);
        Limbs e = b.minus(a);
        Limbs f = d.minus(c);
        Limbs g = d.plus(c);
        Limbs h = b.plus(a);
        return new EdwardsPoint(e.times(f), g.times(h), f.times(g), e.times(h));
    }
}
