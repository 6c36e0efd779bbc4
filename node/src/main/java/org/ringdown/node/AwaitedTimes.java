package org.ringdown.node;

/** When own entries became durable, until their receipt: the newest of one epoch, in a ring. For a line's thread. */
final class AwaitedTimes {
    private static final int KEPT = 65_536;

    private final long[] indexes = new long[KEPT];
    private final long[] timesNs = new long[KEPT];
    private String epoch = "";

    void put(String ofEpoch, long index, long atNs) {
        if (!ofEpoch.equals(epoch)) {
            epoch = ofEpoch;
            java.util.Arrays.fill(timesNs, 0);
        }
        int slot = (int) (index % KEPT);
        indexes[slot] = index;
        timesNs[slot] = atNs;
    }

    /** The time, once; 0 where it is not known. */
    long take(String ofEpoch, long index) {
        int slot = (int) (index % KEPT);
        if (indexes[slot] != index || !ofEpoch.equals(epoch)) return 0;
        long atNs = timesNs[slot];
        timesNs[slot] = 0;
        return atNs;
    }
}
