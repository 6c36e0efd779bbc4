package org.ringdown.deconfliction;

/** Every bound of a volume, and the margins of a verdict. */
public final class Limits {
    /** Points of one core. */
    public static final int POINTS_MAX = 500;

    /** A buffer radius: 1,000 km. */
    public static final long RADIUS_MM_MAX = 1_000_000_000L;

    /** The farthest that a point of a core may lie from its middle. */
    public static final double EXTENT_M_MAX = 2_500_000;

    /** The smallest area. */
    public static final double AREA_M2_MIN = 1;

    /** Edges are cut into pieces of this length at most: a great circle then differs from the geodesic by 4 cm. */
    public static final double EDGE_M_MAX = 25_000;

    /** Pieces of all edges of one core: 50,000 km in all. */
    public static final int PIECES_MAX = 2_000;

    /** What the pieces may be off, of both sides together: a gap below it counts as none. */
    public static final long DOUBT_MM = 100;

    /** An altitude, up or down: 1,000 km. */
    public static final long ALTITUDE_MM_MAX = 1_000_000_000L;

    private Limits() {}
}
