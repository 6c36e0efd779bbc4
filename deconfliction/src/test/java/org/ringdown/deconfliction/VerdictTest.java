package org.ringdown.deconfliction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.deconfliction.Given.HOUR;
import static org.ringdown.deconfliction.Given.circle;
import static org.ringdown.deconfliction.Given.points;
import static org.ringdown.deconfliction.Given.volume;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringdown.deconfliction.Altitude.Measured;
import org.ringdown.deconfliction.Altitude.Reference;
import org.ringdown.deconfliction.Altitude.Unit;
import org.ringdown.deconfliction.Verdict.Kind;

/** What two volumes are found to be, at and about every boundary. */
final class VerdictTest {
    private static final Footprint HERE = circle(48, 30, 10_000);
    private static final Separation FIVE_MILES = new Separation(5 * 1_852_000L, 304_800, 600_000);

    private static Optional<Kind> kind(Volume a, Volume b, Separation separation) {
        Optional<Verdict> one = Verdict.of(a, b, separation, Heights.WORLD);
        assertEquals(one, Verdict.of(b, a, separation, Heights.WORLD), "the order makes no difference");
        return one.map(Verdict::kind);
    }

    private static Altitude at(int value, Unit unit, Reference reference) {
        return new Measured(value, unit, reference);
    }

    private static Volume between(Altitude lower, Altitude upper) {
        try {
            return new Volume(HERE, Band.of(lower, upper), HOUR);
        } catch (VolumeException e) {
            throw new AssertionError(e);
        }
    }

    private static Volume later(long ms) {
        return new Volume(HERE, Band.ALL, new Span(HOUR.startMs() + ms, HOUR.endMs() + ms));
    }

    @Test
    void time_isHalfOpen_touchingIsAbutting_andWithinASeparationItIsTooNear() {
        long hour = 3_600_000;
        assertEquals(Optional.of(Kind.CONFLICT), kind(volume(HERE), later(hour - 1), Separation.NONE));
        assertEquals(Optional.of(Kind.ABUTTING), kind(volume(HERE), later(hour), Separation.NONE));
        assertEquals(Optional.empty(), kind(volume(HERE), later(hour + 1), Separation.NONE));
        assertEquals(Optional.of(Kind.WITHIN_SEPARATION), kind(volume(HERE), later(hour), FIVE_MILES));
        assertEquals(Optional.of(Kind.WITHIN_SEPARATION), kind(volume(HERE), later(hour + 599_999), FIVE_MILES));
        assertEquals(Optional.empty(), kind(volume(HERE), later(hour + 600_000), FIVE_MILES));
    }

    @Test
    void height_isHalfOpen_inTheUnitsOfEach() {
        Volume low = between(new Altitude.Surface(), at(3_000, Unit.FT, Reference.AMSL));
        Volume next = between(at(3_000, Unit.FT, Reference.AMSL), at(5_000, Unit.FT, Reference.AMSL));
        Volume over = between(at(2_999, Unit.FT, Reference.AMSL), at(5_000, Unit.FT, Reference.AMSL));
        Volume metres = between(at(914, Unit.M, Reference.AMSL), at(1_500, Unit.M, Reference.AMSL));
        assertEquals(Optional.of(Kind.ABUTTING), kind(low, next, Separation.NONE));
        assertEquals(Optional.of(Kind.CONFLICT), kind(low, over, Separation.NONE));
        assertEquals(Optional.of(Kind.CONFLICT), kind(low, metres, Separation.NONE), "914 m is 2,998.7 ft");
        assertEquals(Optional.of(Kind.WITHIN_SEPARATION), kind(low, next, FIVE_MILES));
    }

    @Test
    void flightLevels_areComparedWithEachOther_andWidenedBesideFeet() {
        Volume above = between(at(100, Unit.FL, Reference.STD), at(200, Unit.FL, Reference.STD));
        Volume below = between(at(50, Unit.FL, Reference.STD), at(100, Unit.FL, Reference.STD));
        Volume feet = between(at(5_000, Unit.FT, Reference.AMSL), at(9_000, Unit.FT, Reference.AMSL));
        Volume wellBelow = between(at(1_000, Unit.FT, Reference.AMSL), at(6_000, Unit.FT, Reference.AMSL));
        assertEquals(Optional.of(Kind.ABUTTING), kind(above, below, Separation.NONE));
        assertEquals(
                Optional.of(Kind.CONFLICT), kind(above, feet, Separation.NONE), "on a day of low pressure they meet");
        assertEquals(Optional.empty(), kind(above, wellBelow, Separation.NONE));
    }

    @Test
    void seaLevelAndEllipsoid_areNotTheSame() {
        Volume sea = between(at(0, Unit.M, Reference.AMSL), at(100, Unit.M, Reference.AMSL));
        Volume ellipsoid = between(at(120, Unit.M, Reference.W84), at(200, Unit.M, Reference.W84));
        Volume high = between(at(190, Unit.M, Reference.W84), at(200, Unit.M, Reference.W84));
        assertEquals(Optional.of(Kind.CONFLICT), kind(sea, ellipsoid, Separation.NONE), "the geoid may lie 85 m up");
        assertEquals(Optional.empty(), kind(sea, high, Separation.NONE));
    }

    @Test
    void aboveGround_withoutAGround_isUndecidable_andWithOneWidened() {
        Volume drone = between(new Altitude.Surface(), at(500, Unit.FT, Reference.AGL));
        Volume plane = between(at(10_000, Unit.FT, Reference.AMSL), at(12_000, Unit.FT, Reference.AMSL));
        assertEquals(Optional.of(Kind.UNDECIDABLE), kind(drone, plane, Separation.NONE));
        Heights known = new Heights(Heights.WORLD.geoid(), Optional.of(new Heights.Range(-10_000, 2_061_000)));
        assertEquals(Optional.empty(), Verdict.of(drone, plane, Separation.NONE, known));
        Volume lower = between(at(7_000, Unit.FT, Reference.AMSL), at(12_000, Unit.FT, Reference.AMSL));
        assertEquals(
                Optional.of(Kind.CONFLICT),
                Verdict.of(drone, lower, Separation.NONE, known).map(Verdict::kind));
    }

    @Test
    void distance_aGapThatIsNoGap_isAConflict_andTheAgreedMilesCount() {
        Position here = Given.at(48, 30);
        Volume touching = volume(Given.footprint(new Core.Point(Given.from(here, 45, 20_000.05)), 10_000));
        Volume near = volume(Given.footprint(new Core.Point(Given.from(here, 45, 20_000 + 9_259)), 10_000));
        Volume clear = volume(Given.footprint(new Core.Point(Given.from(here, 45, 20_000 + 9_261)), 10_000));
        assertEquals(Optional.of(Kind.CONFLICT), kind(volume(HERE), touching, Separation.NONE));
        assertEquals(Optional.empty(), kind(volume(HERE), near, Separation.NONE));
        assertEquals(Optional.of(Kind.WITHIN_SEPARATION), kind(volume(HERE), near, FIVE_MILES));
        assertEquals(Optional.empty(), kind(volume(HERE), clear, FIVE_MILES));
        Verdict verdict =
                Verdict.of(volume(HERE), near, FIVE_MILES, Heights.WORLD).orElseThrow();
        assertTrue(Math.abs(verdict.horizontalMm() - 9_259_000) <= 20, verdict.toString());
    }

    private static VolumeException.Code refused(Core core, long radiusMm) {
        return assertThrows(VolumeException.class, () -> Footprint.of(core, radiusMm))
                .code();
    }

    @Test
    void footprints_thatCantBeMeant_areRefusedWithTheReason() {
        assertEquals(VolumeException.Code.RADIUS_RANGE, refused(new Core.Point(Given.at(0, 0)), -1));
        assertEquals(VolumeException.Code.TOO_FEW_POINTS, refused(new Core.Area(points(0, 0, 1, 1)), 0));
        assertEquals(VolumeException.Code.TOO_FEW_POINTS, refused(new Core.Route(points(0, 0)), 0));
        List<Position> many = Collections.nCopies(501, Given.at(1, 1));
        assertEquals(VolumeException.Code.TOO_MANY_POINTS, refused(new Core.Route(many), 0));
        assertEquals(VolumeException.Code.REPEATED_POINT, refused(new Core.Area(points(0, 0, 0, 1, 1, 1, 0, 0)), 0));
        assertEquals(VolumeException.Code.REPEATED_POINT, refused(new Core.Route(points(0, 0, 0, 0)), 0));
        assertEquals(VolumeException.Code.CROSSING_EDGES, refused(new Core.Area(points(0, 0, 1, 1, 1, 0, 0, 1)), 0));
        assertEquals(
                VolumeException.Code.CROSSING_EDGES, refused(new Core.Area(points(0, 0, 0, 2, 0, 1)), 0), "folded");
        assertEquals(
                VolumeException.Code.CROSSING_EDGES,
                refused(new Core.Area(points(0, 0, 0, 2, 1, 2, 0, 1, 1, 0)), 0),
                "a corner on an edge");
        assertEquals(
                VolumeException.Code.ZERO_AREA,
                refused(new Core.Area(points(0, 0, 0.000001, 0.000005, 0, 0.00001)), 0));
        assertEquals(VolumeException.Code.TOO_WIDE, refused(new Core.Area(points(0, 0, 0, 60, 40, 30)), 0));
        assertThrows(VolumeException.class, () -> Position.of(95, 30));
        assertThrows(VolumeException.class, () -> Position.of(Double.NaN, 30));
        assertThrows(VolumeException.class, () -> Position.of(30, 181));
        assertThrows(VolumeException.class, () -> Span.of(5, 5));
    }

    @Test
    void bands_thatCantBeMeant_areRefused() {
        Altitude fl = at(100, Unit.FL, Reference.STD);
        assertThrows(VolumeException.class, () -> Band.of(fl, fl));
        assertThrows(VolumeException.class, () -> Band.of(new Altitude.Unlimited(), fl));
        assertThrows(VolumeException.class, () -> Band.of(fl, new Altitude.Surface()));
        assertThrows(VolumeException.class, () -> Band.of(new Altitude.Surface(), at(100, Unit.FL, Reference.AMSL)));
        assertThrows(
                VolumeException.class, () -> Band.of(new Altitude.Surface(), at(2_000_000, Unit.M, Reference.AMSL)));
    }

    @Test
    void longLines_areBounded() {
        double[] zigzag = new double[2 * 500];
        for (int i = 0; i < 500; i++) {
            zigzag[2 * i] = i % 2 * 10;
            zigzag[2 * i + 1] = i * 0.001;
        }
        assertEquals(VolumeException.Code.TOO_LONG, refused(new Core.Route(points(zigzag)), 0));
        assertTrue(Limits.PIECES_MAX * Limits.EDGE_M_MAX >= 50_000_000);
    }
}
