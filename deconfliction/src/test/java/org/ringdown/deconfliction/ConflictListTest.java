package org.ringdown.deconfliction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.deconfliction.Given.circle;
import static org.ringdown.deconfliction.Given.volume;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both nodes find the same, whichever of them is own. */
final class ConflictListTest {
    private static List<Notice> notices(String side, int count, Random random) {
        List<Notice> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Volume one = volume(circle(random.nextDouble(48, 49), random.nextDouble(30, 31), random.nextDouble(5_000)));
            out.add(new Notice(side + "-" + i, List.of(one, volume(circle(10, 20 + i, 1_000)))));
        }
        return out;
    }

    @Test
    void list_fromBothSides_inAnyOrder_hasOneDigest() {
        Random random = new Random(3);
        List<Notice> north = notices("north", 20, random);
        List<Notice> south = notices("south", 20, random);
        ConflictList here = ConflictList.of(north, south, Separation.NONE, Heights.WORLD);
        assertTrue(here.conflicts().size() > 20, "the two-hundred-odd pairs that meet are found");
        Collections.reverse(north);
        Collections.shuffle(south, random);
        ConflictList there = ConflictList.of(south, north, Separation.NONE, Heights.WORLD);
        assertEquals(here, there);
        assertEquals(here.digest(), there.digest());
        assertNotEquals(
                here.digest(),
                ConflictList.of(north, south, new Separation(0, 1, 0), Heights.WORLD)
                        .digest(),
                "another agreement is another digest, whatever is found");
        assertNotEquals(
                here.digest(),
                ConflictList.of(north.subList(0, 19), south, Separation.NONE, Heights.WORLD)
                        .digest());
    }

    /** The bits of the engine as they were when it was specified: another build, or another processor, must find them too. */
    @Test
    void digest_isTheOneThatWasPublished() {
        Random random = new Random(11);
        Separation miles = new Separation(9_260_000, 304_800, 600_000);
        ConflictList list =
                ConflictList.of(notices("north", 30, random), notices("south", 30, random), miles, Heights.WORLD);
        assertEquals(
                "0f03db4712f4bcb4754cc136c0d24543703b1d185c58d7f282d17a646e3c6d98",
                list.digest().hex());
    }
}
