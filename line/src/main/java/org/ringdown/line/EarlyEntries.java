package org.ringdown.line;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The entries of one peer log that are held beyond a gap, each as the exact OVERTAKE frame in base64. */
final class EarlyEntries {
    private final NavigableMap<Long, String> frames = new TreeMap<>();
    private long chars;

    void put(long index, String exact) {
        remove(index);
        frames.put(index, exact);
        chars += exact.length();
    }

    /** Whether there was one. */
    boolean remove(long index) {
        String gone = frames.remove(index);
        if (gone == null) return false;
        chars -= gone.length();
        return true;
    }

    boolean has(long index) {
        return frames.containsKey(index);
    }

    int count() {
        return frames.size();
    }

    /** The length of all frames together. */
    long chars() {
        return chars;
    }

    /** The frames by their index. */
    Collection<String> frames() {
        return Collections.unmodifiableCollection(frames.values());
    }
}
