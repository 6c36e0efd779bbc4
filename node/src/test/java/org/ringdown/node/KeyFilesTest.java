package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.KeyUse;
import org.ringdown.charter.Names;
import org.ringdown.transcript.NoteSigner;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

final class KeyFilesTest {
    private static final String LINE = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path scratch = Path.of("");

    @Test
    void keys_written_areReadBackAndClosedToOthers() throws NodeException, IOException, CharterException {
        KeyFiles made = create(Optional.empty());
        KeyFiles read = KeyFiles.open(directory(), Optional.empty());

        for (KeyUse use : KeyFiles.USES) {
            assertEquals(made.publicKey(use), read.publicKey(use));
            use.form().checkEnrolment(read.publicKey(use));
            Path file = directory().resolve(use.word() + ".key");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())));
        assertEquals(List.of(), KeyFiles.faults(directory()));
    }

    @Test
    void signer_ofTheLogKey_signsUnderAnyOrigin() throws NodeException, TranscriptException {
        NoteSigner signer = create(Optional.empty()).signer(KeyUse.LOG, LINE + "/northland/1-9f3c02ab");
        SignedNote note = SignedNote.of("a\n", Notes.sign("a\n", signer));
        Notes.verify(note, signer.verifierKey());
    }

    @Test
    void keyFile_openToOthers_isRefusedWithTheCommandThatMendsIt() throws NodeException, IOException {
        create(Optional.empty());
        Path file = directory().resolve("log.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        NodeException e = assertThrows(NodeException.class, () -> KeyFiles.open(directory(), Optional.empty()));
        assertEquals(NodeCode.KEY_EXPOSED, e.code());
        assertTrue(String.valueOf(e.getMessage()).endsWith("Mend it with: chmod 600 " + file), e.getMessage());
        assertEquals(1, KeyFiles.faults(directory()).size());
    }

    @Test
    void keyFile_missing_isNamed() throws NodeException, IOException {
        create(Optional.empty());
        Files.delete(directory().resolve("early.key"));
        assertEquals(NodeCode.FILE_MISSING, openRefused(Optional.empty()));
    }

    @Test
    void keyFile_inAnothersPlace_isRefused() throws NodeException, IOException {
        create(Optional.empty());
        Files.delete(directory().resolve("early.key"));
        Files.move(directory().resolve("log.key"), directory().resolve("early.key"));
        Files.copy(directory().resolve("early.key"), directory().resolve("log.key"));
        assertEquals(NodeCode.KEY_INVALID, openRefused(Optional.empty()));
    }

    @Test
    void sealedKeys_openOnlyWithTheirPassphrase_andShowNoSecret() throws NodeException, IOException {
        KeyFiles made = create(Optional.of(new Passphrase("correct horse".toCharArray())));

        KeyFiles read = KeyFiles.open(directory(), Optional.of(new Passphrase("correct horse".toCharArray())));
        assertEquals(made.publicKey(KeyUse.PQ), read.publicKey(KeyUse.PQ));
        assertEquals(NodeCode.KEY_LOCKED, openRefused(Optional.of(new Passphrase("wrong".toCharArray()))));
        assertEquals(NodeCode.KEY_LOCKED, openRefused(Optional.empty()));
        assertFalse(Files.readString(directory().resolve("log.key")).contains("\"secret\""));
    }

    @Test
    void keyFile_cutAtEveryByte_isRefused() throws NodeException, IOException {
        create(Optional.empty());
        Path file = directory().resolve("log.key");
        byte[] whole = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        for (int size = 0; size < whole.length; size++) {
            Files.write(file, java.util.Arrays.copyOf(whole, size));
            assertEquals(NodeCode.KEY_INVALID, openRefused(Optional.empty()), "cut to " + size + " bytes");
        }
    }

    @Test
    void rootKey_insideTheDataDirectory_isRefused() throws NodeException {
        DataDirectory data = new DataDirectory(scratch.resolve("data"));
        SecretFiles.directory(data.root());
        Path inside = data.root().resolve("root.key");
        NodeException e = assertThrows(
                NodeException.class,
                () -> KeyFiles.createRoot(inside, data, "northland", Optional.empty(), new SecureRandom()));
        assertEquals(NodeCode.KEY_EXPOSED, e.code());
        assertTrue(Files.notExists(inside));
    }

    @Test
    void rootKey_written_isReadBack() throws NodeException {
        DataDirectory data = new DataDirectory(scratch.resolve("data"));
        Path file = scratch.resolve("root.key");
        NoteSigner made = KeyFiles.createRoot(file, data, "northland", Optional.empty(), new SecureRandom());
        assertTrue(Names.isRootOf(made.verifierKey().name(), "northland"));
        assertEquals(
                made.verifierKey(),
                KeyFiles.openRoot(file, data, Optional.empty()).verifierKey());
    }

    private KeyFiles create(Optional<Passphrase> passphrase) throws NodeException {
        return KeyFiles.create(directory(), LINE, "northland", passphrase, new SecureRandom());
    }

    private NodeCode openRefused(Optional<Passphrase> passphrase) {
        return assertThrows(NodeException.class, () -> KeyFiles.open(directory(), passphrase))
                .code();
    }

    private Path directory() {
        return scratch.resolve("keys").resolve(LINE);
    }
}
