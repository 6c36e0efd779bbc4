package org.ringdown.deconfliction;

import java.util.Optional;
import org.ringdown.deconfliction.Altitude.Measured;

/**
 * Between what bounds altitudes of different references lie, in millimetres above the ellipsoid.
 *
 * @param geoid mean sea level above the ellipsoid
 * @param ground the ground above mean sea level; empty where nobody has said how high it is
 */
public record Heights(Range geoid, Optional<Range> ground) {
    /** What mean sea level is anywhere: EGM96 lies between -107.0 and +85.4 m. The ground is not known. */
    public static final Heights WORLD = new Heights(new Range(-107_100, 85_500), Optional.empty());

    /** How far the air may be from the standard one: 12 parts in a hundred of the height, as at 30 degrees off it. */
    private static final long AIR_PERCENT = 12;

    /** The standard surface where the pressure is the lowest ever likely, 960 hPa: 1,450 ft below sea level. */
    private static final long PRESSURE_LOW_MM = -441_960;

    /** Where it is the highest, 1,050 hPa: 1,000 ft above. */
    private static final long PRESSURE_HIGH_MM = 304_800;

    /**
     * A range.
     *
     * @param lowMm millimetres
     * @param highMm millimetres, not less
     */
    public record Range(long lowMm, long highMm) {
        /** Checks its order. */
        public Range {
            if (highMm < lowMm) throw new IllegalArgumentException(lowMm + " to " + highMm);
        }
    }

    boolean knows(Measured altitude) {
        return altitude.reference() != Altitude.Reference.AGL || ground.isPresent();
    }

    /** The lowest that it may be, above the ellipsoid. */
    long lowestMm(Measured altitude) {
        long mm = altitude.floorMm();
        return switch (altitude.reference()) {
            case W84 -> mm;
            case AMSL -> mm + geoid.lowMm();
            case AGL -> mm + geoid.lowMm() + ground.orElseThrow().lowMm();
            case STD -> mm - Math.abs(mm) * AIR_PERCENT / 100 + PRESSURE_LOW_MM + geoid.lowMm();
        };
    }

    /** The highest that it may be, above the ellipsoid. */
    long highestMm(Measured altitude) {
        long mm = altitude.ceilMm();
        return switch (altitude.reference()) {
            case W84 -> mm;
            case AMSL -> mm + geoid.highMm();
            case AGL -> mm + geoid.highMm() + ground.orElseThrow().highMm();
            case STD -> mm + Math.abs(mm) * AIR_PERCENT / 100 + PRESSURE_HIGH_MM + geoid.highMm();
        };
    }
}
