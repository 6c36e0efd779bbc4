package org.ringdown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.Json;

final class DoctorCommandTest {
    @TempDir
    private static Path folder = Path.of("");

    private final Founded line = Founded.onceIn(folder);
    private final Founded.Side north = line.north;

    /** The findings of one level, and that the exit says the same as the JSON. */
    private List<Json.Obj> findings(String level) {
        Cli.Result result = north.run("doctor", "--json");
        boolean failing = ApiReply.whole(result.json(), "failures") > 0;
        assertEquals(failing ? Exit.NEGATIVE.code() : Exit.OK.code(), result.exit(), result.out());
        return ApiReply.list(result.json(), "checks").stream()
                .filter(check -> ApiReply.text(check, "level").equals(level))
                .toList();
    }

    private void expectFailure(String check, String seen, String mend) {
        List<Json.Obj> failures = findings("fail");
        assertTrue(
                failures.stream()
                        .anyMatch(found -> ApiReply.text(found, "check").contains(check)
                                && ApiReply.text(found, "seen").contains(seen)
                                && ApiReply.text(found, "mend").contains(mend)),
                () -> "no failure of " + check + " in " + failures);
    }

    private Path keys() {
        return north.data.resolve("keys").resolve(line.line);
    }

    @Test
    void doctor_soundDirectory_failsNothingAndWarnsOfTheSharedVolume() {
        assertEquals(List.of(), findings("fail"));
        assertTrue(findings("warn").stream()
                .anyMatch(found -> ApiReply.text(found, "seen").contains("store's own volume")));
        String text = north.ok("doctor").out();
        assertTrue(text.contains("Nothing fails"), text);
        assertTrue(text.contains("each certified by the root"), text);
    }

    @Test
    void doctor_runningNode_isAskedInsteadOfItsPorts() {
        north.start();
        try {
            assertTrue(findings("ok").stream()
                    .anyMatch(found -> ApiReply.text(found, "seen").contains("runs since")));
        } finally {
            north.stop();
        }
    }

    @Test
    void doctor_keyOpenToOthers_namesChmod() throws IOException {
        Path key = keys().resolve("log.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        expectFailure("modes", key.toString(), "chmod -R go-rwx " + north.data);
        expectFailure("keys", "others can open it", "chmod 600");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void doctor_missingAndForeignKey_areNamed() throws IOException {
        Path key = keys().resolve("holder.key");
        byte[] before = Files.readAllBytes(key);
        Files.delete(key);
        expectFailure("keys", "holder.key is missing", "restore it from your backup");
        PrivateFile.create(
                key,
                Files.readAllBytes(
                        line.south.data.resolve("keys").resolve(line.line).resolve("holder.key")));
        expectFailure("keys", "not certified", "charter certify --use holder");
        PrivateFile.replace(key, before);
    }

    @Test
    void doctor_unknownConfigurationKey_isNamed() throws IOException {
        Path config = north.data.resolve("ringdown.toml");
        String before = Files.readString(config);
        Files.writeString(config, before.replace("[line]\n", "[line]\nlissten = \"127.0.0.1:1\"\n"));
        expectFailure("configuration", "lissten", "Mend ");
        Files.writeString(config, before);
    }

    @Test
    void doctor_takenPort_namesTheKeyToChange() throws IOException {
        try (ServerSocket taken = new ServerSocket(north.linePort, 1, InetAddress.getLoopbackAddress())) {
            assertTrue(taken.isBound());
            expectFailure("line", "127.0.0.1:" + north.linePort, "line.listen");
        }
    }

    @Test
    void doctor_rootKeyOrReserveInTheDataDirectory_fails() throws IOException {
        Path root = north.data.resolve("innocent.txt");
        PrivateFile.create(root, Files.readAllBytes(north.root));
        expectFailure("root key", "innocent.txt", "mv ");
        Files.delete(root);
        PrivateFile.create(root, Files.readAllBytes(Path.of(north.root + ".reserve")));
        expectFailure("root key", "innocent.txt", "mv ");
        Files.delete(root);
    }

    @Test
    void doctor_missingStore_namesRestore() throws IOException {
        Path store = north.data.resolve("lines").resolve(line.line).resolve("store.db");
        Path aside = folder.resolve("store.aside");
        Files.move(store, aside);
        expectFailure("store", "is missing", "ringdown restore");
        Files.writeString(store, "this is no database, only a text that is long enough to be looked at as one");
        expectFailure("store", "can't be read", "ringdown fsck");
        RestoreFiles.remove(store);
        Files.move(aside, store);
    }

    @Test
    void doctor_noPeerKeys_namesTheCommand() throws IOException {
        Path keys = north.data.resolve("lines").resolve(line.line).resolve("peer.keys");
        Path aside = folder.resolve("peer.aside");
        Files.move(keys, aside);
        expectFailure("peer keys", "no keys of southland", "ringdown charter peer-keys");
        Files.move(aside, keys);
    }

    @Test
    void doctor_notADataDirectory_isBadInput() {
        Cli.Result refused =
                Cli.run("doctor", "--data", folder.resolve("nothing").toString(), "--json");
        assertEquals(Exit.INPUT.code(), refused.exit());
        assertTrue(ApiReply.text(refused.error(), "next").contains("ringdown init"), refused.err());
    }

    @Test
    void doctor_wrongTimeOfFiles_doesNotMatter() throws IOException {
        Files.setLastModifiedTime(north.data.resolve("ringdown.toml"), FileTime.fromMillis(0));
        assertEquals(List.of(), findings("fail"));
    }
}
