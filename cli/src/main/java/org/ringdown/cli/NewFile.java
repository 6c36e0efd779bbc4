package org.ringdown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes the files that parties exchange, and reads them within a bound. */
final class NewFile {
    private static final int READ_BYTES_MAX = 4 << 20;

    private NewFile() {}

    /** Writes a file that is not there yet. */
    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Replaces a file whole, or leaves it as it was. */
    static void replace(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static byte[] read(Path file) throws CliException, IOException {
        if (Files.size(file) > READ_BYTES_MAX) {
            throw new CliException(Exit.INPUT, file + " is larger than any file of this kind. Check the name.");
        }
        return Files.readAllBytes(file);
    }
}
