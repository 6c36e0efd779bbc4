package org.ringdown.cli.bundle;

import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Charter;

/**
 * The verdict on a bundle, with everything that a plain-words report needs.
 *
 * @param manifest what the bundle says it holds
 * @param charter the charter in it, all its signatures verified
 * @param anchors what the caller gave to tell the parties' keys by; each was found
 * @param logs what was found of each log
 * @param findings everything there is to say, in the order of the logs and entries
 */
public record BundleReport(
        Manifest manifest, Charter charter, List<String> anchors, List<LogReport> logs, List<Finding> findings) {

    /** Copies its lists. */
    public BundleReport {
        anchors = List.copyOf(anchors);
        logs = List.copyOf(logs);
        findings = List.copyOf(findings);
    }

    /**
     * Whether everything that is in the bundle holds.
     *
     * @return true when no finding is bad
     */
    public boolean ok() {
        return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.BAD);
    }

    /**
     * The first entry that does not hold.
     *
     * @return the first bad finding that names an entry, or empty
     */
    public Optional<Finding> firstBadEntry() {
        return findings.stream()
                .filter(finding -> finding.level() == Finding.Level.BAD)
                .filter(finding -> finding.index().isPresent())
                .findFirst();
    }

    /**
     * How many entries were checked.
     *
     * @return the count over all logs
     */
    public long entries() {
        return logs.stream().mapToLong(log -> log.counts().entries()).sum();
    }

    /**
     * Whether a third party's cosignature was verified on any head.
     *
     * @return true when a witness that the caller named bounds the time
     */
    public boolean witnessed() {
        return logs.stream()
                .flatMap(log -> log.receipts().stream())
                .anyMatch(receipt -> receipt.kind().equals("WITNESS") && receipt.lastSeconds() > 0);
    }
}
