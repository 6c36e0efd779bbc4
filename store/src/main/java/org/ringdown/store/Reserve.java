package org.ringdown.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file that takes up room until STOP needs it. For one thread. */
final class Reserve {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final long RETRY_NS = 1_000_000_000L;

    private final Path file;
    private final int bytes;
    private boolean held;
    private long triedNs;

    Reserve(Path file, int bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Whether the room is held back; tries to take it again, at most once a second. */
    boolean hold() {
        if (held) return true;
        if (triedNs != 0 && System.nanoTime() - triedNs < RETRY_NS) return false;
        triedNs = System.nanoTime();
        held = take();
        return held;
    }

    /** Gives the room up; false when it was given up already. */
    boolean release() throws IOException {
        if (!held) return false;
        held = false;
        triedNs = System.nanoTime();
        Files.deleteIfExists(file);
        return true;
    }

    private boolean take() {
        try {
            if (Files.exists(file) && Files.size(file) == bytes) return true;
            Files.deleteIfExists(file);
            Files0600.createIfMissing(file);
            fill();
            return true;
        } catch (IOException full) {
            return deleted(full);
        }
    }

    private void fill() throws IOException {
        byte[] chunk = new byte[Math.min(CHUNK_BYTES, bytes)];
        Arrays.fill(chunk, (byte) 'R');
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int left = bytes; left > 0; ) {
                ByteBuffer part = ByteBuffer.wrap(chunk, 0, Math.min(left, chunk.length));
                left -= part.remaining();
                while (part.hasRemaining()) channel.write(part);
            }
            channel.force(true);
        }
    }

    /** Leaves no half file behind; the room was not to be had. */
    private boolean deleted(IOException reason) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        return false;
    }
}
