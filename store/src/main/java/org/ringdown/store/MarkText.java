package org.ringdown.store;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.line.EntryMark;
import org.ringdown.message.EntryId;

/** The lists of a mark as one column each: flags separated by spaces, places by newlines, their parts by tabs. */
final class MarkText {
    private MarkText() {}

    static String flags(EntryMark mark) {
        return mark.flags().isEmpty() ? "" : String.join(" ", mark.flags());
    }

    static List<String> flags(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split(" ", -1));
    }

    static String about(EntryMark mark) {
        if (mark.about().isEmpty()) return "";
        StringBuilder text = new StringBuilder();
        for (EntryId id : mark.about()) {
            text.append(escape(id.party())).append('\t');
            text.append(escape(id.epoch())).append('\t');
            text.append(id.index()).append('\n');
        }
        return text.toString();
    }

    static List<EntryId> about(String column) {
        if (column.isEmpty()) return List.of();
        List<EntryId> places = new ArrayList<>();
        for (String line : column.split("\n", 0)) {
            String[] part = line.split("\t", -1);
            places.add(new EntryId(unescape(part[0]), unescape(part[1]), Long.parseLong(part[2])));
        }
        return places;
    }

    private static String escape(String text) {
        return text.replace("%", "%25").replace("\t", "%09").replace("\n", "%0A");
    }

    private static String unescape(String text) {
        return text.replace("%0A", "\n").replace("%09", "\t").replace("%25", "%");
    }
}
