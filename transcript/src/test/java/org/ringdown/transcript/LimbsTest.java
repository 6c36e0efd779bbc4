package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Limbs against whole numbers of any size. */
final class LimbsTest {
    private static final BigInteger P = EdOracle.P;
    private static final BigInteger TOP = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    private static final List<BigInteger> EDGES =
            List.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), P, P.add(BigInteger.ONE), TOP);

    private static void check(BigInteger a, BigInteger b) {
        Limbs x = Limbs.of(a);
        Limbs y = Limbs.of(b);
        assertEquals(a.mod(P), x.value(P));
        assertEquals(a.multiply(b).mod(P), x.times(y).value(P));
        Limbs sum = x.plus(y).plus(x);
        Limbs difference = y.minus(x).minus(x);
        BigInteger wholeSum = a.add(b).add(a);
        BigInteger wholeDifference = b.subtract(a).subtract(a);
        assertEquals(wholeSum.mod(P), sum.value(P));
        assertEquals(wholeDifference.mod(P), difference.value(P));
        assertEquals(
                wholeSum.multiply(wholeDifference).mod(P), sum.times(difference).value(P));
        assertEquals(
                wholeDifference.pow(4).mod(P),
                difference.times(difference).times(difference.times(difference)).value(P));
    }

    @Test
    void operations_onEdgesAndSeededNumbers_areThoseModuloThePrime() {
        for (BigInteger a : EDGES) EDGES.forEach(b -> check(a, b));
        Random random = new Random(25519);
        for (int i = 0; i < 2_000; i++) check(new BigInteger(256, random), new BigInteger(256, random));
    }

    @Test
    void times_overAndOver_staysInBounds() {
        BigInteger whole = TOP;
        Limbs limbs = Limbs.of(TOP);
        for (int i = 0; i < 1_000; i++) {
            whole = whole.add(whole)
                    .multiply(whole.subtract(TOP))
                    .add(BigInteger.ZERO)
                    .mod(P);
            limbs = limbs.plus(limbs).times(limbs.minus(Limbs.of(TOP)));
            assertEquals(whole, limbs.value(P), "round " + i);
        }
    }
}
