package org.ringdown.cli.bundle;

import java.util.List;
import org.ringdown.charter.Charter;
import org.ringdown.line.Evidence;

/**
 * The verdict on a file of evidence.
 *
 * @param charter the founding charter
 * @param anchors what the caller knew from elsewhere and found here, a phrase each
 * @param judged each piece with its verdict, in the file's order
 * @param bad what does not hold about the file itself
 */
public record EvidenceReport(Charter charter, List<String> anchors, List<Judged> judged, List<String> bad) {

    /** What a piece of evidence is worth to an outsider. */
    public enum Worth {
        /** It convinces anybody who has the keys. */
        PROVEN,
        /** It says what its holder saw, and shows no more than that the heads were signed. */
        SAID,
        /** It claims a proof and has none. */
        FALSE
    }

    /**
     * A piece with its verdict.
     *
     * @param piece the evidence
     * @param worth what it is worth
     * @param text a plain sentence that says why
     */
    public record Judged(Evidence piece, Worth worth, String text) {}

    /** Copies its lists. */
    public EvidenceReport {
        anchors = List.copyOf(anchors);
        judged = List.copyOf(judged);
        bad = List.copyOf(bad);
    }

    /**
     * Whether something is proven, and nothing in it is false.
     *
     * @return the verdict
     */
    public boolean ok() {
        boolean proves = judged.stream().anyMatch(j -> j.worth() == Worth.PROVEN);
        return bad.isEmpty() && proves && judged.stream().noneMatch(j -> j.worth() == Worth.FALSE);
    }
}
