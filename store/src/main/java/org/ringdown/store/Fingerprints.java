package org.ringdown.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.ringdown.transcript.Hash;

/**
 * Where statement ids may stand: a 32-bit keyed fingerprint of (party, statement id) to the seq of a row. Open
 * addressing, 8 bytes a slot; every hit is checked against the row. Keyed, so that a peer cannot choose ids that
 * collide. Mutable, for one thread.
 *
 * <p>Cost: 16 MiB at a million entries; a miss reads the store once in 4,000.
 */
final class Fingerprints {
    /** Rows in one stored block. */
    static final int BLOCK_ROWS = 1_024;

    private static final int PARTS = 64;
    private static final int FIRST_CAPACITY = 64;
    private static final int SPREAD = 0x9e3779b1;

    private final byte[] key;

    /** By the lowest bits of the fingerprint; each grows alone, so that growing needs little room at once. */
    private final Part[] parts = new Part[PARTS];

    /** A table of its own; a print of 0 is a free slot. */
    private static final class Part {
        private int[] prints = new int[FIRST_CAPACITY];
        private int[] seqs = new int[FIRST_CAPACITY];
        private int count;

        void add(int print, int seq) {
            if (count >= prints.length / 2) grow();
            put(print, seq);
            count++;
        }

        void candidates(int print, LongConsumer seq) {
            for (int slot = slot(print); prints[slot] != 0; slot = (slot + 1) & (prints.length - 1)) {
                if (prints[slot] == print) seq.accept(seqs[slot]);
            }
        }

        private void grow() {
            int[] oldPrints = prints;
            int[] oldSeqs = seqs;
            prints = new int[oldPrints.length * 2];
            seqs = new int[oldPrints.length * 2];
            for (int i = 0; i < oldPrints.length; i++) {
                if (oldPrints[i] != 0) put(oldPrints[i], oldSeqs[i]);
            }
        }

        private void put(int print, int seq) {
            int slot = slot(print);
            while (prints[slot] != 0) slot = (slot + 1) & (prints.length - 1);
            prints[slot] = print;
            seqs[slot] = seq;
        }

        private int slot(int print) {
            return (print * SPREAD) >>> (1 + Integer.numberOfLeadingZeros(prints.length));
        }
    }

    Fingerprints(byte[] key) {
        this.key = key.clone();
        Arrays.setAll(parts, _ -> new Part());
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

    private Part part(int print) {
        return parts[print & (PARTS - 1)];
    }
}
