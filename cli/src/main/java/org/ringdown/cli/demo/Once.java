package org.ringdown.cli.demo;

import java.io.PrintStream;
import java.util.List;

/** The whole story, driven by itself, and its report. */
final class Once {
    /** The laws that this story checks; each must really have been checked. */
    private static final List<Integer> LAWS = List.of(1, 2, 3, 4, 7, 8, 10, 11, 12, 15);

    private Once() {}

    /** Runs it; true when every step went and every law held. Only the report goes to the stream. */
    static boolean run(Stage stage, PrintStream out) throws InterruptedException {
        LawBook laws = new LawBook(LAWS);
        Report report = new Report();
        TalkSteps talk = new TalkSteps(stage, laws);
        FaultSteps faults = new FaultSteps(stage, laws, talk);
        EvidenceSteps evidence = new EvidenceSteps(stage, laws, talk);
        report.step("found the line", laws, () -> {
            stage.checkPorts();
            stage.layWires();
            stage.found();
            return "charter, keys and both logs, by files only, in " + stage.folder;
        });
        report.step("both sides talk", laws, talk::exchange);
        report.step("what is not allowed is refused", laws, talk::refusals);
        report.step("a disk that takes no writes: STOP still goes", laws, new UngatedSteps(stage, laws)::stopped);
        report.step("the line is cut and healed", laws, faults::cut);
        report.step("kill -9 in mid-traffic, restart, catch up", laws, faults::kill);
        report.step("a lost store is restored from the peer", laws, faults::lost);
        report.step("export, verify in a clean folder", laws, evidence::verify);
        report.step("a forged bundle is refused", laws, evidence::tamper);
        report.step("stores, journals and bundles against the laws", laws, evidence::check);
        report.step("fsck; a flipped byte is found", laws, evidence::flip);
        boolean ok = report.ok(laws);
        if (!ok) {
            for (Party party : stage.parties()) {
                System.err.println("demo: the end of " + party.id + "'s log:\n" + party.logEnd(25));
            }
        }
        out.println(report.line(laws, stage.parties()));
        return ok;
    }
}
