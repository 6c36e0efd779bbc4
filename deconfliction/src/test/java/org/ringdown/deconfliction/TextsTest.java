package org.ringdown.deconfliction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringdown.deconfliction.Altitude.Measured;
import org.ringdown.deconfliction.Altitude.Reference;
import org.ringdown.deconfliction.Altitude.Unit;

/** What stands in the record is read exactly, or not at all. */
final class TextsTest {
    @Test
    void position_isReadBack_whateverItIs() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Position p = new Position(
                    random.nextInt(-900_000_000, 900_000_001), random.nextInt(-1_800_000_000, 1_800_000_001));
            assertEquals(Optional.of(p), Texts.position(Texts.text(p)), Texts.text(p));
        }
        assertEquals("48.5N 30.25E", Texts.text(Given.at(48.5, 30.25)));
        assertEquals("0.0000001S 180W", Texts.text(Given.at(-0.0000001, 180)));
    }

    @Test
    void position_thatIsNone_isNotGuessed() {
        List<String> bad = List.of(
                "",
                "48.5 30.25",
                "30.25E 48.5N",
                "48.5N30.25E",
                "48.5N, 30.25E",
                "91N 30E",
                "48N 181E",
                "48.N 30E",
                "48.12345678N 30E",
                "-48N 30E",
                "48.5n 30.25e",
                "48.5N 30.25E ",
                "٤٨N 30E");
        for (String text : bad) assertTrue(Texts.position(text).isEmpty(), text);
    }

    @Test
    void distance_isExact_andRoundedUp() {
        assertEquals(Optional.of(9_260_000L), Texts.distanceMm("5 NM"));
        assertEquals(Optional.of(305L), Texts.distanceMm("1 ft"));
        assertEquals(Optional.of(304_800L), Texts.distanceMm("1000 ft"));
        assertEquals(Optional.of(1L), Texts.distanceMm("0.000001 m"));
        assertEquals(Optional.of(1_500_000L), Texts.distanceMm("1.5 km"));
        for (String text : List.of("5", "5NM", "5 nm", "5 mi", "-5 m", "1e3 m", "12345678 m"))
            assertTrue(Texts.distanceMm(text).isEmpty(), text);
    }

    @Test
    void altitude_needsItsReference() {
        assertEquals(Optional.of(new Altitude.Surface()), Texts.altitude("SFC"));
        assertEquals(Optional.of(new Altitude.Unlimited()), Texts.altitude("UNL"));
        assertEquals(Optional.of(new Measured(100, Unit.FL, Reference.STD)), Texts.altitude("FL100"));
        assertEquals(Optional.of(new Measured(-50, Unit.M, Reference.AMSL)), Texts.altitude("-50 m AMSL"));
        for (String text :
                List.of("3000", "3000 ft", "3000ft AMSL", "FL 100", "FL1000", "100 FL AMSL", "GND", "3.5 m W84"))
            assertTrue(Texts.altitude(text).isEmpty(), text);
    }

    @Test
    void time_isUtcOnly() {
        assertEquals(Optional.of(0L), Texts.timeMs("1970-01-01T00:00:00Z"));
        assertEquals(Optional.of(500L), Texts.timeMs("1970-01-01T00:00:00.500Z"));
        for (String text : List.of(
                "2026-11-27T18:00:00", "2026-11-27T18:00:00+02:00", "2026-13-01T00:00:00Z", "2026-11-27 18:00Z"))
            assertTrue(Texts.timeMs(text).isEmpty(), text);
    }
}
