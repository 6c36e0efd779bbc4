package org.ringdown.cli.bundle;

import java.util.List;
import java.util.Map;
import org.ringdown.message.LogId;

/**
 * What was found of one log.
 *
 * @param part what the bundle holds of it
 * @param root the root in the signed head, base64
 * @param headVerified whether the log's own key signed the head and the entries lead to its root
 * @param counts what the entries are
 * @param receipts whose receipts were verified; none where the entries are not
 * @param postQuantumSizes sizes of the largest heads that carry a verified ML-DSA-44 signature
 */
public record LogReport(
        LogPart part,
        String root,
        boolean headVerified,
        Counts counts,
        List<Receipt> receipts,
        List<Long> postQuantumSizes) {

    /** Copies its lists. */
    public LogReport {
        receipts = List.copyOf(receipts);
        postQuantumSizes = List.copyOf(postQuantumSizes);
    }

    /**
     * Which log.
     *
     * @return the log
     */
    public LogId log() {
        return part.log();
    }

    /**
     * Counts over the entries that are in the bundle.
     *
     * @param entries how many
     * @param opaque how many could not be read and are held as bytes
     * @param misplaced how many name another line, party, epoch or index than their place
     * @param byType how many of each type
     * @param firstWallMs the earliest time by the author's clock; 0 where there is none
     * @param lastWallMs the latest time by the author's clock; 0 where there is none
     */
    public record Counts(
            long entries, long opaque, long misplaced, Map<String, Long> byType, long firstWallMs, long lastWallMs) {}

    /**
     * Verified receipts of one kind by one signer.
     *
     * @param by the signer's key name
     * @param kind COSIGNATURE, EARLY or WITNESS
     * @param disputed whether the key was revoked, and these lie beyond what it stands by
     * @param count how many were verified
     * @param largestSize the largest size that a cosignature covers; for EARLY the largest index plus one
     * @param firstSeconds the earliest time by the signer's clock, Unix seconds
     * @param lastSeconds the latest time by the signer's clock, Unix seconds
     */
    public record Receipt(
            String by,
            String kind,
            boolean disputed,
            long count,
            long largestSize,
            long firstSeconds,
            long lastSeconds) {}
}
