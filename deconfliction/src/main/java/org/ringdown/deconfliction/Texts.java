package org.ringdown.deconfliction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringdown.deconfliction.Altitude.Measured;
import org.ringdown.deconfliction.Altitude.Reference;
import org.ringdown.deconfliction.Altitude.Unit;

/**
 * Positions, distances, altitudes and times as they stand in the record: short text that a person reads aloud and a machine
 * reads exactly. What does not fit is empty, never guessed.
 */
public final class Texts {
    private static final Pattern POSITION =
            Pattern.compile("(\\d{1,2}(?:\\.\\d{1,7})?)([NS]) (\\d{1,3}(?:\\.\\d{1,7})?)([EW])");
    private static final Pattern DISTANCE = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?) (m|km|NM|ft)");
    private static final Pattern LEVEL = Pattern.compile("FL(\\d{1,3})");
    private static final Pattern ALTITUDE = Pattern.compile("(-?\\d{1,7}) (m|ft) (W84|AMSL|AGL)");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z");
    private static final BigDecimal E7 = BigDecimal.valueOf(10_000_000);

    private Texts() {}

    /**
     * Reads a position.
     *
     * @param text degrees with up to 7 decimals, as in {@code 48.5N 30.25E}
     * @return the position; empty where it is none
     */
    public static Optional<Position> position(String text) {
        Matcher m = POSITION.matcher(text);
        if (!m.matches()) return Optional.empty();
        long lat = signed(m.group(1), m.group(2).equals("S"));
        long lon = signed(m.group(3), m.group(4).equals("W"));
        if (Math.abs(lat) > 900_000_000 || Math.abs(lon) > 1_800_000_000) return Optional.empty();
        return Optional.of(new Position((int) lat, (int) lon));
    }

    private static long signed(String degrees, boolean negative) {
        long e7 = new BigDecimal(degrees).multiply(E7).longValueExact();
        return negative ? -e7 : e7;
    }

    /**
     * Writes a position.
     *
     * @param p the position
     * @return text that {@link #position} reads back
     */
    public static String text(Position p) {
        return degrees(p.latE7()) + (p.latE7() < 0 ? "S " : "N ") + degrees(p.lonE7()) + (p.lonE7() < 0 ? "W" : "E");
    }

    private static String degrees(int e7) {
        return BigDecimal.valueOf(Math.abs((long) e7), 7).stripTrailingZeros().toPlainString();
    }

    /**
     * Reads a distance.
     *
     * @param text a number and m, km, NM or ft, as in {@code 5 NM}
     * @return millimetres, rounded up; empty where it is none
     */
    public static Optional<Long> distanceMm(String text) {
        Matcher m = DISTANCE.matcher(text);
        if (!m.matches()) return Optional.empty();
        BigDecimal mm = switch (m.group(2)) {
            case "m" -> BigDecimal.valueOf(1_000);
            case "km" -> BigDecimal.valueOf(1_000_000);
            case "NM" -> BigDecimal.valueOf(1_852_000);
            case "ft" -> new BigDecimal("304.8");
            default -> throw new IllegalStateException(text);
        };
        return Optional.of(new BigDecimal(m.group(1))
                .multiply(mm)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    }

    /**
     * Reads one limit of a band.
     *
     * @param text {@code SFC}, {@code UNL}, {@code FL100}, or a number with m or ft and W84, AMSL or AGL
     * @return the limit; empty where it is none
     */
    public static Optional<Altitude> altitude(String text) {
        if (text.equals("SFC")) return Optional.of(new Altitude.Surface());
        if (text.equals("UNL")) return Optional.of(new Altitude.Unlimited());
        Matcher level = LEVEL.matcher(text);
        if (level.matches()) {
            return Optional.of(new Measured(Integer.parseInt(level.group(1)), Unit.FL, Reference.STD));
        }
        Matcher m = ALTITUDE.matcher(text);
        if (!m.matches()) return Optional.empty();
        Unit unit = m.group(2).equals("m") ? Unit.M : Unit.FT;
        return Optional.of(new Measured(Integer.parseInt(m.group(1)), unit, Reference.valueOf(m.group(3))));
    }

    /**
     * Reads a time.
     *
     * @param text RFC 3339 in UTC, with Z and whole seconds or three decimals
     * @return milliseconds since 1970; empty where it is none
     */
    public static Optional<Long> timeMs(String text) {
        if (!TIME.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
