package org.ringdown.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second node off a data directory, and a command that changes what a node has open. The system frees it when the
 * process dies, however it dies.
 */
public final class NodeLock implements AutoCloseable {
    private final FileChannel channel;

    private NodeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param data the data directory
     * @return the lock, held until it is closed
     * @throws NodeException DATA_LOCKED where a node runs there, or FILE_FAILED
     */
    public static NodeLock take(DataDirectory data) throws NodeException {
        Path file = data.lock();
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            String mend = file + " can't be opened: " + e + ". Check the owner and mode of the data directory.";
            throw new NodeException(NodeCode.FILE_FAILED, mend, e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return new NodeLock(channel);
        } catch (OverlappingFileLockException | IOException e) {
            closeQuietly(channel, e);
            throw taken(file, e);
        }
        IOException held = new IOException("held by another process");
        closeQuietly(channel, held);
        throw taken(file, held);
    }

    private static NodeException taken(Path file, Exception e) {
        String mend =
                "Another node runs on " + file.getParent() + ". Stop it first, or name another directory with --data.";
        return new NodeException(NodeCode.DATA_LOCKED, mend, e);
    }

    private static void closeQuietly(FileChannel channel, Exception because) {
        try {
            channel.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Frees the directory. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
