package org.ringdown.deconfliction;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;

/**
 * The least distance between two cores along the ellipsoid. Two short edges that do not cross are nearest at an end of one
 * of them, so ends are measured against edges: first on the sphere of normals, whose angles bound the distance from both
 * sides, then by geodesics wherever those bounds leave it open.
 */
final class Nearest {
    private static final int HALVINGS = 26;

    /** The longest piece as an angle. */
    private static final double PIECE = Limits.EDGE_M_MAX / Shape.CURVATURE_M_MIN;

    private record Pair(Shape of, int end, Shape to, int piece, double angle) {}

    private final Shape a;
    private final Shape b;
    private double least = Math.PI;

    private Nearest(Shape a, Shape b) {
        this.a = a;
        this.b = b;
    }

    /** Metres; 0 where they meet; empty where it is certainly more than the limit. */
    static OptionalDouble metres(Shape a, Shape b, double limitM) {
        if (a.apart(b) * Shape.CURVATURE_M_MIN > limitM) return OptionalDouble.empty();
        if (a.contains(b.point(0)) || b.contains(a.point(0))) return OptionalDouble.of(0);
        return new Nearest(a, b).measure(limitM);
    }

    private OptionalDouble measure(double limitM) {
        if (crossing()) return OptionalDouble.of(0);
        findLeast(a, b);
        findLeast(b, a);
        if (least < Vec.TOUCH) return OptionalDouble.of(0);
        if (least * Shape.CURVATURE_M_MIN > limitM) return OptionalDouble.empty();
        double best = Double.POSITIVE_INFINITY;
        for (Pair pair : open()) {
            if (pair.angle() * Shape.CURVATURE_M_MIN < best) best = Math.min(best, geodesic(pair));
        }
        return best > limitM ? OptionalDouble.empty() : OptionalDouble.of(best);
    }

    private boolean crossing() {
        for (int i = 0; i < a.pieces(); i++) {
            Vec p = a.point(i);
            Vec q = a.point(a.endOf(i));
            for (int j = 0; j < b.pieces(); j++) {
                Vec r = b.point(j);
                if (far(p, r, 2 * PIECE)) continue;
                if (Vec.cross(p, q, r, b.point(b.endOf(j)))) return true;
            }
        }
        return false;
    }

    private void findLeast(Shape of, Shape to) {
        for (int end = 0; end < of.points(); end++) {
            Vec p = of.point(end);
            if (to.pieces() == 0) least = Math.min(least, p.angle(to.point(0)));
            for (int piece = 0; piece < to.pieces(); piece++) {
                Vec from = to.point(piece);
                if (far(p, from, least + PIECE)) continue;
                least = Math.min(least, p.angleToArc(from, to.point(to.endOf(piece))));
            }
        }
    }

    /** Every end and edge that may be the nearest, as far as the sphere can tell. */
    private List<Pair> open() {
        double most = least * Shape.CURVATURE_M_MAX / Shape.CURVATURE_M_MIN;
        List<Pair> open = new ArrayList<>();
        open(a, b, most, open);
        open(b, a, most, open);
        return open;
    }

    private static void open(Shape of, Shape to, double most, List<Pair> out) {
        for (int end = 0; end < of.points(); end++) {
            Vec p = of.point(end);
            if (to.pieces() == 0 && p.angle(to.point(0)) <= most) {
                out.add(new Pair(of, end, to, -1, p.angle(to.point(0))));
            }
            for (int piece = 0; piece < to.pieces(); piece++) {
                Vec from = to.point(piece);
                if (far(p, from, most + PIECE)) continue;
                double angle = p.angleToArc(from, to.point(to.endOf(piece)));
                if (angle <= most) out.add(new Pair(of, end, to, piece, angle));
            }
        }
    }

    /** Whether two directions are certainly farther apart than an angle: by the chord, which needs no arc function. */
    private static boolean far(Vec p, Vec q, double angle) {
        double x = p.x() - q.x();
        double y = p.y() - q.y();
        double z = p.z() - q.z();
        return x * x + y * y + z * z > angle * angle;
    }

    private static double geodesic(Pair pair) {
        double lat = pair.of().lat(pair.end());
        double lon = pair.of().lon(pair.end());
        Shape to = pair.to();
        if (pair.piece() < 0) return Geodesic.WGS84.Inverse(lat, lon, to.lat(0), to.lon(0)).s12;
        int next = to.endOf(pair.piece());
        GeodesicLine edge =
                Geodesic.WGS84.InverseLine(to.lat(pair.piece()), to.lon(pair.piece()), to.lat(next), to.lon(next));
        return metres(edge.Position(foot(edge, lat, lon)), lat, lon).s12;
    }

    /** How far along the edge its nearest place lies: where the way to the point is square to it, or an end. */
    private static double foot(GeodesicLine edge, double lat, double lon) {
        double low = 0;
        double high = edge.Distance();
        if (!nears(edge, low, lat, lon)) return low;
        if (nears(edge, high, lat, lon)) return high;
        for (int i = 0; i < HALVINGS; i++) {
            double half = (low + high) / 2;
            if (nears(edge, half, lat, lon)) low = half;
            else high = half;
        }
        return low;
    }

    /** Whether going on along the edge from there brings one nearer to the point. */
    private static boolean nears(GeodesicLine edge, double along, double lat, double lon) {
        GeodesicData at = edge.Position(along);
        double turn = Math.toRadians(metres(at, lat, lon).azi1 - at.azi2);
        return StrictMath.cos(turn) > 0;
    }

    private static GeodesicData metres(GeodesicData at, double lat, double lon) {
        return Geodesic.WGS84.Inverse(at.lat2, at.lon2, lat, lon);
    }
}
