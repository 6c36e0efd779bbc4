package org.ringdown.cli;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.Json;

/** Call lists as a sheet for a watch officer, and as JSON. */
final class CallSheetText {
    private final CallSheet sheet;
    private final StruckWords struck;

    CallSheetText(CallSheet sheet, StruckWords struck) {
        this.sheet = sheet;
        this.struck = struck;
    }

    List<String> lines(long first, int hours, long nowMs) throws CharterException {
        List<String> lines = new ArrayList<>();
        String numbers = String.join(", ", sheet.telephones());
        lines.add(sheet.peer() + "'s telephones: " + (numbers.isEmpty() ? "none in the charter" : numbers));
        lines.add(
                "It is " + java.time.Instant.ofEpochMilli(nowMs / 60_000 * 60_000) + " by this machine's clock. UTC.");
        for (long hour = first; hour < first + hours; hour++) {
            lines.add("");
            lines.add("From " + CallSheet.start(hour) + " to " + CallSheet.start(hour + 1));
            list(lines, sheet.own(), "You call " + sheet.peer(), hour);
            list(lines, sheet.peer(), sheet.peer() + " calls you", hour);
        }
        lines.add("");
        lines.add("Say a number and its call words; hear its answer words. Each number once. Strike it:");
        lines.add("  ringdown words call | check NUMBER WORD WORD | use NUMBER");
        return lines;
    }

    private void list(List<String> lines, String caller, String title, long hour) {
        lines.add(title + ":");
        lines.add("  no   the caller says        the answer");
        for (CallSheet.Entry entry : sheet.list(caller, hour)) {
            boolean used = struck.has(entry.place());
            String call = used ? "-- used --" : String.join(" ", entry.words().call());
            String answer = used ? "" : String.join(" ", entry.words().answer());
            lines.add("  %2d   %-22s %s"
                    .formatted(entry.words().number(), call, answer)
                    .stripTrailing());
        }
    }

    Json.Obj json(String line, long first, int hours) throws CharterException {
        List<Json> lists = new ArrayList<>();
        for (long hour = first; hour < first + hours; hour++) {
            lists.add(Json.obj()
                    .put("from", CallSheet.start(hour).toString())
                    .put("until", CallSheet.start(hour + 1).toString())
                    .put("outgoing", Json.of(rows(sheet.own(), hour)))
                    .put("incoming", Json.of(rows(sheet.peer(), hour)))
                    .build());
        }
        return Json.obj()
                .put("line", line)
                .put("party", sheet.own())
                .put("peer", sheet.peer())
                .put("telephones", Json.strings(sheet.telephones()))
                .put("hours", Json.of(lists))
                .build();
    }

    private List<Json> rows(String caller, long hour) {
        List<Json> rows = new ArrayList<>();
        for (CallSheet.Entry entry : sheet.list(caller, hour)) {
            rows.add(Json.obj()
                    .put("number", entry.words().number())
                    .put("call", String.join(" ", entry.words().call()))
                    .put("answer", String.join(" ", entry.words().answer()))
                    .put("used", struck.has(entry.place()))
                    .build());
        }
        return rows;
    }
}
