package org.ringdown.deconfliction;

import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import org.ringdown.deconfliction.VolumeException.Code;

/** A core cut into pieces so short that a great circle is as good as the geodesic, with a cap around it. Immutable. */
final class Shape {
    /** The smallest radius of curvature of WGS 84, metres: a metre on the ground is this angle or less. */
    static final double CURVATURE_M_MIN = 6_335_439.32;

    /** The largest one. */
    static final double CURVATURE_M_MAX = 6_399_593.63;

    private final boolean area;
    private final double[] lat;
    private final double[] lon;
    private final Vec[] points;
    private final Vec middle;
    private final double cap;

    private Shape(Core core, List<double[]> cut) {
        this.area = core instanceof Core.Area;
        this.lat = cut.stream().mapToDouble(p -> p[0]).toArray();
        this.lon = cut.stream().mapToDouble(p -> p[1]).toArray();
        this.points = cut.stream().map(p -> Vec.of(p[0], p[1])).toArray(Vec[]::new);
        Vec sum = new Vec(0, 0, 0);
        for (Vec p : points) sum = sum.plus(p);
        this.middle = sum.length() > 1e-6 ? sum.unit() : points[0];
        double widest = 0;
        for (Vec p : points) widest = Math.max(widest, middle.angle(p));
        this.cap = widest;
    }

    static Shape of(Core core) throws VolumeException {
        List<Position> given = core.points();
        List<double[]> cut = new ArrayList<>();
        int edges = core instanceof Core.Area ? given.size() : given.size() - 1;
        for (int i = 0; i < edges; i++) {
            cut(given.get(i), given.get((i + 1) % given.size()), cut);
            if (cut.size() > Limits.PIECES_MAX) {
                throw new VolumeException(
                        Code.TOO_LONG,
                        "Its edges are longer than "
                                + Math.round(Limits.PIECES_MAX * Limits.EDGE_M_MAX / 1_000)
                                + " km together: divide it into several.");
            }
        }
        if (!(core instanceof Core.Area)) cut.add(degrees(given.getLast()));
        return new Shape(core, cut);
    }

    private static double[] degrees(Position p) {
        return new double[] {p.lat(), p.lon()};
    }

    /** Adds the points of one edge but its last. */
    private static void cut(Position from, Position to, List<double[]> out) {
        GeodesicLine line = Geodesic.WGS84.InverseLine(from.lat(), from.lon(), to.lat(), to.lon());
        int pieces = (int) Math.max(1, Math.ceil(line.Distance() / Limits.EDGE_M_MAX));
        out.add(degrees(from));
        for (int i = 1; i < pieces; i++) {
            GeodesicData at = line.Position(line.Distance() * i / pieces);
            out.add(new double[] {at.lat2, at.lon2});
        }
    }

    /** How far its farthest point lies from its middle, metres, at most. */
    double extentM() {
        return cap * CURVATURE_M_MAX;
    }

    /** A great-circle angle that no path between the two shapes is shorter than. */
    double apart(Shape other) {
        return middle.angle(other.middle) - cap - other.cap;
    }

    int points() {
        return points.length;
    }

    /** Pieces of edges; none of a single point. */
    int pieces() {
        return area ? points.length : points.length - 1;
    }

    Vec point(int i) {
        return points[i];
    }

    /** Where piece i ends. */
    int endOf(int piece) {
        return piece + 1 == points.length ? 0 : piece + 1;
    }

    double lat(int i) {
        return lat[i];
    }

    double lon(int i) {
        return lon[i];
    }

    /** Whether edges of a ring cross, touch, or fold back on themselves. */
    boolean crossesItself() {
        for (int i = 0; i < pieces(); i++) {
            for (int j = i + 1; j < pieces(); j++) {
                if (meet(i, j)) return true;
            }
        }
        return false;
    }

    private boolean meet(int i, int j) {
        Vec a = points[i];
        Vec b = points[endOf(i)];
        Vec c = points[j];
        Vec d = points[endOf(j)];
        if (a.dot(c) < 0.99) return false;
        if (endOf(i) == j && endOf(j) == i) return true;
        if (endOf(i) == j) return d.angleToArc(a, b) < Vec.TOUCH || a.angleToArc(c, d) < Vec.TOUCH;
        if (endOf(j) == i) return c.angleToArc(a, b) < Vec.TOUCH || b.angleToArc(c, d) < Vec.TOUCH;
        return Vec.cross(a, b, c, d)
                || c.angleToArc(a, b) < Vec.TOUCH
                || d.angleToArc(a, b) < Vec.TOUCH
                || a.angleToArc(c, d) < Vec.TOUCH
                || b.angleToArc(c, d) < Vec.TOUCH;
    }

    /** Whether a direction lies within the ring. On the gnomonic plane about the middle, great circles are straight. */
    boolean contains(Vec p) {
        if (!area || middle.dot(p) <= 0 || middle.angle(p) > cap + Vec.TOUCH) return false;
        Vec east = eastOf(middle);
        Vec north = middle.cross(east);
        double px = p.dot(east) / p.dot(middle);
        double py = p.dot(north) / p.dot(middle);
        boolean inside = false;
        for (int i = 0; i < points.length; i++) {
            Vec a = points[i];
            Vec b = points[endOf(i)];
            double ay = a.dot(north) / a.dot(middle);
            double by = b.dot(north) / b.dot(middle);
            if (ay > py == by > py) continue;
            double ax = a.dot(east) / a.dot(middle);
            double bx = b.dot(east) / b.dot(middle);
            if (px < (bx - ax) * (py - ay) / (by - ay) + ax) inside = !inside;
        }
        return inside;
    }

    private static Vec eastOf(Vec v) {
        Vec axis = Math.abs(v.z()) < 0.9 ? new Vec(0, 0, 1) : new Vec(1, 0, 0);
        return axis.cross(v).unit();
    }
}
