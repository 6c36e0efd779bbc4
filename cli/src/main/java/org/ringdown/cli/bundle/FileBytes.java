package org.ringdown.cli.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file as a {@link ByteSource}: the package's only reader of files. */
public final class FileBytes implements ByteSource, AutoCloseable {
    private final FileChannel channel;
    private final long size;

    private FileBytes(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens a file. Its size is taken now; bytes that are added later are not seen.
     *
     * @param file the file
     * @return the open source
     * @throws IOException when it can't be opened
     */
    public static FileBytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new FileBytes(channel, channel.size());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, byte[] into, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("the file ended at byte " + (offset + buffer.position()) + " while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
