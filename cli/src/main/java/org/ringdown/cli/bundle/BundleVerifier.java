package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterException;
import org.ringdown.message.LogId;
import org.ringdown.transcript.CompactRange;

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
        BundleFile file = BundleFile.open(source);
        Charter charter = charter(file);
        Findings findings = new Findings();
        KeyBook book = RingBook.of(charter, certificates(file), findings);
        List<String> anchors = Anchors.check(charter, book.all(logIds(file)), trust, findings);
        Claims claims = new Claims();
        LogVerifier.Context context =
                new LogVerifier.Context(file, book, trust.witnesses(), workers, claims, new BlockBuffers());
        List<LogReport> logs = new ArrayList<>();
        Map<LogId, Edges> edges = new HashMap<>();
        for (LogPart part : file.manifest().logs()) {
            LogVerifier log = new LogVerifier(context, part, findings);
            logs.add(log.verify());
            edges.put(part.log(), log.edges());
        }
        lookBack(context, edges, findings);
        if (claims.unchecked() > 0) {
            findings.add(Finding.note(claims.unchecked() + " statements about the other log's head were more than are"
                    + " checked in one pass; verify the record in ranges to check them all."));
        }
        return new BundleReport(file.manifest(), charter, anchors, logs, ordered(file.manifest(), findings.all()));
    }

    private static Charter charter(BundleFile file) throws BundleException, IOException {
        try {
            Charter charter = Charter.parse(file.read(Manifest.CHARTER, BundleLimits.CHARTER_BYTES_MAX));
            if (charter.lineId().equals(file.manifest().lineId())) return charter;
            throw new BundleException(
                    BundleCode.CONTENT,
                    "the charter founds line " + charter.lineId() + ", the bundle is of line "
                            + file.manifest().lineId());
        } catch (CharterException e) {
            throw new BundleException(BundleCode.CONTENT, "the charter is not good: " + e.getMessage());
        }
    }

    private static List<byte[]> certificates(BundleFile file) throws BundleException, IOException {
        List<byte[]> notes = new ArrayList<>();
        for (int i = 0; i < file.manifest().keys(); i++) {
            notes.add(file.read(Manifest.keyName(i), BundleLimits.NOTE_BYTES_MAX));
        }
        return notes;
    }

    /**
     * What a later log said of an earlier one is checked by going over the earlier one again, hashing only, and only the
     * blocks in which a size lies that was spoken of.
     */
    private static void lookBack(LogVerifier.Context context, Map<LogId, Edges> edges, Findings findings)
            throws BundleException, IOException {
        for (LogPart part : context.file().manifest().logs()) {
            boolean whole = part.first() == 0 && part.count() > 0;
            if (!whole || !context.claims().open().contains(part.log())) continue;
            RunVerifier.Outcome outcome = RunVerifier.run(
                    CompactRange.empty(),
                    LogVerifier.tasks(context, part, false),
                    context.workers(),
                    new RunVerifier.Expected(context.claims().take(part.log()), Map.of(), new Claims()),
                    edges.getOrDefault(part.log(), new Edges()));
            RunJudge.claims(part, outcome, findings);
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
