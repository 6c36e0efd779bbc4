/** Geodesics on the ellipsoid: GeographicLib-Java 2.1, unmodified but for StrictMath. */
module net.sf.geographiclib {
    exports net.sf.geographiclib;
}
