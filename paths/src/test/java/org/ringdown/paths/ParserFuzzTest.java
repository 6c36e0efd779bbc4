package org.ringdown.paths;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One fuzz target for each reader. A run of the tests replays the corpus; to search for new inputs: {@code JAZZER_FUZZ=1
 * mvn -pl paths -am test -Dtest='ParserFuzzTest#frames' -Dsurefire.failIfNoSpecifiedTests=false}.
 */
final class ParserFuzzTest {

    private static byte[] bytes(byte @Nullable [] data) {
        return data == null ? new byte[0] : data;
    }

    /** Whatever is read is within its bounds and stands in the stream as it was written. */
    @FuzzTest(maxDuration = "20s")
    void frames(byte @Nullable [] data) throws IOException {
        byte[] input = bytes(data);
        List<byte[]> frames = new ArrayList<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(input));
        try {
            for (Optional<byte[]> frame = Frames.read(in); frame.isPresent(); frame = Frames.read(in))
                frames.add(frame.get());
        } catch (IOException refusal) {
            assertTrue(String.valueOf(refusal.getMessage()).length() > 10);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Frames.write(frames, new byte[64], out);
        assertArrayEquals(Arrays.copyOf(input, out.size()), out.toByteArray());
    }

    /** A key file: read, or refused with what mends it. */
    @FuzzTest(maxDuration = "20s")
    void keyFile(byte @Nullable [] data) {
        try {
            TlsIdentity identity = TlsIdentity.parse(new String(bytes(data), StandardCharsets.US_ASCII));
            assertEquals(91, identity.spki().length);
        } catch (PathsException refusal) {
            assertEquals(PathsException.Code.KEY_CONTENT, refusal.code());
        }
    }

    /** A certificate of a peer whose key is pinned: taken only where its own key signed it. */
    @FuzzTest(maxDuration = "20s")
    void certificate(byte @Nullable [] data) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(data)));
            byte[] ours = Ends.NORTHLAND.spki();
            new PinnedTrust(spki -> Arrays.equals(spki, ours)).check(new X509Certificate[] {certificate});
            assertArrayEquals(ours, certificate.getPublicKey().getEncoded());
        } catch (CertificateException refusal) {
            assertTrue(refusal.toString().length() > 10);
        }
    }
}
