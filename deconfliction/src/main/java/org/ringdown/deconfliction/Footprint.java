package org.ringdown.deconfliction;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.ringdown.deconfliction.VolumeException.Code;

/**
 * Every place within a radius of a core, measured along the ellipsoid. Immutable; any thread may use it.
 *
 * <p><b>Source:</b> the shapes are those of ASTM F3548-21 with a corridor added.
 */
public final class Footprint {
    private final Core core;
    private final long radiusMm;
    private final Shape shape;

    private Footprint(Core core, long radiusMm, Shape shape) {
        this.core = core;
        this.radiusMm = radiusMm;
        this.shape = shape;
    }

    /**
     * Checks a core and makes it ready to be measured.
     *
     * @param core what it lies around
     * @param radiusMm how far around, millimetres, 0 to {@link Limits#RADIUS_MM_MAX}; what is known of the precision of
     *     its positions included
     * @return the footprint
     * @throws VolumeException RADIUS_RANGE, TOO_FEW_POINTS, TOO_MANY_POINTS, REPEATED_POINT, TOO_LONG, TOO_WIDE,
     *     CROSSING_EDGES, ZERO_AREA, the first that is met
     */
    public static Footprint of(Core core, long radiusMm) throws VolumeException {
        if (radiusMm < 0 || radiusMm > Limits.RADIUS_MM_MAX) {
            throw new VolumeException(
                    Code.RADIUS_RANGE,
                    "The radius is " + radiusMm + " mm: give one of 0 to " + Limits.RADIUS_MM_MAX / 1_000_000 + " km.");
        }
        count(core);
        repeated(core);
        Shape shape = Shape.of(core);
        if (shape.extentM() > Limits.EXTENT_M_MAX) {
            throw new VolumeException(
                    Code.TOO_WIDE,
                    "It reaches more than " + Math.round(Limits.EXTENT_M_MAX / 1_000)
                            + " km from its middle: divide it into several.");
        }
        if (core instanceof Core.Area area) {
            if (shape.crossesItself()) {
                throw new VolumeException(
                        Code.CROSSING_EDGES, "Its edges cross or touch: give the corners in their order around it.");
            }
            areaOf(area);
        }
        return new Footprint(core, radiusMm, shape);
    }

    private static void count(Core core) throws VolumeException {
        int least = switch (core) {
            case Core.Point _ -> 1;
            case Core.Route _ -> 2;
            case Core.Area _ -> 3;
        };
        int count = core.points().size();
        if (count < least) {
            throw new VolumeException(
                    Code.TOO_FEW_POINTS, "It has " + count + " points and needs at least " + least + ".");
        }
        if (count > Limits.POINTS_MAX) {
            throw new VolumeException(
                    Code.TOO_MANY_POINTS,
                    "It has " + count + " points, more than " + Limits.POINTS_MAX + ": leave some out, or divide it.");
        }
    }

    private static void repeated(Core core) throws VolumeException {
        List<Position> points = core.points();
        Set<Position> seen = new HashSet<>();
        for (int i = 0; i < points.size(); i++) {
            boolean again = switch (core) {
                case Core.Point _ -> false;
                case Core.Route _ -> i > 0 && points.get(i).equals(points.get(i - 1));
                case Core.Area _ -> !seen.add(points.get(i));
            };
            if (again) {
                throw new VolumeException(
                        Code.REPEATED_POINT,
                        "Point " + (i + 1)
                                + " comes twice: leave one out. A ring is closed without its first point again.");
            }
        }
    }

    private static void areaOf(Core.Area area) throws VolumeException {
        PolygonArea polygon = new PolygonArea(Geodesic.WGS84, false);
        for (Position p : area.points()) polygon.AddPoint(p.lat(), p.lon());
        double m2 = Math.abs(polygon.Compute(false, true).area);
        if (m2 < Limits.AREA_M2_MIN) {
            throw new VolumeException(
                    Code.ZERO_AREA, "Its corners lie on one line: give a route with a radius, or other corners.");
        }
    }

    /**
     * What it lies around.
     *
     * @return the core as it was given
     */
    public Core core() {
        return core;
    }

    /**
     * How far around.
     *
     * @return millimetres
     */
    public long radiusMm() {
        return radiusMm;
    }

    Shape shape() {
        return shape;
    }
}
