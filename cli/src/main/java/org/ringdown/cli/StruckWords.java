package org.ringdown.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringdown.charter.CallWords;

/**
 * The numbers of the call lists that were used, and are never used again: a text file, a header line, then {@code hour
 * caller number} in each line. Immutable.
 *
 * @param rows the used ones, in the order in which they were struck
 */
record StruckWords(Set<Row> rows) {
    /** Nothing was used yet. */
    static final StruckWords NONE = new StruckWords(Set.of());

    private static final String HEADER = "ringdown/struck/v1\n";
    private static final int BYTES_MAX = 1 << 18;
    private static final int ROWS_MAX = 4_096;

    /** Lists this much older than a newly struck one are long past any clock's error, and are forgotten. */
    private static final long KEPT_HOURS = 72;

    private static final Pattern ROW = Pattern.compile("(\\d{1,10}) ([a-z][a-z0-9-]{0,31}) (\\d{1,2})");

    /**
     * One used number.
     *
     * @param hour whole hours since 1970, UTC: whose list
     * @param caller the party that calls: which direction
     * @param number from 1
     */
    record Row(long hour, String caller, int number) {}

    /** A file of used numbers is damaged. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String seen) {
            super(seen);
        }
    }

    StruckWords {
        rows = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(rows));
    }

    /** Reads a file; refuses it whole where a line is not understood, since a lost row could be used twice. */
    static StruckWords parse(byte[] file) throws DamagedException {
        if (file.length > BYTES_MAX) throw new DamagedException(file.length + " bytes");
        String text = new String(file, StandardCharsets.UTF_8);
        if (!text.startsWith(HEADER) || !text.endsWith("\n")) throw new DamagedException("no header, or a torn end");
        Set<Row> rows = new LinkedHashSet<>();
        for (String line : text.substring(HEADER.length()).lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (!row.matches() || rows.size() == ROWS_MAX) throw new DamagedException("line " + (rows.size() + 2));
            int number = Integer.parseInt(row.group(3));
            if (number < 1 || number > CallWords.ROWS) throw new DamagedException("number " + number);
            rows.add(new Row(Long.parseLong(row.group(1)), row.group(2), number));
        }
        return new StruckWords(rows);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(HEADER);
        for (Row row : rows) {
            text.append(row.hour())
                    .append(' ')
                    .append(row.caller())
                    .append(' ')
                    .append(row.number())
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    boolean has(Row row) {
        return rows.contains(row);
    }

    /** Strikes a number; what is past any clock's error is forgotten. */
    StruckWords with(Row row) {
        Set<Row> next = new LinkedHashSet<>();
        for (Row old : rows) if (old.hour() > row.hour() - KEPT_HOURS) next.add(old);
        next.add(row);
        return new StruckWords(next);
    }
}
