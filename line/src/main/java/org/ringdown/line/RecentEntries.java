package org.ringdown.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ringdown.message.LogId;

/** The newest own entries of one log, consecutive, in memory up to a bound of bytes. Owned by the Post's thread. */
final class RecentEntries {
    private static final int FIRST_SLOTS = 256;

    /** The entry of index i is in slot i modulo the length, which is a power of two. */
    private KeptEntry[] slots = new KeptEntry[FIRST_SLOTS];

    private long first;
    private long end;
    private long bytes;

    /** Adds the next entry; one that does not follow the last one starts anew. */
    void add(KeptEntry entry) {
        if (entry.index() != end) clear();
        if (first == end) first = entry.index();
        end = entry.index() + 1;
        if (end - first > slots.length) grow();
        slots[slot(entry.index())] = entry;
        bytes += entry.leaf().size();
        while (bytes > LineLimits.RECENT_BYTES_MAX) {
            bytes -= slots[slot(first)].leaf().size();
            first++;
        }
    }

    boolean has(LogId log, long index) {
        return index >= first && index < end && slots[slot(index)].log().equals(log);
    }

    /** Entries from one that is here: at most so many, ending with the one that reaches so many bytes. */
    List<KeptEntry> from(long index, int countMax, int bytesMax) {
        List<KeptEntry> out = new ArrayList<>(countMax);
        int taken = 0;
        for (long i = index; i < end && out.size() < countMax && taken < bytesMax; i++) {
            KeptEntry entry = slots[slot(i)];
            out.add(entry);
            taken += entry.leaf().size();
        }
        return out;
    }

    void clear() {
        slots = new KeptEntry[FIRST_SLOTS];
        first = 0;
        end = 0;
        bytes = 0;
    }

    private void grow() {
        KeptEntry[] old = slots;
        slots = Arrays.copyOf(old, 2 * old.length);
        for (long i = first; i < end - 1; i++) slots[slot(i)] = old[(int) (i & (old.length - 1))];
    }

    private int slot(long index) {
        return (int) (index & (slots.length - 1));
    }
}
