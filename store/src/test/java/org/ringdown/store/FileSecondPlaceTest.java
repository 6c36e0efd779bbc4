package org.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.line.Standing;
import org.ringdown.line.Standing.Mark;
import org.ringdown.line.StoreException;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;

/** The second place survives what a power cut may leave. */
final class FileSecondPlaceTest {
    private static final int SLOT_BYTES = 65_536;

    @TempDir
    Path directory;

    private final Random random = new Random(17);

    private Standing standing(long size) {
        Map<LogId, Mark> own = new HashMap<>();
        own.put(Model.OWN, mark(size));
        own.put(new LogId("northland", "2-0000abcd"), mark(size + 1));
        return new Standing(own, Map.of(Model.PEER, mark(size * 2)));
    }

    private Mark mark(long size) {
        byte[] bytes = new byte[100];
        random.nextBytes(bytes);
        return new Mark(size, Hash.of(Arrays.copyOf(bytes, 32)), Bytes.of(Arrays.copyOf(bytes, 68)));
    }

    private static Optional<Standing> reopened(Path file) throws StoreException {
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            return place.read();
        }
    }

    @Test
    void standing_written_isReadByThisAndTheNextHandle() throws Exception {
        Path file = directory.resolve("second");
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            assertEquals(Optional.empty(), place.read());
            for (long size = 1; size < 8; size++) {
                Standing standing = standing(size);
                place.write(standing);
                assertEquals(Optional.of(standing), place.read());
                assertEquals(Optional.of(standing), reopened(file));
            }
        }
        Standing later = standing(9);
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            place.write(later);
        }
        assertEquals(Optional.of(later), reopened(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(2 * SLOT_BYTES, Files.size(file), "preallocated, never grown");
    }

    @Test
    void write_tornAtEveryByte_oldOrNewStandingIsRead() throws Exception {
        Path file = directory.resolve("second");
        for (long write = 1; write < 4; write++) {
            byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[2 * SLOT_BYTES];
            Optional<Standing> old = reopened(file);
            Standing next = standing(write);
            try (FileSecondPlace place = new FileSecondPlace(file)) {
                place.write(next);
            }
            byte[] after = Files.readAllBytes(file);
            int first = Arrays.mismatch(before, after);
            int slotStart = first / SLOT_BYTES * SLOT_BYTES;
            int last = after.length - 1;
            while (before[last] == after[last]) last--;
            Path torn = directory.resolve("torn");
            for (int cut = slotStart; cut <= last; cut++) {
                byte[] mixed = after.clone();
                System.arraycopy(before, cut, mixed, cut, mixed.length - cut);
                Files.write(torn, mixed);
                assertEquals(old, reopened(torn), "cut before byte " + cut);
            }
            assertEquals(Optional.of(next), reopened(file));
        }
    }

    @Test
    void read_anyFlippedByteInTheNewestSlot_olderStandingIsRead() throws Exception {
        Path file = directory.resolve("second");
        Standing older = standing(1);
        Standing newer = standing(2);
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            place.write(older);
            place.write(newer);
        }
        byte[] bytes = Files.readAllBytes(file);
        int length = 52 + StandingCodec.encode(newer).length;
        for (int at = SLOT_BYTES; at < SLOT_BYTES + length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            assertEquals(Optional.of(older), reopened(file), "byte " + at);
        }
    }

    @Test
    void read_blankOrShortFile_isEmptyAndCanBeWritten() throws Exception {
        Path file = directory.resolve("second");
        for (int length : new int[] {0, 1, 51, 52, SLOT_BYTES, 2 * SLOT_BYTES}) {
            Files.write(file, new byte[length]);
            assertEquals(Optional.empty(), reopened(file));
            Standing standing = standing(length);
            try (FileSecondPlace place = new FileSecondPlace(file)) {
                place.write(standing);
            }
            assertEquals(Optional.of(standing), reopened(file));
        }
    }

    @Test
    void write_noDirectory_isBrokenAndStaysSo() throws Exception {
        Path file = directory.resolve("gone").resolve("second");
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            StoreException refused = assertThrows(StoreException.class, () -> place.write(standing(1)));
            assertEquals(StoreException.Kind.BROKEN, refused.kind());
            assertTrue(refused.toString().contains(file.toString()));
            Files.createDirectory(directory.resolve("gone"));
            assertThrows(StoreException.class, () -> place.write(standing(1)), "the handle is not used again");
        }
    }

    @Test
    void write_counterPastTheSignedNumbers_newStandingIsRead() throws Exception {
        Path file = directory.resolve("second");
        Files.write(file, Slots.file(Long.MAX_VALUE, StandingCodec.encode(standing(3))));
        Standing later = standing(4);
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            place.write(later);
        }
        assertEquals(Optional.of(later), reopened(file));
    }

    @Test
    void write_lastCounter_isRefusedAndTheStandingStays() throws Exception {
        Path file = directory.resolve("second");
        Standing last = standing(3);
        Files.write(file, Slots.file(-1, StandingCodec.encode(last)));
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            StoreException refused = assertThrows(StoreException.class, () -> place.write(standing(4)));
            assertEquals(StoreException.Kind.BROKEN, refused.kind());
            assertTrue(refused.toString().contains("move it away"), refused.toString());
        }
        assertEquals(Optional.of(last), reopened(file));
    }

    @Test
    void read_newerSlotWholeButNoStanding_showsNothingRatherThanTheOlder() throws Exception {
        Path file = directory.resolve("second");
        byte[] older = Slots.file(4, StandingCodec.encode(standing(1)));
        byte[] newer = Slots.file(5, new byte[] {1, 2, 3});
        System.arraycopy(newer, 0, older, SLOT_BYTES, SLOT_BYTES);
        Files.write(file, older);
        assertEquals(Optional.empty(), reopened(file), "an older head may be smaller than what left");
        Standing next = standing(2);
        try (FileSecondPlace place = new FileSecondPlace(file)) {
            place.write(next);
        }
        assertEquals(Optional.of(next), reopened(file));
    }
}
