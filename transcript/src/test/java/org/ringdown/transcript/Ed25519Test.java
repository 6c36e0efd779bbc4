package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The one Ed25519 rule: the oracle, the JDK and Corretto must agree on every vector and on seeded noise. */
final class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final List<Vector> VECTORS = EdVectors.all();

    @Test
    void verify_adversarialVectors_jdkGivesTheOraclesVerdict() {
        VECTORS.forEach(Ed25519Test::checkVector);
    }

    @Test
    void verify_adversarialVectors_correttoGivesTheOraclesVerdict() throws Throwable {
        Providers.withCorretto(() -> {
            String provider = KeyFactory.getInstance("Ed25519").getProvider().getName();
            assertEquals("AmazonCorrettoCryptoProvider", provider);
            VECTORS.forEach(Ed25519Test::checkVector);
        });
    }

    @Test
    void verify_seededNoise_allAgree() throws Throwable {
        List<Vector> noise = new java.util.ArrayList<>();
        Random random = new Random(20251);
        for (int i = 0; i < 60; i++) noise.add(noisy(random, VECTORS.get(random.nextInt(VECTORS.size()))));
        noise.forEach(Ed25519Test::checkVector);
        Providers.withCorretto(() -> noise.forEach(Ed25519Test::checkVector));
    }

    @Test
    void checkEnrolment_adversarialKeys_givesTheOraclesVerdict() {
        for (Vector vector : VECTORS) {
            Bytes key = Bytes.of(HEX.parseHex(vector.get("key")));
            assertEquals(vector.get("enrol"), Verdict.of(() -> Ed25519.checkEnrolment(key)), vector.name());
        }
    }

    @Test
    void vectors_together_coverEveryVerdict() {
        for (String verdict : List.of(
                "ok",
                "SIGNATURE_INVALID",
                "SIGNATURE_S_RANGE",
                "SIGNATURE_R_NOT_CANONICAL",
                "SIGNATURE_LENGTH",
                "KEY_LENGTH",
                "KEY_LOW_ORDER",
                "KEY_NOT_CANONICAL")) {
            assertTrue(VECTORS.stream().anyMatch(v -> v.get("expect").equals(verdict)), verdict);
        }
        for (String verdict : List.of("ok", "KEY_MIXED_ORDER", "KEY_NOT_ON_CURVE", "KEY_LOW_ORDER")) {
            assertTrue(VECTORS.stream().anyMatch(v -> v.get("enrol").equals(verdict)), verdict);
        }
    }

    @Test
    void signer_ofSeed_hasTheOraclesPublicKeyAndSignsAlikeWithBothProviders() throws Throwable {
        byte[] seed = NotesTest.seed(42);
        byte[] oracle = EdOracle.encode(EdOracle.times(EdOracle.scalar(seed), EdOracle.BASE));
        byte[] message = {1, 2, 3};
        Ed25519Signer jdk = Ed25519Signer.of("n", SignatureType.ED25519, seed);
        assertArrayEquals(oracle, jdk.verifierKey().key().array());
        byte[] signature = jdk.sign(message);
        Providers.withCorretto(() -> {
            Ed25519Signer corretto = Ed25519Signer.of("n", SignatureType.ED25519, seed);
            assertEquals(jdk.verifierKey(), corretto.verifierKey());
            assertArrayEquals(signature, corretto.sign(message));
            assertArrayEquals(signature, jdk.sign(message));
        });
    }

    private static void checkVector(Vector vector) {
        Bytes key = Bytes.of(HEX.parseHex(vector.get("key")));
        byte[] message = HEX.parseHex(vector.get("message"));
        byte[] signature = HEX.parseHex(vector.get("signature"));
        assertEquals(vector.get("expect"), Verdict.of(() -> Ed25519.verify(key, message, signature)), vector.name());
    }

    private static Vector noisy(Random random, Vector from) {
        byte[] key = HEX.parseHex(from.get("key"));
        byte[] message = HEX.parseHex(from.get("message"));
        byte[] signature = HEX.parseHex(from.get("signature"));
        byte[] target = List.of(key, message, signature).get(random.nextInt(3));
        if (target.length > 0) target[random.nextInt(target.length)] ^= (byte) (1 << random.nextInt(8));
        return Vector.of(
                "noise",
                from.name() + "-noisy",
                "key",
                HEX.formatHex(key),
                "message",
                HEX.formatHex(message),
                "signature",
                HEX.formatHex(signature),
                "expect",
                EdOracle.verdict(key, message, signature));
    }
}
