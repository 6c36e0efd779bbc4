package org.ringdown.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.charter.Party;
import org.ringdown.cli.bundle.EvidenceReport;
import org.ringdown.cli.bundle.EvidenceReport.Judged;

/** A verdict on evidence, in plain words and as JSON. */
final class EvidenceText {
    private EvidenceText() {}

    static List<String> of(EvidenceReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.ok() ? "PROVEN" : "NOT PROVEN");
        List<String> parties =
                report.charter().terms().parties().stream().map(Party::id).toList();
        lines.add("Line " + report.charter().lineId() + " between " + String.join(" and ", parties) + ".");
        lines.add("Charter words: " + String.join(" ", report.charter().words()));
        for (String bad : report.bad()) lines.add("BAD: " + Output.safe(bad));
        for (Judged judged : report.judged()) {
            lines.add("");
            lines.add(Output.safe(judged.piece().kind()) + ", seen "
                    + Instant.ofEpochMilli(judged.piece().seenMs()) + " by its holder's clock: "
                    + judged.worth().name());
            lines.add("  " + Output.safe(judged.text()));
            lines.add("  Its holder says: " + Output.safe(judged.piece().detail()));
        }
        lines.add("");
        lines.add(
                report.anchors().isEmpty()
                        ? "Nothing you know from elsewhere was held against it: compare the charter's words, or give --key."
                        : "Found as you know it from elsewhere: " + String.join(", ", report.anchors()) + ".");
        lines.add("It does not prove which of the two histories is the true one, nor when each was signed.");
        return lines;
    }

    static Json.Obj json(EvidenceReport report) {
        List<Json> pieces = new ArrayList<>();
        for (Judged judged : report.judged()) {
            pieces.add(Json.obj()
                    .put("party", judged.piece().log().party())
                    .put("epoch", judged.piece().log().epoch())
                    .put("kind", judged.piece().kind())
                    .put("seenMs", judged.piece().seenMs())
                    .put("worth", judged.worth().name())
                    .put("text", judged.text())
                    .build());
        }
        return Json.obj()
                .put("kind", "evidence")
                .put("ok", report.ok())
                .put("line", report.charter().lineId())
                .put("charterWords", String.join(" ", report.charter().words()))
                .put("anchors", Json.strings(report.anchors()))
                .put("bad", Json.strings(report.bad()))
                .put("evidence", Json.of(pieces))
                .build();
    }
}
