package org.ringdown.cli.bundle;

import java.io.IOException;
import java.util.Arrays;

/** Bytes at rest that can be read anywhere; safe to share between threads. */
public interface ByteSource {
    /**
     * How many bytes there are.
     *
     * @return the count
     */
    long size();

    /**
     * Reads a run of bytes.
     *
     * @param offset where it starts
     * @param length how many
     * @return exactly so many bytes
     * @throws IOException when they can't be read
     */
    byte[] read(long offset, int length) throws IOException;

    /**
     * Bytes in memory.
     *
     * @param bytes not copied; not to be changed
     * @return the source
     */
    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] read(long offset, int length) {
                int from = Math.toIntExact(offset);
                return Arrays.copyOfRange(bytes, from, Math.addExact(from, length));
            }
        };
    }
}
