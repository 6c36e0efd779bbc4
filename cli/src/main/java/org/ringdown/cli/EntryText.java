package org.ringdown.cli;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/** One entry as lines for a terminal. Text of a person is shown as text only. */
final class EntryText {
    private EntryText() {}

    static List<String> lines(Json.Obj entry) {
        List<String> lines = new ArrayList<>();
        boolean test = entry.get("test").equals(java.util.Optional.of(Json.of(true)));
        lines.add("#" + ApiReply.whole(entry, "seq") + " " + ApiReply.text(entry, "party") + "/"
                + ApiReply.text(entry, "epoch") + " " + ApiReply.whole(entry, "index") + "  "
                + (test ? "TEST " : "") + ApiReply.text(entry, "precedence") + " " + ApiReply.text(entry, "type") + "  "
                + ApiReply.text(entry, "state") + (entry.get("crossed").isPresent() ? "  CROSSED" : ""));
        lines.add("   " + ApiReply.text(entry, "party") + "'s clock " + BundleText.atMs(ApiReply.whole(entry, "wallMs"))
                + ", ours " + BundleText.atMs(ApiReply.whole(entry, "receivedMs")) + age(entry));
        add(lines, "   subject: ", ApiReply.text(entry, "subject"));
        add(lines, "   ", ApiReply.text(entry, "text"));
        ApiReply.object(entry, "fields").ifPresent(fields -> add(lines, "   ", JsonWriter.compact(fields)));
        ApiReply.object(entry, "unreadable")
                .ifPresent(why -> add(lines, "   unreadable, kept as bytes: ", ApiReply.text(why, "reason")));
        for (Json.Obj step : ApiReply.list(entry, "ladder")) {
            add(lines, "   " + ApiReply.text(step, "party") + " says: ", ApiReply.text(step, "level") + readBack(step));
        }
        if (ApiReply.whole(entry, "earlier") > 0) {
            lines.add("   " + ApiReply.whole(entry, "earlier") + " earlier entries not yet here");
        }
        return lines;
    }

    private static String age(Json.Obj entry) {
        return entry.get("ageMs").isPresent() ? ", " + ApiReply.whole(entry, "ageMs") + " ms old on arrival" : "";
    }

    private static String readBack(Json.Obj step) {
        String text = ApiReply.text(step, "readBack");
        return text.isEmpty() ? "" : ": " + text;
    }

    private static void add(List<String> lines, String label, String text) {
        if (!text.isEmpty()) text.lines().forEach(line -> lines.add(label + Output.safe(line)));
    }
}
