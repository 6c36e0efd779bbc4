package org.ringdown.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of used numbers of one line; while it is open, no other command changes it. */
final class StruckFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private StruckWords struck;

    private StruckFile(Path file, FileChannel channel, FileLock lock, StruckWords struck) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.struck = struck;
    }

    static StruckFile open(Path directory) throws CliException, IOException {
        Path file = directory.resolve("words.struck");
        FileChannel channel =
                FileChannel.open(directory.resolve("words.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            return new StruckFile(file, channel, channel.lock(), read(file));
        } catch (IOException | CliException e) {
            channel.close();
            throw e;
        }
    }

    private static StruckWords read(Path file) throws CliException, IOException {
        try {
            return StruckWords.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return StruckWords.NONE;
        } catch (StruckWords.DamagedException e) {
            throw new CliException(
                    Exit.ENVIRONMENT,
                    "STRUCK_DAMAGED",
                    file + " is damaged (" + e.getMessage() + "). Use no number of this hour and its neighbours: they"
                            + " may have been used. Then move the file away: mv " + file + " " + file + ".damaged",
                    e);
        }
    }

    StruckWords struck() {
        return struck;
    }

    /** Strikes a number, durably, before anything is said. */
    void strike(StruckWords.Row row) throws IOException {
        StruckWords next = struck.with(row);
        PrivateFile.replace(file, next.bytes());
        struck = next;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
