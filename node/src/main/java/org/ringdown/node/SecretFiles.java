package org.ringdown.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and directories that only their owner may open: made so, and refused when they are not so. */
final class SecretFiles {
    private static final int BYTES_MAX = 1 << 20;
    private static final FileAttribute<Set<PosixFilePermission>> MODE_0600 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> MODE_0700 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFiles() {}

    /** Makes a directory with mode 0700, with its parents, where it is not there yet. */
    static void directory(Path directory) throws NodeException {
        if (Files.isDirectory(directory)) return;
        try {
            Files.createDirectories(directory, MODE_0700);
        } catch (IOException e) {
            throw failed(directory, "can't be made", e);
        }
    }

    /** Writes a new file with mode 0600, durably; refuses to write over one. */
    static void create(Path file, byte[] bytes) throws NodeException {
        try {
            write(file, bytes);
        } catch (FileAlreadyExistsException e) {
            String mend = file + " is there already and is not written over. Move it away, or name another file.";
            throw new NodeException(NodeCode.FILE_EXISTS, mend, e);
        } catch (IOException e) {
            throw failed(file, "can't be written", e);
        }
    }

    /** Replaces a file with mode 0600 in one step: after a crash the old or the new one stands there, whole. */
    static void replace(Path file, byte[] bytes) throws NodeException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(file);
        } catch (IOException e) {
            throw failed(file, "can't be replaced", e);
        }
    }

    /** Reads a file that only its owner may read. */
    static byte[] read(Path file) throws NodeException {
        try {
            check(file);
            if (Files.size(file) > BYTES_MAX) {
                String mend =
                        file + " has " + Files.size(file) + " bytes; no file of ours there has more than " + BYTES_MAX;
                throw new NodeException(NodeCode.KEY_INVALID, mend + ". Restore it from your backup.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            String mend = file + " is missing. Restore it from your backup, with mode 0600.";
            throw new NodeException(NodeCode.FILE_MISSING, mend, e);
        } catch (IOException e) {
            throw failed(file, "can't be read", e);
        }
    }

    /** Refuses a file that others than its owner may open, with the command that mends it. */
    static void check(Path file) throws IOException, NodeException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) return;
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
        if (OWNER.containsAll(modes)) return;
        String seen = file + " has the mode " + PosixFilePermissions.toString(modes) + ": others can open it.";
        throw new NodeException(NodeCode.KEY_EXPOSED, seen + " Mend it with: chmod 600 " + quoted(file));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, MODE_0600)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) channel.write(buffer);
            channel.force(true);
        }
        syncDirectory(file);
    }

    private static void syncDirectory(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) return;
        try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static String quoted(Path file) {
        String text = file.toString();
        return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static NodeException failed(Path path, String what, IOException e) {
        String seen = path + " " + what + ": " + e;
        return new NodeException(
                NodeCode.FILE_FAILED, seen + ". Check owner, mode and free space of its directory.", e);
    }
}
