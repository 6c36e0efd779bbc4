package org.ringdown.store;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.ringdown.transcript.Hash;

/**
 * Where statement ids may stand: a 32-bit keyed fingerprint of (party, statement id) to the seq of a row. Open
 * addressing, 8 bytes a slot, outside the heap, which does not grow with the record so; every hit is checked against the
 * row. Keyed, so that a peer cannot choose ids that collide. Mutable, for one thread at a time.
 *
 * <p>Cost: 11 to 15 bytes an entry; at a million entries a miss reads the store once in 4,000.
 */
final class Fingerprints implements AutoCloseable {
    /** Rows in one stored block. */
    static final int BLOCK_ROWS = 1_024;

    private static final int PARTS = 64;
    private static final int FIRST_CAPACITY = 64;
    private static final int SPREAD = 0x9e3779b1;
    /** Used slots of a part, in hundredths, at which it grows by a quarter. */
    private static final int FULL_PERCENT = 70;

    private final byte[] key;

    /** By the lowest bits of the fingerprint; each grows alone, so that growing needs little room at once. */
    private final Part[] parts = new Part[PARTS];

    /** A table of its own: print and seq of each slot side by side; a print of 0 is a free slot. */
    @SuppressWarnings("MustBeClosed") // closed when it has grown, and by close()
    private static final class Part {
        private Arena arena;
        private IntBuffer slots;
        private int capacity;
        private int count;

        Part(int capacity) {
            this.capacity = capacity;
            this.arena = Arena.ofShared();
            this.slots = table(arena, capacity);
        }

        private static IntBuffer table(Arena arena, int capacity) {
            return arena.allocate(2L * Integer.BYTES * capacity, Long.BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .asIntBuffer();
        }

        void add(int print, int seq) {
            if (count >= capacity * (long) FULL_PERCENT / 100) grow();
            put(print, seq);
            count++;
        }

        void candidates(int print, LongConsumer seq) {
            for (int slot = slot(print); slots.get(2 * slot) != 0; slot = next(slot)) {
                if (slots.get(2 * slot) == print) seq.accept(slots.get(2 * slot + 1));
            }
        }

        private void grow() {
            Arena oldArena = arena;
            IntBuffer old = slots;
            capacity = Math.toIntExact(capacity * 5L / 4);
            arena = Arena.ofShared();
            slots = table(arena, capacity);
            for (int i = 0; i < old.capacity(); i += 2) {
                if (old.get(i) != 0) put(old.get(i), old.get(i + 1));
            }
            oldArena.close();
        }

        private void put(int print, int seq) {
            int slot = slot(print);
            while (slots.get(2 * slot) != 0) slot = next(slot);
            slots.put(2 * slot, print).put(2 * slot + 1, seq);
        }

        private int slot(int print) {
            return (int) ((Integer.toUnsignedLong(print * SPREAD) * capacity) >>> Integer.SIZE);
        }

        private int next(int slot) {
            return slot + 1 == capacity ? 0 : slot + 1;
        }
    }

    /**
     * Makes room.
     *
     * @param key what keys the fingerprints
     * @param expected how many entries are about to be noted
     */
    Fingerprints(byte[] key, long expected) {
        this.key = key.clone();
        long each = Math.max(FIRST_CAPACITY, expected * 105 / FULL_PERCENT / PARTS);
        Arrays.setAll(parts, _ -> new Part(Math.toIntExact(each)));
    }

    /** The fingerprint, never 0; 0 for an empty id, which is not looked up. */
    int of(String party, String statementId) {
        if (statementId.isEmpty()) return 0;
        Hash hash = Hash.sha256(
                key, party.getBytes(StandardCharsets.UTF_8), new byte[1], statementId.getBytes(StandardCharsets.UTF_8));
        int print = ByteBuffer.wrap(hash.bytes()).getInt();
        return print == 0 ? 1 : print;
    }

    /** Notes that the id with this fingerprint stands at a seq; 0 is ignored. */
    void add(int print, long seq) {
        if (print != 0) part(print).add(print, Math.toIntExact(seq));
    }

    /** Tells every seq at which an id with this fingerprint may stand. */
    void candidates(int print, LongConsumer seq) {
        part(print).candidates(print, seq);
    }

    /** Bytes that the tables take. */
    long bytes() {
        return Arrays.stream(parts)
                .mapToLong(part -> 2L * Integer.BYTES * part.capacity)
                .sum();
    }

    /** Gives the tables back; nothing is to be called afterwards. */
    @Override
    public void close() {
        for (Part part : parts) part.arena.close();
    }

    private Part part(int print) {
        return parts[print & (PARTS - 1)];
    }
}
