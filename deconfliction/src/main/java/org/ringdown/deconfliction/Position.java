package org.ringdown.deconfliction;

/**
 * A position on WGS 84 in units of 1e-7 degree, some 11 mm. Longitude 180 is -180, and at a pole the longitude is 0, so that
 * equal positions are equal records.
 *
 * @param latE7 latitude, north positive, -900,000,000 to 900,000,000
 * @param lonE7 longitude, east positive, -1,800,000,000 to 1,799,999,999
 */
public record Position(int latE7, int lonE7) {
    private static final int POLE = 900_000_000;
    private static final int HALF_TURN = 1_800_000_000;
    private static final double UNITS = 1e7;

    /** Brings equal positions to one form; what is out of range is a bug of the caller: see {@link #of}. */
    public Position {
        if (Math.abs((long) latE7) > POLE || Math.abs((long) lonE7) > HALF_TURN) {
            throw new IllegalArgumentException("out of range: " + latE7 + " " + lonE7);
        }
        if (lonE7 == HALF_TURN) lonE7 = -HALF_TURN;
        if (Math.abs(latE7) == POLE) lonE7 = 0;
    }

    /**
     * The position nearest to the given degrees.
     *
     * @param lat degrees north
     * @param lon degrees east
     * @return the position
     * @throws VolumeException LATITUDE_RANGE, LONGITUDE_RANGE
     */
    public static Position of(double lat, double lon) throws VolumeException {
        if (!(Math.abs(lat) <= 90)) {
            throw new VolumeException(
                    VolumeException.Code.LATITUDE_RANGE,
                    "The latitude " + lat
                            + " is not between -90 and 90: look whether it was exchanged with the longitude.");
        }
        if (!(Math.abs(lon) <= 180)) {
            throw new VolumeException(
                    VolumeException.Code.LONGITUDE_RANGE,
                    "The longitude " + lon + " is not between -180 and 180: give it east positive, west negative.");
        }
        return new Position((int) Math.round(lat * UNITS), (int) Math.round(lon * UNITS));
    }

    /**
     * Latitude.
     *
     * @return degrees north
     */
    public double lat() {
        return latE7 / UNITS;
    }

    /**
     * Longitude.
     *
     * @return degrees east
     */
    public double lon() {
        return lonE7 / UNITS;
    }
}
