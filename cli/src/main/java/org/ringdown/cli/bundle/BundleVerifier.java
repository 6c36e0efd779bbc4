package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Names;
import org.ringdown.message.LogId;
import org.ringdown.transcript.VerifierKey;

/**
 * Recomputes everything in a bundle: signatures of charter, certificates, heads and receipts, every leaf's hash, every
 * root, and whether what one party's entries say of the other's log fits that log. Streams; holds a few blocks at a time.
 */
public final class BundleVerifier {
    private BundleVerifier() {}

    /**
     * Verifies a bundle.
     *
     * @param source the bundle
     * @param trust what the caller knows from elsewhere
     * @param workers who hash and verify; the caller's to close
     * @return the verdict, positive or negative
     * @throws BundleException when the file is not a well-formed bundle, with the place
     * @throws IOException when it can't be read
     */
    public static BundleReport verify(ByteSource source, Trust trust, ExecutorService workers)
            throws BundleException, IOException {
        return verify(source, trust, workers, BundleLimits.CLAIMS_KEPT_MAX);
    }

    /** The same with another bound for the claims that are kept at once. */
    static BundleReport verify(ByteSource source, Trust trust, ExecutorService workers, int claimsMax)
            throws BundleException, IOException {
        BundleFile file = BundleFile.open(source);
        Charter charter = charter(file);
        Findings findings = new Findings();
        KeyBook book = RingBook.of(charter, file, findings);
        List<LogId> ids = logIds(file);
        List<VerifierKey> keys = book.all(ids);
        List<String> anchors = Anchors.check(charter, keys, trust, findings);
        List<VerifierKey> witnesses = Anchors.thirdParties(keys, trust, findings);
        Map<LogId, LogVerifier> logs = new LinkedHashMap<>();
        Claims claims = new Claims(
                ids,
                claimsMax,
                (about, said) -> Objects.requireNonNull(logs.get(about)).hold(said));
        LogVerifier.Context context =
                new LogVerifier.Context(file, book, witnesses, workers, claims, new BlockBuffers(), findings);
        for (LogPart part : file.manifest().logs()) logs.put(part.log(), new LogVerifier(context, part));
        for (LogVerifier log : logs.values()) log.open();
        for (LogVerifier log : logs.values()) log.verify();
        claims.hold();
        List<LogReport> reports = new ArrayList<>();
        for (LogVerifier log : logs.values()) reports.add(log.report());
        leftOut(file, claims, findings);
        return new BundleReport(file.manifest(), charter, anchors, reports, ordered(file.manifest(), findings.all()));
    }

    /** Says what a reader must know of logs that are not here, or that are two of one number. */
    private static void leftOut(BundleFile file, Claims claims, Findings findings) {
        boolean all = file.manifest().mode() == Manifest.Mode.ALL;
        claims.absent().filter(held -> all).ifPresent(held -> {
            String name = held.log().party() + "/" + held.log().epoch();
            findings.add(Finding.note("entries here say that their node held entries of " + name
                    + ", which is not in this bundle: it is not all of the record."));
        });
        Set<String> numbers = new HashSet<>();
        for (LogId log : logIds(file)) {
            String number = log.party() + " " + Names.epochNumber(log.epoch());
            if (!numbers.add(number)) {
                findings.add(Finding.note(log, "its author has another epoch of this number in this bundle."));
            }
        }
    }

    private static Charter charter(BundleFile file) throws BundleException, IOException {
        try {
            Charter charter = Charter.parse(file.read(Manifest.CHARTER, BundleLimits.CHARTER_BYTES_MAX));
            if (charter.terms().version() != 1) {
                throw new BundleException(
                        BundleCode.CONTENT, "the charter is a changed one, not the one that founds the line");
            }
            if (charter.lineId().equals(file.manifest().lineId())) return charter;
            throw new BundleException(
                    BundleCode.CONTENT,
                    "the charter founds line " + charter.lineId() + ", the bundle is of line "
                            + file.manifest().lineId());
        } catch (CharterException e) {
            throw new BundleException(BundleCode.CONTENT, "the charter is not good: " + e.getMessage());
        }
    }

    private static List<Finding> ordered(Manifest manifest, List<Finding> findings) {
        List<LogId> logs = manifest.logs().stream().map(LogPart::log).toList();
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::level)
                .thenComparingInt(f -> f.log().map(logs::indexOf).orElse(-1))
                .thenComparingLong(f -> f.index().orElse(-1)));
        return sorted;
    }

    private static List<LogId> logIds(BundleFile file) {
        return file.manifest().logs().stream().map(LogPart::log).toList();
    }
}
