package org.ringdown.deconfliction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.JsonBounds;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.JsonReader;

/**
 * The reader of volumes, which faces the peer. To search for new inputs: {@code JAZZER_FUZZ=1 mvn -pl deconfliction -am test
 * -Dtest='VolumeFuzzTest#volumes' -Dsurefire.failIfNoSpecifiedTests=false}.
 */
final class VolumeFuzzTest {
    private static List<Volume> read(byte[] utf8) throws JsonException {
        JsonFields in = JsonFields.of(JsonReader.parseObject(utf8, JsonBounds.LEAF));
        List<Volume> volumes = VolumeJson.read(in);
        in.refuseUnknown();
        in.check();
        return volumes;
    }

    private static List<Volume> read(String json) throws JsonException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What is taken can be measured, and meets itself. */
    @FuzzTest(maxDuration = "20s")
    void volumes(byte @Nullable [] data) {
        List<Volume> volumes;
        try {
            volumes = read(data == null ? new byte[0] : data);
        } catch (JsonException refusal) {
            assertFalse(refusal.getMessage() == null);
            return;
        }
        Volume one = volumes.getFirst();
        Verdict verdict = Verdict.of(one, one, Separation.NONE, Heights.WORLD).orElseThrow();
        assertTrue(verdict.kind() == Verdict.Kind.CONFLICT || verdict.kind() == Verdict.Kind.UNDECIDABLE);
    }

    @Test
    void volumes_ofAllShapes_areRead() throws JsonException {
        List<Volume> volumes = read("""
                {"volumes": [
                  {"shape": "point", "points": ["48.5N 30.25E"], "radius": "5 NM", "lower": "SFC", "upper": "FL100",
                   "from": "2026-11-27T18:00:00Z", "until": "2026-11-27T20:00:00Z"},
                  {"shape": "route", "points": ["48N 30E", "49N 31E"], "radius": "2 km", "lower": "1000 ft AMSL",
                   "upper": "UNL", "from": "2026-11-27T18:00:00Z", "until": "2026-11-27T20:00:00Z"},
                  {"shape": "area", "points": ["48N 30E", "48N 31E", "49N 30E"], "lower": "SFC", "upper": "UNL",
                   "from": "2026-11-27T18:00:00Z", "until": "2026-11-27T20:00:00Z"}]}
                """);
        assertEquals(3, volumes.size());
        assertEquals(9_260_000, volumes.get(0).footprint().radiusMm());
        assertEquals(2, volumes.get(1).footprint().core().points().size());
        assertEquals(
                7_200_000, volumes.get(2).span().endMs() - volumes.get(2).span().startMs());
    }

    @Test
    void everyProblem_isToldAtOnce_withItsPlace() {
        String bad = """
                {"volumes": [
                  {"shape": "circle", "points": ["30.25E 48.5N"], "radius": "5", "lower": "3000", "upper": "UNL",
                   "from": "2026-11-27 18:00", "until": "2026-11-27T20:00:00Z"},
                  {"shape": "area", "points": ["48N 30E", "49N 31E", "49N 30E", "48N 31E"], "lower": "FL200", "upper": "FL100",
                   "from": "2026-11-27T20:00:00Z", "until": "2026-11-27T18:00:00Z"}]}
                """;
        String told = "";
        try {
            read(bad);
        } catch (JsonException e) {
            told = e.problems().toString();
        }
        for (String place : List.of(
                "volumes[0].shape",
                "volumes[0].points[0]",
                "volumes[0].radius",
                "volumes[0].lower",
                "volumes[0].from",
                "volumes[1].points",
                "volumes[1].upper",
                "volumes[1].until")) assertTrue(told.contains(place), place + " is not in " + told);
    }
}
