package org.ringdown.deconfliction;

/** One limit of a band, as it was entered; it is never converted silently. */
public sealed interface Altitude {
    /** The ground, or below it: lower than everything. */
    record Surface() implements Altitude {}

    /** Without limit: higher than everything. */
    record Unlimited() implements Altitude {}

    /**
     * A number.
     *
     * @param value how many units, up positive
     * @param unit of what
     * @param reference above what
     */
    record Measured(int value, Unit unit, Reference reference) implements Altitude {
        /** In millimetres, rounded down; a foot is 304.8 mm exactly. */
        long floorMm() {
            return Math.floorDiv(value * unit.tenthsOfMm, 10L);
        }

        /** In millimetres, rounded up. */
        long ceilMm() {
            return Math.ceilDiv(value * unit.tenthsOfMm, 10L);
        }
    }

    /** A unit of altitude. */
    enum Unit {
        /** Metre. */
        M(10_000),
        /** Foot. */
        FT(3_048),
        /** Flight level: a hundred feet of the standard atmosphere. */
        FL(304_800);

        private final long tenthsOfMm;

        Unit(long tenthsOfMm) {
            this.tenthsOfMm = tenthsOfMm;
        }
    }

    /** What an altitude is measured from. */
    enum Reference {
        /** The ellipsoid of WGS 84. */
        W84,
        /** Mean sea level, EGM96. */
        AMSL,
        /** The ground below. */
        AGL,
        /** The surface of 1013.25 hPa. */
        STD
    }
}
