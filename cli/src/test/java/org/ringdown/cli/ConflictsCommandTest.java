package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

/** {@code ringdown conflicts}, as a planner types it. */
final class ConflictsCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String file(String id, String point, String radius, String upper, String from) throws IOException {
        Path file = folder.resolve(id + ".json");
        Files.writeString(file, """
                {"notices": [{"id": "%s", "volumes": [{"shape": "point", "points": ["%s"], "radius": "%s",
                  "lower": "SFC", "upper": "%s", "from": "2026-11-27T%s:00:00Z", "until": "2026-11-27T23:00:00Z"}]}]}
                """.formatted(id, point, radius, upper, from));
        return file.toString();
    }

    @Test
    void plansThatMeet_areFound_withOneDigestFromEitherSide() throws IOException {
        String north = file("north-1", "48N 30E", "10 km", "FL100", "18");
        String south = file("south-1", "48.1N 30E", "2 km", "UNL", "20");
        Cli.Result here = Cli.run("conflicts", north, south).expect(Exit.NEGATIVE);
        assertTrue(
                here.out().contains("north-1 (volume 1) and south-1 (volume 1): CONFLICT, they may meet"), here.out());
        assertTrue(here.out().contains("180 min at the same time"), here.out());
        Json.Obj there = Cli.run("conflicts", south, north, "--json")
                .expect(Exit.NEGATIVE)
                .json();
        String digest = ((Json.Str) there.get("digest").orElseThrow()).text();
        assertTrue(here.out().contains("Digest: " + digest), here.out());
    }

    @Test
    void plansThatKeepClear_areNotFound_untilASeparationIsAsked() throws IOException {
        String north = file("north-1", "48N 30E", "1 km", "UNL", "18");
        String south = file("south-1", "48.1N 30E", "1 km", "UNL", "18");
        Cli.Result clear = Cli.run("conflicts", north, south).expect(Exit.OK);
        assertTrue(clear.out().contains("None found between these 1 and 1 notices."), clear.out());
        Cli.Result near =
                Cli.run("conflicts", north, south, "--horizontal", "5 NM").expect(Exit.NEGATIVE);
        assertTrue(near.out().contains("nearer than the separation; 9,119 m apart"), near.out());
    }

    @Test
    void badPlans_areRefused_eachProblemWithItsPlace() throws IOException {
        String good = file("north-1", "48N 30E", "1 km", "UNL", "18");
        String bad = file("south-1", "30E 48N", "1 furlong", "high", "18");
        Cli.Result refused = Cli.run("conflicts", good, bad, "--json").expect(Exit.INPUT);
        assertEquals(
                new Json.Str("NOTICES_REFUSED"), refused.error().get("code").orElseThrow());
        for (String place : new String[] {"points[0]", "radius", "upper"}) {
            assertTrue(refused.err().contains("notices[0].volumes[0]." + place), refused.err());
        }
        assertEquals(
                new Json.Str("ID_TWICE"),
                Cli.run("conflicts", good, good, "--json")
                        .expect(Exit.INPUT)
                        .error()
                        .get("code")
                        .orElseThrow());
        assertEquals(
                new Json.Str("BAD_OPTION"),
                Cli.run("conflicts", good, good, "--vertical", "high", "--json")
                        .expect(Exit.INPUT)
                        .error()
                        .get("code")
                        .orElseThrow());
    }
}
