package org.ringdown.deconfliction;

/** A volume that can't be meant, or that is too large to be checked. Thrown before anything is computed with it. */
public final class VolumeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /** What is wrong, as a stable name. */
    public enum Code {
        /** Latitude beyond 90 degrees, or not a number. */
        LATITUDE_RANGE,
        /** Longitude beyond 180 degrees, or not a number. */
        LONGITUDE_RANGE,
        /** A route of fewer than 2 points, or an area of fewer than 3. */
        TOO_FEW_POINTS,
        /** More points than {@link Limits#POINTS_MAX}. */
        TOO_MANY_POINTS,
        /** A point that comes twice: in an area anywhere, in a route in a row. */
        REPEATED_POINT,
        /** Edges of an area that cross or touch. */
        CROSSING_EDGES,
        /** An area of less than {@link Limits#AREA_M2_MIN}. */
        ZERO_AREA,
        /** Wider than {@link Limits#EXTENT_M_MAX} about its middle. */
        TOO_WIDE,
        /** Longer than {@link Limits#PIECES_MAX} pieces of {@link Limits#EDGE_M_MAX}. */
        TOO_LONG,
        /** A radius below 0, or more than {@link Limits#RADIUS_MM_MAX}. */
        RADIUS_RANGE,
        /** An end that is not later than its start. */
        SPAN_EMPTY,
        /** A lower limit that is not below its upper one, where they can be compared. */
        BAND_EMPTY,
        /** An altitude beyond {@link Limits#ALTITUDE_MM_MAX}. */
        ALTITUDE_RANGE
    }

    /**
     * Makes one.
     *
     * @param code what is wrong
     * @param message what is wrong and what to do, for a person
     */
    public VolumeException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * What is wrong.
     *
     * @return its stable name
     */
    public Code code() {
        return code;
    }
}
