package org.ringdown.transcript;

import static org.ringdown.transcript.EdOracle.BASE;
import static org.ringdown.transcript.EdOracle.IDENTITY;
import static org.ringdown.transcript.EdOracle.L;
import static org.ringdown.transcript.EdOracle.P;
import static org.ringdown.transcript.EdOracle.add;
import static org.ringdown.transcript.EdOracle.challenge;
import static org.ringdown.transcript.EdOracle.encode;
import static org.ringdown.transcript.EdOracle.littleEndian;
import static org.ringdown.transcript.EdOracle.times;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.ringdown.transcript.EdOracle.Point;

/** Signatures made to divide Ed25519 verifiers, from fixed scalars; the expected verdicts are the oracle's. */
final class EdVectors {
    private static final BigInteger SECRET = EdOracle.scalar(new byte[] {7}).mod(L);
    private static final BigInteger NONCE = EdOracle.scalar(new byte[] {9}).mod(L);
    private static final List<Point> TORSION = EdOracle.torsion();

    private final List<Vector> vectors = new ArrayList<>();

    static List<Vector> all() {
        EdVectors made = new EdVectors();
        made.honest();
        made.scalars();
        made.lowOrderKeys();
        made.mixedOrderKeys();
        made.nonCanonicalKeys();
        made.lowOrderR();
        made.cofactoredOnly();
        made.wrongLengths();
        return made.vectors;
    }

    private void honest() {
        byte[] key = encode(times(SECRET, BASE));
        byte[] good = sign(key, SECRET, encode(times(NONCE, BASE)), NONCE, message(0));
        put("honest", "a signature as RFC 8032 makes it", key, message(0), good);
        byte[] flipped = good.clone();
        flipped[3] ^= 1;
        put("r-flipped", "one bit of R flipped", key, message(0), flipped);
        flipped = good.clone();
        flipped[40] ^= 1;
        put("s-flipped", "one bit of S flipped", key, message(0), flipped);
        put("message-other", "a good signature of another message", key, message(1), good);
        put("key-not-on-curve", "no x fits the key's y", littleEndian(notOnCurve()), message(0), good);
        byte[] badR = Arrays.copyOf(littleEndian(notOnCurve()), 64);
        System.arraycopy(good, 32, badR, 32, 32);
        put("r-not-on-curve", "no x fits R's y", key, message(0), badR);
    }

    private void scalars() {
        byte[] key = encode(times(SECRET, BASE));
        byte[] r = encode(times(NONCE, BASE));
        byte[] good = sign(key, SECRET, r, NONCE, message(0));
        BigInteger s = EdOracle.integer(Arrays.copyOfRange(good, 32, 64));
        for (int n = 1; n <= 8; n++) {
            put(
                    "s-plus-" + n + "-l",
                    "S made larger by " + n + " L",
                    key,
                    message(0),
                    join(r, littleEndian(s.add(L.multiply(BigInteger.valueOf(n))))));
        }
        put("s-is-l", "S is L itself, R the point that goes with S = 0", key, message(0), join(r, littleEndian(L)));
        put(
                "s-zero-forged",
                "S is 0 and R is -kA only by luck",
                key,
                message(0),
                join(r, littleEndian(BigInteger.ZERO)));
    }

    private void lowOrderKeys() {
        for (int i = 0; i < 8; i++) {
            byte[] key = encode(TORSION.get(i));
            Forgery forged = forge(key, TORSION.get(i), BigInteger.ZERO);
            put(
                    "key-order-" + order(i) + "-no-" + i,
                    "the key has low order; the equation holds",
                    key,
                    forged.message.array(),
                    forged.signature.array());
        }
    }

    private void mixedOrderKeys() {
        Point prime = times(SECRET, BASE);
        for (int i = 1; i < 8; i++) {
            byte[] key = encode(add(prime, TORSION.get(i)));
            Forgery forged = forge(key, TORSION.get(i), SECRET);
            put(
                    "key-mixed-" + i + "-cofactorless-valid",
                    "the key has a part of order " + order(i)
                            + "; enrolment refuses it; the equation holds without a cofactor",
                    key,
                    forged.message.array(),
                    forged.signature.array());
            byte[] r = encode(times(NONCE, BASE));
            byte[] m = messageWhere(key, r, i);
            put(
                    "key-mixed-" + i + "-cofactored-only",
                    "as above, and the equation holds only times 8",
                    key,
                    m,
                    sign(key, SECRET, r, NONCE, m));
        }
    }

    private void nonCanonicalKeys() {
        for (int y = 0; y < 19; y++) {
            BigInteger written = P.add(BigInteger.valueOf(y));
            byte[] signature = join(encode(times(NONCE, BASE)), littleEndian(NONCE));
            put(
                    "key-y-is-p-plus-" + y,
                    "the key's y is written as p + " + y,
                    encode(written, false),
                    message(y),
                    signature);
        }
        byte[] signature = join(encode(times(NONCE, BASE)), littleEndian(NONCE));
        put(
                "key-x-0-sign-set-y-1",
                "the identity with its sign bit set",
                encode(BigInteger.ONE, true),
                message(0),
                signature);
        put(
                "key-x-0-sign-set-y-minus-1",
                "the point of order 2 with its sign bit set",
                encode(P.subtract(BigInteger.ONE), true),
                message(0),
                signature);
    }

    private void lowOrderR() {
        byte[] key = encode(times(SECRET, BASE));
        putRZero("r-identity-valid", "R is the identity, and that is what the equation gives", key, encode(IDENTITY));
        putRZero(
                "r-identity-y-p-plus-1",
                "R is the identity with y written as p + 1",
                key,
                encode(P.add(BigInteger.ONE), false));
        putRZero("r-identity-sign-set", "R is the identity with its sign bit set", key, encode(BigInteger.ONE, true));
        putRZero("r-identity-y-p-plus-1-sign-set", "both", key, encode(P.add(BigInteger.ONE), true));
        for (int i = 1; i < 8; i++) {
            putRZero(
                    "r-low-order-" + i,
                    "R has order " + order(i) + "; the equation holds only times 8",
                    key,
                    encode(TORSION.get(i)));
        }
        // a mixed key can reach R of order 2 and 4, whose other spellings a lax verifier takes
        Point torsion = TORSION.get(1);
        byte[] mixed = encode(add(times(SECRET, BASE), torsion));
        for (int i = 0; i < 8; i++) {
            Point r = TORSION.get(i);
            putReached("r-order-" + order(i) + "-no-" + i + "-reached", mixed, encode(r), r);
            if (r.y().bitLength() < 5)
                putReached(
                        "r-order-" + order(i) + "-no-" + i + "-y-plus-p",
                        mixed,
                        encode(r.y().add(P), r.x().testBit(0)),
                        r);
            if (r.x().signum() == 0)
                putReached("r-order-" + order(i) + "-no-" + i + "-sign-set", mixed, encode(r.y(), true), r);
        }
    }

    private void cofactoredOnly() {
        byte[] key = encode(times(SECRET, BASE));
        for (int i = 1; i < 8; i++) {
            byte[] r = encode(add(times(NONCE, BASE), TORSION.get(i)));
            put(
                    "r-mixed-" + i + "-cofactored-only",
                    "R has a part of order " + order(i) + "; the equation holds only times 8",
                    key,
                    message(i),
                    sign(key, SECRET, r, NONCE, message(i)));
        }
    }

    private void wrongLengths() {
        byte[] key = encode(times(SECRET, BASE));
        byte[] good = sign(key, SECRET, encode(times(NONCE, BASE)), NONCE, message(0));
        put("signature-63-bytes", "the last byte is missing", key, message(0), Arrays.copyOf(good, 63));
        put("signature-65-bytes", "a zero byte follows", key, message(0), Arrays.copyOf(good, 65));
        put("signature-empty", "no byte at all", key, message(0), new byte[0]);
        put("key-31-bytes", "the key's last byte is missing", Arrays.copyOf(key, 31), message(0), good);
        put("key-33-bytes", "a zero byte follows the key", Arrays.copyOf(key, 33), message(0), good);
    }

    private record Forgery(Bytes message, Bytes signature) {}

    /** A signature with R = nonce * B that holds without a cofactor: the message is chosen so that k times the torsion is 0. */
    private static Forgery forge(byte[] key, Point torsion, BigInteger secret) {
        byte[] r = encode(times(NONCE, BASE));
        for (int n = 0; ; n++) {
            BigInteger k = challenge(r, key, message(n));
            if (times(k, torsion).equals(IDENTITY))
                return new Forgery(Bytes.of(message(n)), Bytes.of(sign(key, secret, r, NONCE, message(n))));
        }
    }

    private static byte[] messageWhere(byte[] key, byte[] r, int torsion) {
        for (int n = 0; ; n++) {
            if (!times(challenge(r, key, message(n)), TORSION.get(torsion)).equals(IDENTITY)) return message(n);
        }
    }

    private void putRZero(String name, String comment, byte[] key, byte[] r) {
        put(name, comment, key, message(0), sign(key, SECRET, r, BigInteger.ZERO, message(0)));
    }

    /** Chooses the message so that -k times the torsion of the mixed key is the wanted point. */
    private void putReached(String name, byte[] mixedKey, byte[] r, Point wanted) {
        for (int n = 0; ; n++) {
            Point reached = EdOracle.negate(times(challenge(r, mixedKey, message(n)), TORSION.get(1)));
            if (!reached.equals(wanted)) continue;
            put(
                    name,
                    "a mixed key makes the equation give this R",
                    mixedKey,
                    message(n),
                    sign(mixedKey, SECRET, r, BigInteger.ZERO, message(n)));
            return;
        }
    }

    private static byte[] sign(byte[] key, BigInteger secret, byte[] r, BigInteger nonce, byte[] message) {
        return join(
                r,
                littleEndian(
                        nonce.add(challenge(r, key, message).multiply(secret)).mod(L)));
    }

    private static BigInteger notOnCurve() {
        BigInteger y = BigInteger.TWO;
        while (!EdOracle.pointsAt(y).isEmpty()) y = y.add(BigInteger.ONE);
        return y;
    }

    private static int order(int i) {
        return 8 / BigInteger.valueOf(i).gcd(BigInteger.valueOf(8)).intValue();
    }

    private static byte[] message(int n) {
        return ("message " + n).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] r, byte[] s) {
        byte[] joined = Arrays.copyOf(r, 64);
        System.arraycopy(s, 0, joined, 32, 32);
        return joined;
    }

    private void put(String name, String comment, byte[] key, byte[] message, byte[] signature) {
        HexFormat hex = HexFormat.of();
        vectors.add(Vector.of(
                "ed25519",
                name,
                "comment",
                comment,
                "key",
                hex.formatHex(key),
                "message",
                hex.formatHex(message),
                "signature",
                hex.formatHex(signature),
                "expect",
                EdOracle.verdict(key, message, signature),
                "enrol",
                EdOracle.enrolment(key)));
    }
}
