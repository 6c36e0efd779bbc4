package org.ringdown.paths;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate we encode ourselves is one that the JDK reads as we meant it. */
final class TlsIdentityTest {
    @TempDir
    Path directory;

    @Test
    void generated_certificate_saysWhatWasAsked() throws Exception {
        long from = Instant.parse("2026-05-04T03:02:01Z").toEpochMilli();
        long to = Instant.parse("2061-05-04T03:02:01Z").toEpochMilli(); // beyond UTCTime
        X509Certificate certificate = TlsIdentity.generate("northland é", from, to, new SecureRandom())
                .certificate();
        certificate.verify(certificate.getPublicKey());
        assertEquals(3, certificate.getVersion());
        assertEquals(Instant.ofEpochMilli(from), certificate.getNotBefore().toInstant());
        assertEquals(Instant.ofEpochMilli(to), certificate.getNotAfter().toInstant());
        assertEquals("CN=northland é", certificate.getSubjectX500Principal().getName());
        assertEquals(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal());
        boolean[] usage = certificate.getKeyUsage();
        assertTrue(usage[0]);
        for (int i = 1; i < usage.length; i++) assertFalse(usage[i]);
        assertTrue(certificate.getSerialNumber().signum() > 0);
    }

    @Test
    void saved_loaded_isTheSameKey() throws Exception {
        Path file = directory.resolve("tls.pem");
        Ends.NORTHLAND.save(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertArrayEquals(Ends.NORTHLAND.spki(), TlsIdentity.load(file).spki());
        assertEquals(
                PathsException.Code.KEY_FILE,
                assertThrows(PathsException.class, () -> Ends.SOUTHLAND.save(file))
                        .code(),
                "never overwrites");
        assertFalse(Ends.NORTHLAND.toString().contains("PRIVATE"));
    }

    @Test
    void load_badFile_isRefusedWithWhatToDo() throws Exception {
        Path file = directory.resolve("tls.pem");
        assertEquals(
                PathsException.Code.KEY_FILE,
                assertThrows(PathsException.class, () -> TlsIdentity.load(file)).code());
        Ends.NORTHLAND.save(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        PathsException open = assertThrows(PathsException.class, () -> TlsIdentity.load(file));
        assertTrue(open.toString().contains("chmod 600 " + file));
        String mixed = Ends.NORTHLAND.pem().split("-----BEGIN PRIVATE", -1)[0] + "-----BEGIN PRIVATE"
                + Ends.SOUTHLAND.pem().split("-----BEGIN PRIVATE", -1)[1];
        for (String bad :
                new String[] {"", "nonsense", mixed, Ends.NORTHLAND.pem().replace("CERTIFICATE", "CERT")}) {
            assertEquals(
                    PathsException.Code.KEY_CONTENT,
                    assertThrows(PathsException.class, () -> TlsIdentity.parse(bad))
                            .code());
        }
    }

    @Test
    void peerAddress_texts_areReadOrRefused() {
        assertEquals(new PeerAddress("post.example", 7411), PeerAddress.parse("post.example:7411"));
        assertEquals(new PeerAddress("2001:db8::1", 7411), PeerAddress.parse("[2001:db8::1]:7411"));
        assertEquals("[2001:db8::1]:7411", new PeerAddress("2001:db8::1", 7411).toString());
        for (String bad : new String[] {"", ":1", "host", "host:", "host:0", "host:65536", "host:1x", "host:-1"}) {
            assertThrows(IllegalArgumentException.class, () -> PeerAddress.parse(bad), bad);
        }
    }
}
