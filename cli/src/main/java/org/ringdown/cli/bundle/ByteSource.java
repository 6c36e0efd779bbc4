package org.ringdown.cli.bundle;

import java.io.IOException;

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
    default byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(offset, bytes, length);
        return bytes;
    }

    /**
     * Reads a run of bytes into room that is there.
     *
     * @param offset where it starts
     * @param into where to, from its first byte on
     * @param length how many
     * @throws IOException when they can't be read
     */
    void read(long offset, byte[] into, int length) throws IOException;

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
            public void read(long offset, byte[] into, int length) {
                System.arraycopy(bytes, Math.toIntExact(offset), into, 0, length);
            }
        };
    }
}
