package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStoreException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdown.paths.TlsIdentity;

/** The API's certificate and key: what does not fit is refused at the start, with what to do. */
final class ConnectorsTest {
    @TempDir
    Path scratch = Path.of("");

    private static String pem() {
        return TlsIdentity.generate("northland", 0, 1_000_000, new SecureRandom())
                .pem();
    }

    private static String certificate(String pem) {
        return pem.substring(0, pem.indexOf("-----BEGIN PRIVATE KEY"));
    }

    private static String key(String pem) {
        return pem.substring(pem.indexOf("-----BEGIN PRIVATE KEY"));
    }

    private NodeConfig.TlsFiles files(String certificate, String key) throws IOException {
        Path keyFile = Files.writeString(scratch.resolve("api.key"), key);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        return new NodeConfig.TlsFiles(Files.writeString(scratch.resolve("api.pem"), certificate), keyFile);
    }

    private static String refused(NodeCode code, NodeConfig.TlsFiles files) {
        NodeException refusal = assertThrows(NodeException.class, () -> Connectors.keyStore(files));
        assertEquals(code, refusal.code());
        String said = String.valueOf(refusal.getMessage());
        assertTrue(said.contains("Set api.tls-certificate") || said.contains("Check "), said);
        return said;
    }

    @Test
    void keyStore_pair_isTaken() throws IOException, NodeException, KeyStoreException {
        String pem = pem();
        assertTrue(Connectors.keyStore(files(certificate(pem), key(pem))).isKeyEntry("api"));
    }

    @Test
    void keyStore_keyNotBase64_isRefused() throws IOException {
        String key = "-----BEGIN PRIVATE KEY-----\nA=BC=\n-----END PRIVATE KEY-----\n";
        String said = refused(NodeCode.KEY_INVALID, files(certificate(pem()), key));
        assertTrue(said.contains("api.key"), said);
    }

    @Test
    void keyStore_keyOfAnotherCertificate_isRefused() throws IOException {
        String said = refused(NodeCode.KEY_INVALID, files(certificate(pem()), key(pem())));
        assertTrue(said.contains("api.key"), said);
    }

    @Test
    void keyStore_certificateMissing_saysWhatToDo() throws IOException {
        NodeConfig.TlsFiles files = files("", key(pem()));
        Files.delete(files.certificate());
        refused(NodeCode.FILE_MISSING, files);
    }

    @Test
    void keyStore_certificateIsADirectory_saysWhatToDo() throws IOException {
        NodeConfig.TlsFiles files = files("", key(pem()));
        Files.delete(files.certificate());
        Files.createDirectory(files.certificate());
        refused(NodeCode.FILE_FAILED, files);
    }

    @Test
    void keyStore_certificateBeyondItsBound_isRefused() throws IOException {
        String pem = pem();
        String padded = certificate(pem) + "\n".repeat(300_000);
        String said = refused(NodeCode.KEY_INVALID, files(padded, key(pem)));
        assertTrue(said.contains("at most"), said);
    }
}
