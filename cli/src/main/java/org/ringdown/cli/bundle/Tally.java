package org.ringdown.cli.bundle;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.ringdown.message.EntryType;

/** Counts over entries. Made by one thread, then handed over. */
final class Tally {
    private final Map<EntryType, Long> byType = new EnumMap<>(EntryType.class);
    private long entries;
    private long opaque;
    private long misplaced;
    private long firstWallMs = Long.MAX_VALUE;
    private long lastWallMs = Long.MIN_VALUE;

    void readable(EntryType type, long wallMs) {
        entries++;
        byType.merge(type, 1L, Long::sum);
        firstWallMs = Math.min(firstWallMs, wallMs);
        lastWallMs = Math.max(lastWallMs, wallMs);
    }

    void opaqueEntry() {
        entries++;
        opaque++;
    }

    void misplacedEntry() {
        misplaced++;
    }

    void add(Tally other) {
        other.byType.forEach((type, count) -> byType.merge(type, count, Long::sum));
        entries += other.entries;
        opaque += other.opaque;
        misplaced += other.misplaced;
        firstWallMs = Math.min(firstWallMs, other.firstWallMs);
        lastWallMs = Math.max(lastWallMs, other.lastWallMs);
    }

    LogReport.Counts counts() {
        boolean timed = entries > opaque;
        Map<String, Long> counted = new TreeMap<>();
        byType.forEach((type, count) -> counted.put(type.wire(), count));
        return new LogReport.Counts(
                entries, opaque, misplaced, Map.copyOf(counted), timed ? firstWallMs : 0, timed ? lastWallMs : 0);
    }
}
