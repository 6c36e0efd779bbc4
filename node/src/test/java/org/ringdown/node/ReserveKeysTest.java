package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.paths.TlsIdentity;
import org.ringdown.transcript.Bytes;

/** A reserve that could not be used on the day is refused when it is read. */
final class ReserveKeysTest {
    private static final String LINE = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path scratch = Path.of("");

    private static KeyFile key(KeyUse use, int secretSize) {
        String name = Names.key(LINE, "northland", use);
        return new KeyFile(use, name, Bytes.of(new byte[32]), SecretBytes.owning(new byte[secretSize]));
    }

    private ReserveKeys read(List<KeyFile> keys) throws IOException, NodeException {
        TlsIdentity tls = TlsIdentity.generate("northland", 0, 1_000_000, new SecureRandom());
        Path file =
                Files.writeString(scratch.resolve("reserve.json"), ReserveKeys.format(LINE, "northland", keys, tls));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return ReserveKeys.read(file);
    }

    private void assertRefused(List<KeyFile> keys, String why) {
        NodeException refusal = assertThrows(NodeException.class, () -> read(keys));
        assertEquals(NodeCode.KEY_INVALID, refusal.code());
        String said = String.valueOf(refusal.getMessage());
        assertTrue(said.contains(why) && said.endsWith("Take the copy from the other safe."), said);
    }

    @Test
    void reserve_oneUseTwice_isRefused() {
        assertRefused(List.of(key(KeyUse.LOG, 32), key(KeyUse.LOG, 32)), "two keys for log");
    }

    @Test
    void reserve_secretOfAnotherSize_isRefused() {
        assertRefused(List.of(key(KeyUse.LOG, 33)), "32 bytes");
    }

    @Test
    void bring_useThatTheReserveLacks_isRefusedAndNothingWaits() throws IOException, NodeException {
        DataDirectory data = new DataDirectory(scratch.resolve("data"));
        SecretFiles.directory(data.keys(LINE));
        ReserveKeys reserve = read(List.of(key(KeyUse.LOG, 32)));
        NextKeys next = new NextKeys(data, LINE, "northland");
        NodeException refusal = assertThrows(
                NodeException.class, () -> reserve.bring(next, Set.of(KeyUse.LOG, KeyUse.HOLDER), Optional.empty()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("no key for holder"), refusal.getMessage());
        assertTrue(Files.notExists(data.keys(LINE).resolve("log.key.next")));
    }
}
