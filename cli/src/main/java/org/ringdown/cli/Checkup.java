package org.ringdown.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringdown.charter.Json;

/** What a check-up found, in the order in which it looked. For one thread. */
final class Checkup {
    private final List<Finding> findings = new ArrayList<>();

    /** How bad a finding is. */
    enum Level {
        /** As it should be. */
        OK,
        /** The node runs, but something should be mended. */
        WARN,
        /** Something does not work, or is not safe. */
        FAIL
    }

    /**
     * One finding.
     *
     * @param check what was looked at
     * @param level how bad it is
     * @param seen what was seen
     * @param mend the command or act that mends it; empty where nothing is to be done
     */
    record Finding(String check, Level level, String seen, String mend) {
        Json.Obj json() {
            return Json.obj()
                    .put("check", check)
                    .put("level", level.name().toLowerCase(Locale.ROOT))
                    .put("seen", seen)
                    .put("mend", mend)
                    .build();
        }
    }

    void ok(String check, String seen) {
        add(check, Level.OK, seen, "");
    }

    void warn(String check, String seen, String mend) {
        add(check, Level.WARN, seen, mend);
    }

    void fail(String check, String seen, String mend) {
        add(check, Level.FAIL, seen, mend);
    }

    private void add(String check, Level level, String seen, String mend) {
        findings.add(new Finding(check, level, Output.safe(seen), Output.safe(mend)));
    }

    long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    boolean isOk() {
        return count(Level.FAIL) == 0;
    }

    Json.Obj json() {
        return Json.obj()
                .put("ok", isOk())
                .put("warnings", count(Level.WARN))
                .put("failures", count(Level.FAIL))
                .put("checks", Json.of(findings.stream().map(Finding::json).toList()))
                .build();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.add("%-4s  %s: %s"
                    .formatted(finding.level().name().toLowerCase(Locale.ROOT), finding.check(), finding.seen()));
            if (!finding.mend().isEmpty()) lines.add("      mend: " + finding.mend());
        }
        lines.add("");
        lines.add(
                isOk()
                        ? "Nothing fails; " + count(Level.WARN) + " warnings."
                        : count(Level.FAIL) + " failures, " + count(Level.WARN) + " warnings.");
        return lines;
    }
}
