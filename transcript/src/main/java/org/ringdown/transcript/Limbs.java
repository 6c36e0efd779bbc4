package org.ringdown.transcript;

import java.math.BigInteger;

/**
 * A number modulo 2^255 - 19 as sixteen limbs of about 16 bits, the lowest first: what multiplying points needs, some
 * ten times quicker than whole numbers of any size. A sum or a difference is not carried over, so at most two of them may
 * stand one in another before a product. Immutable; for public values only: not constant in time.
 */
final class Limbs {
    private static final int COUNT = 16;
    private static final int BITS = 16;

    private final long[] limbs;

    private Limbs(long[] owned) {
        this.limbs = owned;
    }

    /** Takes a number from 0 to below 2^256. */
    static Limbs of(BigInteger value) {
        long[] limbs = new long[COUNT];
        for (int i = 0; i < COUNT; i++) limbs[i] = value.shiftRight(i * BITS).intValue() & 0xffff;
        return new Limbs(limbs);
    }

    /** The number, from 0 to below the prime. */
    BigInteger value(BigInteger prime) {
        BigInteger value = BigInteger.ZERO;
        for (int i = COUNT - 1; i >= 0; i--) value = value.shiftLeft(BITS).add(BigInteger.valueOf(limbs[i]));
        return value.mod(prime);
    }

    Limbs plus(Limbs other) {
        long[] sum = new long[COUNT];
        for (int i = 0; i < COUNT; i++) sum[i] = limbs[i] + other.limbs[i];
        return new Limbs(sum);
    }

    Limbs minus(Limbs other) {
        long[] difference = new long[COUNT];
        for (int i = 0; i < COUNT; i++) difference[i] = limbs[i] - other.limbs[i];
        return new Limbs(difference);
    }

    /** Multiplies; what lies above 2^256 comes back 38 times, for 2^256 is 38 modulo the prime. */
    Limbs times(Limbs other) {
        long[] product = new long[2 * COUNT];
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < COUNT; j++) product[i + j] += limbs[i] * other.limbs[j];
        }
        long[] folded = new long[COUNT];
        for (int i = 0; i < COUNT; i++) folded[i] = product[i] + 38 * product[i + COUNT];
        carry(folded);
        carry(folded);
        return new Limbs(folded);
    }

    private static void carry(long[] limbs) {
        for (int i = 0; i < COUNT; i++) {
            long over = limbs[i] >> BITS;
            limbs[i] -= over << BITS;
            if (i < COUNT - 1) limbs[i + 1] += over;
            else limbs[0] += 38 * over;
        }
    }
}
