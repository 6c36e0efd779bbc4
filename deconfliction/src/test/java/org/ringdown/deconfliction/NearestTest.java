package org.ringdown.deconfliction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.deconfliction.Given.area;
import static org.ringdown.deconfliction.Given.at;
import static org.ringdown.deconfliction.Given.circle;
import static org.ringdown.deconfliction.Given.footprint;
import static org.ringdown.deconfliction.Given.gapM;
import static org.ringdown.deconfliction.Given.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicLine;
import org.junit.jupiter.api.Test;

/** How near two footprints come: one test for each way in which the easy answer is wrong. */
final class NearestTest {
    private static final double STEP_M = 100;

    @Test
    void circles_overlapBySixtyMetres_eastWest() {
        Position p = at(48, 30);
        assertEquals(
                -60, gapM(circle(48, 30, 10_000), footprint(new Core.Point(Given.from(p, 90, 19_940)), 10_000)), 0.02);
    }

    @Test
    void antimeridian_isNoBorder() {
        Footprint box = area(-1, 179, -1, -179, 1, -179, 1, 179);
        assertTrue(gapM(box, circle(0, 180, 100)) < 0);
        assertTrue(gapM(box, circle(0, -180, 100)) < 0);
        assertTrue(gapM(box, circle(0, 0, 100)) > 15_000_000);
        assertTrue(gapM(circle(10, 179.99, 2_000), circle(10, -179.99, 2_000)) < 0);
        assertEquals(at(3, 180), at(3, -180));
    }

    @Test
    void poles_longitudeMeansNothing() {
        Footprint ring = area(85, 0, 85, 90, 85, 180, 85, -90);
        assertTrue(gapM(ring, circle(90, 77, 1)) < 0);
        assertTrue(gapM(circle(89.99, 0, 2_000), circle(89.99, 180, 2_000)) < 0);
        assertEquals(at(90, 10), at(90, -20));
        Footprint south = area(-85, 0, -85, 90, -85, 180, -85, -90);
        assertTrue(gapM(south, circle(-90, 0, 1)) < 0);
        assertTrue(gapM(south, circle(90, 0, 1)) > 15_000_000);
    }

    @Test
    void corridor_isAGeodesic_notAParallel() {
        Footprint corridor = route(1_000, 50, 10, 50, 50);
        double metres = gapM(corridor, circle(50, 30, 1_000));
        assertTrue(metres > 190_000 && metres < 194_000, "a site on the parallel is " + metres + " m away");
        assertTrue(gapM(corridor, circle(51.74, 30, 1_000)) < 0);
    }

    @Test
    void ring_eitherWayRound_isTheSmallerArea() {
        Footprint there = area(50, 30, 50, 31, 51, 31, 51, 30);
        Footprint back = area(51, 30, 51, 31, 50, 31, 50, 30);
        for (Footprint ring : List.of(there, back)) {
            assertTrue(gapM(ring, circle(50.5, 30.5, 10)) < 0, "inside");
            assertTrue(gapM(ring, circle(-50, -150, 10)) > 10_000_000, "the other side of the world");
        }
    }

    @Test
    void areas_oneInsideTheOther_andCrossingWithoutACornerInside_meet() {
        Footprint large = area(50, 30, 50, 32, 52, 32, 52, 30);
        assertTrue(gapM(large, area(50.9, 30.9, 50.9, 31.1, 51.1, 31.1, 51.1, 30.9)) <= 0);
        assertTrue(gapM(area(50.9, 30.9, 50.9, 31.1, 51.1, 31.1, 51.1, 30.9), large) <= 0);
        assertTrue(gapM(large, route(0, 51, 29, 51, 33)) <= 0);
        Footprint hollow = area(50, 30, 50, 33, 53, 33, 53, 30, 52, 30, 52, 32, 51, 32, 51, 30);
        assertTrue(gapM(hollow, circle(51.5, 30.5, 100)) > 40_000, "in the mouth of a U is outside");
    }

    @Test
    void corridorEnds_areRound() {
        Footprint corridor = route(5_000, 48, 30, 48, 31);
        Position behind = Given.from(at(48, 30), 270, 5_000 + 900);
        assertEquals(-100, gapM(corridor, footprint(new Core.Point(behind), 1_000)), 0.05);
    }

    /** Against a slow and obvious oracle: both cores as points every 100 m, all pairs by geodesics. */
    @Test
    void metres_randomPairsAllOverTheWorld_areTheOracles() {
        Random random = new Random(20261127);
        for (int i = 0; i < 40; i++) {
            Position start = at(random.nextDouble(-89, 89), random.nextDouble(-180, 180));
            Core a = randomCore(random, start);
            Core b = randomCore(random, Given.from(start, random.nextDouble(360), random.nextDouble(2_000, 60_000)));
            Footprint fa = footprint(a, 0);
            Footprint fb = footprint(b, 0);
            double seen = gapM(fa, fb);
            double truth = slow(a, b);
            String what = "case " + i + ": " + a + " and " + b;
            assertTrue(seen <= truth + 0.1, what + " is said to be farther than it is");
            if (seen > 0) assertEquals(truth, seen, Math.min(STEP_M, STEP_M * STEP_M / seen) + 0.1, what);
            assertEquals(seen, gapM(fb, fa), what);
        }
    }

    private static Core randomCore(Random random, Position start) {
        int kind = random.nextInt(3);
        if (kind == 0) return new Core.Point(start);
        double azimuth = random.nextDouble(360);
        double step = random.nextDouble(2_000, 40_000);
        Position second = Given.from(start, azimuth, step);
        if (kind == 1) return new Core.Route(List.of(start, second, Given.from(second, azimuth + 70, step / 2)));
        return new Core.Area(List.of(start, second, Given.from(second, azimuth + 110, step)));
    }

    private static double slow(Core a, Core b) {
        double least = Double.POSITIVE_INFINITY;
        List<Position> ofB = every(b);
        for (Position p : every(a)) {
            for (Position q : ofB) {
                if (Math.abs(p.lat() - q.lat()) * 110_500 > least) continue;
                least = Math.min(least, Geodesic.WGS84.Inverse(p.lat(), p.lon(), q.lat(), q.lon()).s12);
            }
        }
        return least;
    }

    private static List<Position> every(Core core) {
        List<Position> points = core.points();
        List<Position> out = new ArrayList<>(points);
        int edges = core instanceof Core.Area ? points.size() : points.size() - 1;
        for (int i = 0; i < edges; i++) {
            Position from = points.get(i);
            Position to = points.get((i + 1) % points.size());
            GeodesicLine line = Geodesic.WGS84.InverseLine(from.lat(), from.lon(), to.lat(), to.lon());
            for (double s = STEP_M; s < line.Distance(); s += STEP_M) {
                out.add(at(line.Position(s).lat2, line.Position(s).lon2));
            }
        }
        return out;
    }
}
