package org.ringdown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ringdown.charter.CharterException;
import org.ringdown.cli.bundle.BundleException;
import org.ringdown.cli.bundle.BundleRecord;
import org.ringdown.cli.bundle.BundleReport;
import org.ringdown.cli.bundle.BundleVerifier;
import org.ringdown.cli.bundle.FileBytes;
import org.ringdown.cli.bundle.Manifest;
import org.ringdown.cli.bundle.Trust;
import org.ringdown.line.StoreException;
import org.ringdown.node.DataDirectory;
import org.ringdown.node.Founding;
import org.ringdown.node.NodeException;

/** The files of a restore: a store with its side files, brought from a copy or a bundle. */
final class RestoreFiles {
    private static final List<String> SIDES = List.of("", "-wal", "-shm");

    private final DataDirectory data;
    private final String line;

    RestoreFiles(DataDirectory data, String line) {
        this.data = data;
        this.line = line;
    }

    /** Makes a store of a copy or a bundle in a place of its own, and checks it whole. */
    StoreCheck bring(Path source, Path fresh)
            throws CliException, IOException, NodeException, StoreException, CharterException, BundleException {
        if (isZip(source)) fromBundle(source, fresh);
        else fromCopy(source, fresh);
        StoreCheck check = StoreCheck.run(data, line, fresh);
        if (check.isSound() && check.isOfThisLine()) return check;
        String why = check.isSound() ? "its entries are not of line " + line : String.join("; ", check.lines());
        throw refused(source, why, new IOException(why));
    }

    private static CliException refused(Path source, String why, Exception cause) {
        return new CliException(
                Exit.INPUT,
                "BACKUP_REFUSED",
                source + " can't be used: " + why
                        + ". Nothing was changed. Take another copy, or restore without --from.",
                cause);
    }

    private static boolean isZip(Path source) throws IOException {
        try (var in = Files.newInputStream(source)) {
            return Arrays.equals(in.readNBytes(2), new byte[] {'P', 'K'});
        }
    }

    private static void fromCopy(Path source, Path fresh) throws IOException {
        Files.copy(source, fresh);
        Path wal = Path.of(source + "-wal");
        if (Files.isRegularFile(wal)) Files.copy(wal, Path.of(fresh + "-wal"));
        for (String side : List.of("", "-wal")) {
            Path copied = Path.of(fresh + side);
            if (Files.exists(copied))
                Files.setPosixFilePermissions(copied, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void fromBundle(Path source, Path fresh)
            throws CliException, IOException, NodeException, StoreException, BundleException {
        try (FileBytes bytes = FileBytes.open(source);
                ExecutorService workers = Executors.newFixedThreadPool(2)) {
            BundleReport report = BundleVerifier.verify(bytes, Trust.NONE, workers);
            if (!report.ok())
                throw refused(source, "it does not verify; see ringdown verify " + source, new IOException());
            if (report.manifest().mode() != Manifest.Mode.ALL) {
                throw refused(source, "it holds a part of the record only", new IOException());
            }
            if (!report.charter().equals(Founding.charter(data, line))) {
                throw refused(source, "it is of another line", new IOException());
            }
            BundleImport.write(BundleRecord.open(bytes), fresh);
        }
    }

    static void remove(Path store) throws IOException {
        for (String side : SIDES) Files.deleteIfExists(Path.of(store + side));
    }

    /** Renames a store with its side files; the shared-memory file is made anew by the next start. */
    static void move(Path from, Path to) throws IOException {
        for (String side : List.of("-wal", "")) {
            Path file = Path.of(from + side);
            if (Files.exists(file)) PrivateFile.move(file, Path.of(to + side));
        }
        Files.deleteIfExists(Path.of(from + "-shm"));
    }
}
