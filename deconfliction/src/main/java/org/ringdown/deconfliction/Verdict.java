package org.ringdown.deconfliction;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is found of two volumes that may meet, or come too near. Nearer than said they are not; the gaps are the least that
 * may be.
 *
 * @param kind which of the four it is
 * @param horizontalMm from one footprint to the other, along the ellipsoid; 0 or below where they meet
 * @param verticalMm from one band to the other; 0 where they touch, below where they may overlap
 * @param timeMs from one span to the other; 0 where they touch, below where they overlap
 */
public record Verdict(Kind kind, long horizontalMm, long verticalMm, long timeMs) {

    /** The four kinds, worst first. */
    public enum Kind {
        /** They may meet. */
        CONFLICT,
        /** Whether they meet in height can't be told: it counts as a conflict. */
        UNDECIDABLE,
        /** They do not meet, and are nearer than was agreed. */
        WITHIN_SEPARATION,
        /** They touch in time or height, and no separation was agreed: an advice. */
        ABUTTING
    }

    /**
     * Looks at two volumes.
     *
     * @param a one
     * @param b the other; the order makes no difference
     * @param separation how near they may come
     * @param heights between what bounds altitudes lie there
     * @return the verdict; empty where they certainly neither meet nor come too near
     */
    public static Optional<Verdict> of(Volume a, Volume b, Separation separation, Heights heights) {
        long timeMs = a.span().gapMs(b.span());
        if (timeMs > 0 && timeMs >= separation.timeMs()) return Optional.empty();
        Band.Gap vertical = a.band().gap(b.band(), heights);
        long verticalMm = vertical.gapMm();
        if (verticalMm > 0 && verticalMm >= separation.verticalMm()) return Optional.empty();
        long radiiMm = a.footprint().radiusMm() + b.footprint().radiusMm();
        long limitMm = radiiMm + separation.horizontalMm() + Limits.DOUBT_MM;
        OptionalDouble metres =
                Nearest.metres(a.footprint().shape(), b.footprint().shape(), limitMm / 1_000.0);
        if (metres.isEmpty()) return Optional.empty();
        long horizontalMm = (long) Math.floor(metres.getAsDouble() * 1_000) - radiiMm;
        boolean meet = horizontalMm <= Limits.DOUBT_MM;
        Kind kind;
        if (meet && verticalMm < 0 && timeMs < 0) kind = vertical.decided() ? Kind.CONFLICT : Kind.UNDECIDABLE;
        else if (near(verticalMm, separation.verticalMm()) && near(timeMs, separation.timeMs())) {
            kind = vertical.decided() ? Kind.WITHIN_SEPARATION : Kind.UNDECIDABLE;
        } else kind = Kind.ABUTTING;
        return Optional.of(new Verdict(kind, meet ? Math.min(horizontalMm, 0) : horizontalMm, verticalMm, timeMs));
    }

    private static boolean near(long gap, long separation) {
        return gap < 0 || gap < separation;
    }
}
