package org.ringdown.deconfliction;

import org.ringdown.deconfliction.Altitude.Measured;
import org.ringdown.deconfliction.Altitude.Reference;
import org.ringdown.deconfliction.Altitude.Unit;
import org.ringdown.deconfliction.VolumeException.Code;

/**
 * A band of altitude, its lower limit included and its upper one not.
 *
 * @param lower as it was entered
 * @param upper as it was entered
 */
public record Band(Altitude lower, Altitude upper) {
    /** From the ground without limit. */
    public static final Band ALL = new Band(new Altitude.Surface(), new Altitude.Unlimited());

    /**
     * Checks two limits.
     *
     * @param lower as it was entered
     * @param upper as it was entered
     * @return the band
     * @throws VolumeException ALTITUDE_RANGE, BAND_EMPTY
     */
    public static Band of(Altitude lower, Altitude upper) throws VolumeException {
        range(lower);
        range(upper);
        boolean empty = lower instanceof Altitude.Unlimited
                || upper instanceof Altitude.Surface
                || (lower instanceof Measured low
                        && upper instanceof Measured high
                        && low.reference() == high.reference()
                        && low.floorMm() >= high.floorMm());
        if (empty) {
            throw new VolumeException(
                    Code.BAND_EMPTY, "Its lower limit is not below its upper one: look at the units, ft, m or FL.");
        }
        return new Band(lower, upper);
    }

    private static void range(Altitude altitude) throws VolumeException {
        if (!(altitude instanceof Measured m)) return;
        if (Math.abs(m.floorMm()) > Limits.ALTITUDE_MM_MAX) {
            throw new VolumeException(
                    Code.ALTITUDE_RANGE,
                    "An altitude of " + m.value() + " " + m.unit() + " is beyond " + Limits.ALTITUDE_MM_MAX / 1_000_000
                            + " km: look at its unit, or give UNL.");
        }
        if ((m.unit() == Unit.FL) != (m.reference() == Reference.STD)) {
            throw new VolumeException(
                    Code.ALTITUDE_RANGE,
                    "A flight level is above the standard surface, and nothing else is: give FL with STD.");
        }
    }

    /**
     * The height between two bands, as little as it may be.
     *
     * @param gapMm millimetres; 0 where one ends as the other begins; below 0 where they may overlap
     * @param decided whether it could be told; where not, the bands count as overlapping
     */
    record Gap(long gapMm, boolean decided) {
        /** Lower than any gap that is counted. */
        static final Gap NONE = new Gap(Long.MIN_VALUE / 4, true);

        static final Gap OPEN = new Gap(Long.MIN_VALUE / 4, false);
    }

    Gap gap(Band other, Heights heights) {
        Gap above = above(lower, other.upper, heights);
        Gap below = above(other.lower, upper, heights);
        if (!above.decided() && !below.decided()) return Gap.OPEN;
        Gap most = above.gapMm() >= below.gapMm() ? above : below;
        return new Gap(most.gapMm(), above.decided() && below.decided());
    }

    /** How far a lower limit lies above an upper one, at least. */
    private static Gap above(Altitude lower, Altitude upper, Heights heights) {
        if (!(lower instanceof Measured low) || !(upper instanceof Measured high)) return Gap.NONE;
        boolean same = low.reference() == high.reference() && low.reference() != Reference.AGL;
        if (same) return new Gap(low.floorMm() - high.ceilMm(), true);
        if (!heights.knows(low) || !heights.knows(high)) return Gap.OPEN;
        return new Gap(heights.lowestMm(low) - heights.highestMm(high), true);
    }
}
