package org.ringdown.deconfliction;

import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;

/** Volumes for tests. */
final class Given {
    static final Span HOUR = new Span(1_800_000_000_000L, 1_800_003_600_000L);

    private Given() {}

    static Position at(double lat, double lon) {
        try {
            return Position.of(lat, lon);
        } catch (VolumeException e) {
            throw new AssertionError(e);
        }
    }

    static List<Position> points(double... latLon) {
        List<Position> out = new ArrayList<>();
        for (int i = 0; i < latLon.length; i += 2) out.add(at(latLon[i], latLon[i + 1]));
        return out;
    }

    static Footprint circle(double lat, double lon, double radiusM) {
        return footprint(new Core.Point(at(lat, lon)), radiusM);
    }

    static Footprint route(double radiusM, double... latLon) {
        return footprint(new Core.Route(points(latLon)), radiusM);
    }

    static Footprint area(double... latLon) {
        return footprint(new Core.Area(points(latLon)), 0);
    }

    static Footprint footprint(Core core, double radiusM) {
        try {
            return Footprint.of(core, Math.round(radiusM * 1_000));
        } catch (VolumeException e) {
            throw new AssertionError(e);
        }
    }

    /** Metres from one footprint to the other; below 0 where they overlap. */
    static double gapM(Footprint a, Footprint b) {
        double cores = Nearest.metres(a.shape(), b.shape(), 1e9).orElseThrow();
        return cores - (a.radiusMm() + b.radiusMm()) / 1_000.0;
    }

    static Position from(Position p, double azimuth, double metres) {
        GeodesicData to = Geodesic.WGS84.Direct(p.lat(), p.lon(), azimuth, metres);
        return at(to.lat2, to.lon2);
    }

    /** All day from the ground without limit. */
    static Volume volume(Footprint footprint) {
        return new Volume(footprint, Band.ALL, HOUR);
    }
}
