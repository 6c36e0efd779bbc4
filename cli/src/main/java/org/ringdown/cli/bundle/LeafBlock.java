package org.ringdown.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;

/**
 * What one worker finds in one block of leaves: hashes recomputed from the bytes, and what the entries say. Knows nothing
 * of other blocks.
 *
 * @param first index of the first leaf
 * @param hashes the leaf hashes, recomputed
 * @param firstDiffering index of the first leaf that does not hash to what its record states
 * @param held what the entries' seals say their node held
 * @param papers certificates and revocations that entries carry
 * @param tally counts
 * @param damage why the record behind the last hash can't be read; empty when all could
 */
record LeafBlock(
        long first,
        List<Hash> hashes,
        OptionalLong firstDiffering,
        List<HeldClaim> held,
        List<Paper> papers,
        Tally tally,
        Optional<String> damage) {

    /**
     * An entry's {@code held}.
     *
     * @param log the log it speaks of
     * @param claim what it says of it
     */
    record HeldClaim(LogId log, Claims.Claim claim) {}

    /**
     * Scans a block, up to the first record that can't be read.
     *
     * @param scan what to read of each leaf; new for each block
     * @param name the block's name, for refusals
     * @param block holds its bytes, from the first on
     * @param bytes how many they are
     */
    static LeafBlock scan(LeafScan scan, String name, byte[] block, int bytes) {
        Records records = new Records(name, block, bytes);
        List<Hash> hashes = new ArrayList<>();
        long first = -1;
        OptionalLong differing = OptionalLong.empty();
        Optional<String> damage = bytes == 0 ? Optional.of(name + " is empty") : Optional.empty();
        try {
            while (records.hasNext()) {
                records.advance();
                if (first < 0) first = records.number();
                long due = first + hashes.size();
                if (records.number() != due) {
                    throw new BundleException(
                            BundleCode.RECORDS, name + ": entry " + records.number() + " where " + due + " is due");
                }
                Hash hash = scan.leaf(name, due, block, records.from(), records.to());
                if (differing.isEmpty() && !records.saysHash(hash)) differing = OptionalLong.of(due);
                hashes.add(hash);
            }
        } catch (BundleException e) {
            damage = Optional.of(e.getMessage());
        }
        return new LeafBlock(first, hashes, differing, scan.held(), scan.papers(), scan.tally(), damage);
    }
}
