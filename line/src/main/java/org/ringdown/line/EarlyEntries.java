package org.ringdown.line;

import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.ringdown.transcript.Hash;

/** The entries of one peer log that are held beyond a gap. */
final class EarlyEntries {
    /**
     * One of them.
     *
     * @param exact the exact OVERTAKE frame in base64
     * @param hash its leaf's hash
     * @param headSize the size of the head that it came under
     */
    record Early(String exact, Hash hash, long headSize) {
        /** The frame again, which was read when it came. */
        Frame.Overtake frame() {
            try {
                byte[] bytes = Base64.getDecoder().decode(exact);
                if (FrameCodec.decode(bytes) instanceof Frame.Overtake overtake) return overtake;
                throw new IllegalStateException("a kept early entry is another frame");
            } catch (FrameException e) {
                throw new IllegalStateException("a kept early entry does not parse", e);
            }
        }
    }

    private final NavigableMap<Long, Early> byIndex = new TreeMap<>();
    private long chars;

    void put(long index, Early early) {
        remove(index);
        byIndex.put(index, early);
        chars += early.exact().length();
    }

    /** Whether there was one. */
    boolean remove(long index) {
        Early gone = byIndex.remove(index);
        if (gone == null) return false;
        chars -= gone.exact().length();
        return true;
    }

    Optional<Early> get(long index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    int count() {
        return byIndex.size();
    }

    /** The length of all frames together. */
    long chars() {
        return chars;
    }

    /** The exact frames by their index. */
    List<String> frames() {
        return Collections.unmodifiableList(
                byIndex.values().stream().map(Early::exact).toList());
    }
}
