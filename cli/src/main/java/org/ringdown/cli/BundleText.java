package org.ringdown.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ringdown.cli.bundle.BundleReport;
import org.ringdown.cli.bundle.Finding;
import org.ringdown.cli.bundle.LogReport;
import org.ringdown.cli.bundle.Manifest;

/** A verdict on a bundle in plain words: what is proven, what is not, and what nobody can know from it. */
final class BundleText {
    private final BundleReport report;
    private final List<String> lines = new ArrayList<>();

    private BundleText(BundleReport report) {
        this.report = report;
    }

    static List<String> of(BundleReport report) {
        BundleText text = new BundleText(report);
        text.verdict();
        text.logs();
        text.findings();
        text.lines.add("");
        text.lines.add("What this proves");
        text.proven().forEach(line -> text.lines.add("- " + line));
        text.lines.add("");
        text.lines.add("What this does not prove");
        text.notProven().forEach(line -> text.lines.add("- " + line));
        return text.lines;
    }

    static List<String> proven(BundleReport report) {
        return new BundleText(report).proven();
    }

    static List<String> notProven(BundleReport report) {
        return new BundleText(report).notProven();
    }

    private void verdict() {
        Manifest manifest = report.manifest();
        lines.add(report.ok() ? "VERIFIED" : "NOT VERIFIED");
        lines.add("Line " + manifest.lineId() + " between " + String.join(" and ", parties()) + "; " + report.entries()
                + " entries (" + manifest.mode().wire() + ").");
        lines.add("Charter words: " + String.join(" ", report.charter().words()));
        report.firstBadEntry()
                .ifPresent(bad -> lines.add("First bad entry: " + place(bad) + ": " + Output.safe(bad.text())));
    }

    private List<String> parties() {
        return report.charter().terms().parties().stream()
                .map(party -> party.id())
                .toList();
    }

    private void logs() {
        for (LogReport log : report.logs()) {
            lines.add("");
            lines.add("Log of " + log.log().party() + ", epoch " + log.log().epoch() + ": "
                    + (log.headVerified() ? "good" : "NOT GOOD"));
            lines.add("  signed head: size " + log.part().size() + ", root " + log.root());
            lines.add("  entries here: " + entries(log));
            if (log.counts().lastWallMs() > 0) {
                lines.add("  " + log.log().party() + "'s clock says "
                        + atMs(log.counts().firstWallMs()) + " to "
                        + atMs(log.counts().lastWallMs()));
            }
            for (LogReport.Receipt receipt : log.receipts()) lines.add("  " + receipt(receipt));
            if (log.receipts().isEmpty()) {
                lines.add(
                        log.headVerified()
                                ? "  no receipt by anybody is in this bundle"
                                : "  no receipt is counted: what it would be for is not proven");
            }
            lines.add("  post-quantum (ML-DSA-44) signature: "
                    + (log.postQuantumSizes().isEmpty() ? "on no head" : "on heads of size " + log.postQuantumSizes()));
        }
    }

    private static String entries(LogReport log) {
        LogReport.Counts counts = log.counts();
        String range = log.part().singles().isEmpty()
                ? log.part().count() == 0
                        ? "none"
                        : log.part().first() + " to " + (log.part().end() - 1)
                : log.part().singles().toString();
        String types = counts.byType().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(type -> type.getValue() + " " + type.getKey())
                .collect(Collectors.joining(", "));
        String odd = (counts.opaque() > 0 ? ", " + counts.opaque() + " unreadable (held as bytes)" : "")
                + (counts.misplaced() > 0 ? ", " + counts.misplaced() + " misplaced" : "");
        return range + (types.isEmpty() ? "" : " (" + types + odd + ")");
    }

    private static String receipt(LogReport.Receipt receipt) {
        String what = switch (receipt.kind()) {
            case "EARLY" ->
                receipt.count() + " early receipt(s), each for its own entry, the last for entry "
                        + (receipt.largestSize() - 1);
            case "WITNESS" -> "witness: cosigned up to size " + receipt.largestSize();
            default ->
                "receipt for every entry below " + receipt.largestSize() + " (" + receipt.count()
                        + " cosigned head(s))";
        };
        return (receipt.disputed() ? "DISPUTED BY ITS SIGNER: " : "") + what + " by " + receipt.by()
                + "; its clock says " + atSeconds(receipt.lastSeconds());
    }

    private void findings() {
        if (report.findings().isEmpty()) return;
        lines.add("");
        lines.add("Findings");
        for (Finding finding : report.findings()) {
            lines.add("- " + (finding.level() == Finding.Level.BAD ? "BAD " : "note ") + place(finding) + ": "
                    + Output.safe(finding.text()));
        }
    }

    /** Where a finding is: party/epoch and entry. */
    static String place(Finding finding) {
        String log = finding.log().map(of -> of.party() + "/" + of.epoch()).orElse("the bundle");
        return finding.index().isPresent() ? log + " entry " + finding.index().getAsLong() : log;
    }

    private List<String> proven() {
        List<String> said = new ArrayList<>();
        if (report.ok()) {
            said.add("Each log's key signed these entries, byte for byte, in this order"
                    + (report.manifest().mode() == Manifest.Mode.ENTRIES ? ", each at the index given." : "."));
            said.add("Whoever gave a receipt held every entry that it covers, and can't deny it; but for what is marked"
                    + " as disputed by its signer.");
        } else {
            said.add("Only what is not named under Findings.");
        }
        if (report.anchors().isEmpty()) {
            said.add("The keys come from this file alone. Compare the charter words with those read aloud at the"
                    + " founding, or give a root key with --key: until then, it proves only that one set of keys"
                    + " signed it all.");
        } else {
            said.add("The keys are the parties', as far as what you gave is: " + String.join(", ", report.anchors())
                    + ".");
        }
        if (report.witnessed())
            said.add("A third party bounds the time: the head it cosigned was there when its clock says so.");
        return said;
    }

    private List<String> notProven() {
        List<String> said = new ArrayList<>();
        said.add("That anything said is true. It proves what was said.");
        said.add("When it was said. Each time is what the clock of its author or signer says; only a third witness"
                + " bounds time.");
        if (!report.witnessed()) {
            said.add("That the two parties together did not rewrite it: without a third witness, they could have.");
        }
        if (report.manifest().mode() != Manifest.Mode.ALL) {
            said.add("That nothing followed: this is part of the record, and a later cancel may be left out; so may the"
                    + " revocation of a key.");
        } else {
            said.add(
                    "That it is all: an epoch, what followed the heads in it, a later cancel or the revocation of a key"
                            + " may be left out.");
        }
        said.add("That a person read anything: a receipt is a machine's. SEEN and what follows it are entries of their"
                + " own, and the word of the party that wrote them.");
        return said;
    }

    static String atSeconds(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }

    static String atMs(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
