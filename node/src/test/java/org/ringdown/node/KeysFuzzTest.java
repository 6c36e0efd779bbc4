package org.ringdown.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.KeyUse;
import org.ringdown.paths.PathsException;
import org.ringdown.transcript.Bytes;

/**
 * One fuzz target for each reader of a file of keys. A run of the tests replays the corpus; to search for new inputs:
 * {@code JAZZER_FUZZ=1 mvn -pl node -am test -Dtest='KeysFuzzTest#keyPapers' -Dsurefire.failIfNoSpecifiedTests=false}.
 *
 * <p>The laws: nothing but the declared exception is thrown, it says which file and what to do, and what is accepted is
 * written and read again as the same.
 */
final class KeysFuzzTest {
    private static final Passphrase PASSPHRASE = new Passphrase("correct horse".toCharArray());
    private static final byte SEPARATOR = 1;

    /** What is done with a file. */
    private interface Reader {
        void read(Path file) throws NodeException, IOException;
    }

    private static byte[] bytes(byte @Nullable [] data) {
        return data == null ? new byte[0] : data;
    }

    private static Path file(byte[] bytes) throws IOException {
        Path file = Files.createTempFile(
                "fuzz", ".key", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, bytes);
    }

    private static void check(byte[] bytes, Reader reader) throws IOException {
        Path file = file(bytes);
        try {
            reader.read(file);
        } catch (NodeException refusal) {
            String said = String.valueOf(refusal.getMessage());
            assertTrue(said.contains(file.getFileName().toString()), said);
            assertTrue(said.endsWith("."), said);
        } finally {
            Files.delete(file);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void keyPapers(byte @Nullable [] data) throws IOException {
        check(bytes(data), file -> {
            KeyPapers papers = KeyPapers.read(file);
            if (!papers.fit()) return;
            Files.write(file, papers.bytes());
            try {
                assertArrayEquals(papers.bytes(), KeyPapers.read(file).bytes());
            } catch (NodeException e) {
                throw new AssertionError("what was written is not read", e);
            }
        });
    }

    @FuzzTest(maxDuration = "20s")
    void reserve(byte @Nullable [] data) {
        ReserveKeys reserve;
        try {
            reserve = ReserveKeys.parse(bytes(data));
        } catch (JsonException | PathsException refusal) {
            assertTrue(String.valueOf(refusal.getMessage()).length() > 10);
            return;
        }
        HashSet<KeyUse> uses = new HashSet<>();
        for (KeyFile key : reserve.keys()) {
            assertTrue(uses.add(key.use()), "two keys for one use");
            assertEquals(32, key.secret().exposeDangerously().length, "a key that no start would take");
        }
        try {
            byte[] text = reserve.text().getBytes(StandardCharsets.UTF_8);
            assertEquals(reserve.text(), ReserveKeys.parse(text).text());
        } catch (JsonException | PathsException e) {
            throw new AssertionError("what was written is not read", e);
        }
    }

    /** A key file: read with and without a passphrase. A sealed one opens as what was sealed in the corpus, or not at all. */
    @FuzzTest(maxDuration = "20s")
    void keyFile(byte @Nullable [] data) throws IOException {
        check(bytes(data), file -> {
            KeyFile key = KeyFile.read(file, Optional.of(PASSPHRASE));
            assertEquals(key.publicKey(), KeyFile.readPublic(file));
            if (isPlain(file)) checkPlain(key, file);
            else assertEquals(new KeyFile(KeyUse.LOG, "n", zeros(), SecretBytes.owning(new byte[32])), key);
        });
    }

    private static Bytes zeros() {
        return Bytes.of(new byte[32]);
    }

    private static boolean isPlain(Path file) throws NodeException {
        try {
            KeyFile.read(file, Optional.empty());
            return true;
        } catch (NodeException refusal) {
            if (refusal.code() == NodeCode.KEY_LOCKED) return false;
            throw refusal;
        }
    }

    private static void checkPlain(KeyFile key, Path file) throws IOException, NodeException {
        Path copy = file.resolveSibling(file.getFileName() + ".copy");
        try {
            key.create(copy, Optional.empty(), new byte[Passphrase.SALT_SIZE], new Random(1));
            assertEquals(key, KeyFile.read(copy, Optional.empty()));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** The certificate, the byte 1, the key: what is accepted is a pair. */
    @FuzzTest(maxDuration = "20s")
    void tls(byte @Nullable [] data) throws IOException {
        byte[] input = bytes(data);
        int cut = input.length - 1;
        while (cut >= 0 && input[cut] != SEPARATOR) cut--;
        byte[] key = Arrays.copyOfRange(input, cut + 1, input.length);
        Path certificate = file(Arrays.copyOf(input, Math.max(cut, 0)));
        try {
            check(key, file -> {
                try {
                    checkPair(Connectors.keyStore(new NodeConfig.TlsFiles(certificate, file)));
                } catch (NodeException refusal) {
                    String said = String.valueOf(refusal.getMessage());
                    assertTrue(said.contains(certificate.toString()) || said.contains(file.toString()), said);
                    assertTrue(said.endsWith("."), said);
                }
            });
        } finally {
            Files.delete(certificate);
        }
    }

    private static void checkPair(KeyStore store) {
        try {
            PrivateKey key = (PrivateKey) store.getKey("api", new char[0]);
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> "EdDSA";
                    });
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(store.getCertificate("api"));
            assertTrue(signature.verify(signed), "the key is not the certificate's");
        } catch (GeneralSecurityException e) {
            throw new AssertionError("accepted, but of no use", e);
        }
    }
}
