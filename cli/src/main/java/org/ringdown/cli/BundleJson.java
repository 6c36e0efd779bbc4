package org.ringdown.cli;

import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.cli.bundle.BundleReport;
import org.ringdown.cli.bundle.Finding;
import org.ringdown.cli.bundle.LogReport;

/** A verdict on a bundle as JSON; the same facts as {@link BundleText}. */
final class BundleJson {
    private BundleJson() {}

    static Json.Obj of(BundleReport report) {
        Json.ObjBuilder object = Json.obj()
                .put("kind", "bundle")
                .put("ok", report.ok())
                .put("line", report.manifest().lineId())
                .put("mode", report.manifest().mode().wire())
                .put("charterWords", String.join(" ", report.charter().words()))
                .put("anchors", Json.strings(report.anchors()))
                .put("witnessed", report.witnessed())
                .put("entries", report.entries());
        report.firstBadEntry().ifPresent(bad -> object.put("firstBadEntry", finding(bad)));
        return object.put(
                        "logs",
                        Json.of(report.logs().stream().map(BundleJson::log).toList()))
                .put(
                        "findings",
                        Json.of(report.findings().stream()
                                .map(BundleJson::finding)
                                .toList()))
                .put("proven", Json.strings(BundleText.proven(report)))
                .put("notProven", Json.strings(BundleText.notProven(report)))
                .build();
    }

    private static Json log(LogReport log) {
        Json.ObjBuilder types = Json.obj();
        log.counts().byType().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(type -> types.put(type.getKey(), type.getValue()));
        List<Json.Whole> singles = log.part().singles().stream().map(Json::of).toList();
        List<Json.Whole> postQuantum =
                log.postQuantumSizes().stream().map(Json::of).toList();
        return Json.obj()
                .put("party", log.log().party())
                .put("epoch", log.log().epoch())
                .put("size", log.part().size())
                .put("root", log.root())
                .put("ok", log.headVerified())
                .put("first", log.part().first())
                .put("count", log.part().count())
                .put("singles", Json.of(singles))
                .put("entries", log.counts().entries())
                .put("unreadable", log.counts().opaque())
                .put("misplaced", log.counts().misplaced())
                .put("types", types.build())
                .put("authorClockFirstMs", log.counts().firstWallMs())
                .put("authorClockLastMs", log.counts().lastWallMs())
                .put(
                        "receipts",
                        Json.of(log.receipts().stream().map(BundleJson::receipt).toList()))
                .put("postQuantumSizes", Json.of(postQuantum))
                .build();
    }

    private static Json receipt(LogReport.Receipt receipt) {
        return Json.obj()
                .put("by", receipt.by())
                .put("kind", receipt.kind())
                .put("disputed", receipt.disputed())
                .put("count", receipt.count())
                .put("size", receipt.largestSize())
                .put("signerClockFirst", receipt.firstSeconds())
                .put("signerClockLast", receipt.lastSeconds())
                .build();
    }

    private static Json.Obj finding(Finding finding) {
        Json.ObjBuilder object = Json.obj().put("level", finding.level().name());
        finding.log().ifPresent(log -> object.put("party", log.party()).put("epoch", log.epoch()));
        finding.index().ifPresent(index -> object.put("index", index));
        return object.put("text", finding.text()).build();
    }
}
