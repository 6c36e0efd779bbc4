package org.ringdown.deconfliction;

/**
 * A direction from the middle of the unit sphere: that of the ellipsoid's normal at a position. Every function here is
 * {@link StrictMath}'s or exact.
 */
record Vec(double x, double y, double z) {
    /** Nearer than this, some millimetres, two things touch. */
    static final double TOUCH = 1e-9;

    static Vec of(double lat, double lon) {
        double phi = Math.toRadians(lat);
        double lambda = Math.toRadians(lon);
        double r = StrictMath.cos(phi);
        return new Vec(r * StrictMath.cos(lambda), r * StrictMath.sin(lambda), StrictMath.sin(phi));
    }

    double dot(Vec o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vec cross(Vec o) {
        return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    Vec plus(Vec o) {
        return new Vec(x + o.x, y + o.y, z + o.z);
    }

    Vec times(double f) {
        return new Vec(x * f, y * f, z * f);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vec unit() {
        return times(1 / length());
    }

    /** The angle between two directions, good for small and for large ones. */
    double angle(Vec o) {
        return StrictMath.atan2(cross(o).length(), dot(o));
    }

    /** The angle from this to the arc from a to b, which is short. */
    double angleToArc(Vec a, Vec b) {
        Vec normal = a.cross(b);
        boolean beside = normal.cross(a).dot(this) > 0 && b.cross(normal).dot(this) > 0;
        if (!beside) return Math.min(angle(a), angle(b));
        double sine = Math.abs(normal.unit().dot(this));
        return StrictMath.asin(Math.min(1, sine));
    }

    /** Whether two short arcs, not on opposite sides of the sphere, cross in their inner parts. */
    static boolean cross(Vec a, Vec b, Vec c, Vec d) {
        if (a.dot(c) <= 0) return false;
        Vec ab = a.cross(b);
        Vec cd = c.cross(d);
        return ab.dot(c) * ab.dot(d) < 0 && cd.dot(a) * cd.dot(b) < 0;
    }
}
