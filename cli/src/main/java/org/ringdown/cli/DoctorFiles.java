package org.ringdown.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ringdown.node.DataDirectory;

/** Checks the files of a data directory: who may open them, and that nothing lies there that must not. */
final class DoctorFiles {
    private static final int FILES_MAX = 10_000;
    private static final int NAMED_MAX = 5;
    private static final int HEAD_BYTES = 4_096;
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Checkup checkup;
    private final DataDirectory data;

    DoctorFiles(Checkup checkup, DataDirectory data) {
        this.checkup = checkup;
        this.data = data;
    }

    void run() {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> found = Files.walk(data.root(), 8)) {
            found.limit(FILES_MAX).forEach(all::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            checkup.fail("files", "the data directory can't be listed: " + e, "chmod -R u+rwX " + data.root());
            return;
        }
        modes(all);
        offline(all);
        leftovers(all);
    }

    private void modes(List<Path> all) {
        List<Path> open = new ArrayList<>();
        List<Path> shut = new ArrayList<>();
        for (Path path : all) {
            if (isOpenToOthers(path)) open.add(path);
            if (!Files.isReadable(path)) shut.add(path);
        }
        if (!shut.isEmpty()) {
            checkup.fail(
                    "modes",
                    "this user can't read " + named(shut),
                    "sudo chown -R \"$(id -un)\" " + data.root() + " && chmod -R u+rwX " + data.root());
        }
        if (open.isEmpty()) {
            checkup.ok("modes", all.size() + " files and directories, none open to others");
            return;
        }
        String seen = "others can open " + named(open);
        String mend = "chmod -R go-rwx " + data.root();
        if (open.stream().anyMatch(this::isSecret)) checkup.fail("modes", seen, mend);
        else checkup.warn("modes", seen, mend);
    }

    private static boolean isOpenToOthers(Path path) {
        try {
            return Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            // gone meanwhile, or a volume without modes
            return false;
        }
    }

    private boolean isSecret(Path path) {
        Path inside = data.root().relativize(path);
        return inside.startsWith("keys") || path.equals(data.cliToken()) || path.equals(data.officers());
    }

    private static String named(List<Path> paths) {
        String names = String.join(
                ", ", paths.stream().limit(NAMED_MAX).map(Path::toString).toList());
        return paths.size() > NAMED_MAX ? names + " and " + (paths.size() - NAMED_MAX) + " more" : names;
    }

    /** The root key and the reserve must be out of reach of whoever takes this machine. */
    private void offline(List<Path> all) {
        List<Path> wrong = all.stream().filter(DoctorFiles::isOffline).toList();
        if (wrong.isEmpty()) {
            checkup.ok("root key", "no root key and no reserve keys in the data directory");
            return;
        }
        checkup.fail(
                "root key",
                named(wrong) + " must not lie here: whoever takes this machine would speak for the party for ever",
                "Move it to a medium that you can lock away: mv " + wrong.getFirst() + " /media/safe/");
    }

    private static boolean isOffline(Path file) {
        if (!Files.isRegularFile(file)) return false;
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
            boolean root = head.startsWith("ringdown/private-key/v1\n") && head.contains("\"use\": \"root\"");
            boolean reserve = head.startsWith("{") && head.contains("\"ringdown/reserve/v1\"");
            return root || reserve;
        } catch (IOException e) {
            // its mode is named elsewhere
            return false;
        }
    }

    private void leftovers(List<Path> all) {
        List<Path> left = all.stream()
                .filter(path -> path.getFileName().toString().endsWith(".founding")
                        || path.getFileName().toString().contains(".damaged-"))
                .toList();
        if (left.isEmpty()) return;
        checkup.warn(
                "leftovers",
                named(left),
                "Files set aside by a founding or a restore. Keep them until the record is whole again, then remove them.");
    }
}
