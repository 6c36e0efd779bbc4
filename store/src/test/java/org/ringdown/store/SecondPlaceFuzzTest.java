package org.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdown.line.Standing;
import org.ringdown.line.Standing.Mark;
import org.ringdown.line.StoreException;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Rfc6962;

/**
 * One fuzz target for each reader of the second place. A run of the tests replays the corpus; to search for new inputs:
 * {@code JAZZER_FUZZ=1 mvn -pl store -am test -Dtest='SecondPlaceFuzzTest#standing' -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>The laws: nothing is thrown by reading, what is read is a standing that a node could have, and it is written back.
 */
final class SecondPlaceFuzzTest {
    private static final Standing NEXT =
            new Standing(Map.of(Model.OWN, new Mark(9, Rfc6962.EMPTY_ROOT, Bytes.of(new byte[68]))), Map.of());

    private static byte[] bytes(byte @Nullable [] data) {
        return data == null ? new byte[0] : data;
    }

    @FuzzTest(maxDuration = "20s")
    void standing(byte @Nullable [] data) {
        Optional<Standing> read = StandingCodec.decode(bytes(data));
        if (read.isEmpty()) return;
        check(read.get().own());
        check(read.get().cosigned());
        assertArrayEquals(bytes(data), StandingCodec.encode(read.get()));
    }

    private static void check(Map<LogId, Mark> marks) {
        marks.forEach((log, mark) -> {
            assertTrue(log.epochNumber() > 0);
            assertTrue(mark.size() >= 0);
        });
    }

    /** The first half of the input begins the first slot, the second half the second: as they are, and with right sums. */
    @FuzzTest(maxDuration = "20s")
    void secondPlace(byte @Nullable [] data) throws IOException {
        byte[] input = bytes(data);
        byte[] slots = new byte[2 * Slots.BYTES];
        int half = Math.min((input.length + 1) / 2, Slots.BYTES);
        int rest = Math.min(input.length - half, Slots.BYTES);
        System.arraycopy(input, 0, slots, 0, half);
        System.arraycopy(input, half, slots, Slots.BYTES, rest);
        Path file = Files.createTempFile("fuzz", ".second");
        try {
            for (byte[] bytes : new byte[][] {input, slots, Slots.summed(slots)}) {
                Files.write(file, bytes);
                readAndWrite(file, bytes);
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Reading changes nothing; then the next standing is what is read, or it is refused and the last one stays. */
    private static void readAndWrite(Path file, byte[] bytes) throws IOException {
        Optional<Standing> last = reopened(file);
        assertArrayEquals(bytes, Files.readAllBytes(file), "reading changed the file");
        last.ifPresent(standing -> check(standing.own()));
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            place.write(NEXT);
        } catch (StoreException refusal) {
            assertTrue(refusal.toString().contains(file.toString()), "a refusal names the file");
            assertEquals(last, reopened(file));
            return;
        }
        assertEquals(Optional.of(NEXT), reopened(file));
    }

    private static Optional<Standing> reopened(Path file) {
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            return place.read();
        } catch (StoreException e) {
            throw new AssertionError("what was only read does not close", e);
        }
    }
}
