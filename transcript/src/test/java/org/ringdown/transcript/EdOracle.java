package org.ringdown.transcript;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ed25519 from RFC 8032 in affine coordinates, a page long and very slow. Shares no code with the product. */
final class EdOracle {
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L =
            new BigInteger("7237005577332262213973186563042994240857116359379907606001950938285454250989");
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);

    /** An affine point. */
    record Point(BigInteger x, BigInteger y) {}

    static final Point IDENTITY = new Point(BigInteger.ZERO, BigInteger.ONE);
    static final Point BASE = point(
            BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P), false);

    private EdOracle() {}

    static Point add(Point a, Point b) {
        BigInteger dxy =
                D.multiply(a.x).multiply(b.x).multiply(a.y).multiply(b.y).mod(P);
        BigInteger x = a.x.multiply(b.y)
                .add(b.x.multiply(a.y))
                .multiply(BigInteger.ONE.add(dxy).modInverse(P));
        BigInteger y = a.y.multiply(b.y)
                .add(a.x.multiply(b.x))
                .multiply(BigInteger.ONE.subtract(dxy).mod(P).modInverse(P));
        return new Point(x.mod(P), y.mod(P));
    }

    static Point negate(Point a) {
        return new Point(a.x.negate().mod(P), a.y);
    }

    static Point times(BigInteger n, Point a) {
        Point sum = IDENTITY;
        for (int bit = n.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (n.testBit(bit)) sum = add(sum, a);
        }
        return sum;
    }

    /** The point with this y and this parity of x. */
    static Point point(BigInteger y, boolean odd) {
        List<Point> points = pointsAt(y);
        return points.stream().filter(p -> p.x.testBit(0) == odd).findFirst().orElse(points.getFirst());
    }

    /** The points with this y mod p: none, one (x = 0) or two. */
    static List<Point> pointsAt(BigInteger y) {
        BigInteger y2 = y.multiply(y).mod(P);
        BigInteger x2 = y2.subtract(BigInteger.ONE)
                .multiply(D.multiply(y2).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger root = x2.modPow(P.add(BigInteger.valueOf(3)).divide(BigInteger.valueOf(8)), P);
        BigInteger i = BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).divide(BigInteger.valueOf(4)), P);
        for (BigInteger x : List.of(root, root.multiply(i).mod(P))) {
            if (!x.multiply(x).mod(P).equals(x2)) continue;
            Point point = new Point(x, y.mod(P));
            return x.signum() == 0 ? List.of(point) : List.of(point, negate(point));
        }
        return List.of();
    }

    /** The eight points of order 1, 2, 4 and 8: multiples of L times any point that has a part of order 8. */
    static List<Point> torsion() {
        for (int y = 2; ; y++) {
            for (Point candidate : pointsAt(BigInteger.valueOf(y))) {
                Point t = times(L, candidate);
                if (times(BigInteger.valueOf(4), t).equals(IDENTITY)) continue;
                List<Point> all = new ArrayList<>();
                for (int n = 0; n < 8; n++) all.add(times(BigInteger.valueOf(n), t));
                return all;
            }
        }
    }

    static byte[] littleEndian(BigInteger n) {
        byte[] out = new byte[32];
        for (int i = 0; i < 32; i++) out[i] = n.shiftRight(8 * i).byteValue();
        return out;
    }

    static BigInteger integer(byte[] littleEndian) {
        BigInteger n = BigInteger.ZERO;
        for (int i = littleEndian.length - 1; i >= 0; i--)
            n = n.shiftLeft(8).or(BigInteger.valueOf(littleEndian[i] & 0xff));
        return n;
    }

    static byte[] encode(Point a) {
        return encode(a.y, a.x.testBit(0));
    }

    /** Encodes any y below 2^255, canonical or not. */
    static byte[] encode(BigInteger y, boolean sign) {
        return littleEndian(sign ? y.setBit(255) : y);
    }

    static BigInteger challenge(byte[] r, byte[] key, byte[] message) {
        return integer(sha512(r, key, message)).mod(L);
    }

    /** The secret scalar of a seed. */
    static BigInteger scalar(byte[] seed) {
        byte[] h = Arrays.copyOf(sha512(seed), 32);
        h[0] &= (byte) 248;
        h[31] &= 127;
        h[31] |= 64;
        return integer(h);
    }

    static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The one rule for keys, as PROTOCOL words it: canonical, not of low order, and L times A is the identity. */
    static String enrolment(byte[] key) {
        String cheap = cheapKeyVerdict(key);
        if (!cheap.equals("ok")) return cheap;
        List<Point> points = pointsAt(integer(key).clearBit(255));
        if (points.isEmpty()) return "KEY_NOT_ON_CURVE";
        return times(L, decode(key)).equals(IDENTITY) ? "ok" : "KEY_MIXED_ORDER";
    }

    /** The one rule for signatures: S below L, R compared as bytes, no cofactor. */
    static String verdict(byte[] key, byte[] message, byte[] signature) {
        String cheap = cheapKeyVerdict(key);
        if (!cheap.equals("ok")) return cheap;
        if (signature.length != 64) return "SIGNATURE_LENGTH";
        byte[] r = Arrays.copyOf(signature, 32);
        BigInteger s = integer(Arrays.copyOfRange(signature, 32, 64));
        if (s.compareTo(L) >= 0) return "SIGNATURE_S_RANGE";
        if (!isCanonical(r)) return "SIGNATURE_R_NOT_CANONICAL";
        if (pointsAt(integer(key).clearBit(255)).isEmpty()) return "SIGNATURE_INVALID";
        Point wanted = add(times(s, BASE), negate(times(challenge(r, key, message), decode(key))));
        return Arrays.equals(encode(wanted), r) ? "ok" : "SIGNATURE_INVALID";
    }

    private static Point decode(byte[] key) {
        return point(integer(key).clearBit(255), integer(key).testBit(255));
    }

    private static String cheapKeyVerdict(byte[] key) {
        if (key.length != 32) return "KEY_LENGTH";
        if (!isCanonical(key)) return "KEY_NOT_CANONICAL";
        List<Point> points = pointsAt(integer(key).clearBit(255));
        boolean low = !points.isEmpty()
                && times(BigInteger.valueOf(8), points.getFirst()).equals(IDENTITY);
        return low ? "KEY_LOW_ORDER" : "ok";
    }

    /** True for the one encoding that a point, if there is one, would be written as. */
    private static boolean isCanonical(byte[] encoding) {
        BigInteger y = integer(encoding).clearBit(255);
        if (y.compareTo(P) >= 0) return false;
        boolean xIsZero = pointsAt(y).size() == 1;
        return !(xIsZero && integer(encoding).testBit(255));
    }
}
