package org.ringdown.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick ways to hash leaves and to compare hashes, against the plain ones. */
final class LeafHasherTest {

    @Test
    void leaf_anywhereInABlock_isTheLeafHash() {
        LeafHasher hasher = new LeafHasher();
        Random random = new Random(3);
        byte[] block = new byte[2_000];
        random.nextBytes(block);
        for (int i = 0; i < 3_000; i++) {
            int from = random.nextInt(block.length);
            int to = from + random.nextInt(block.length - from + 1);
            assertEquals(Rfc6962.leaf(Arrays.copyOfRange(block, from, to)), hasher.leaf(block, from, to));
        }
    }

    @Test
    void leaf_beyondTheBlock_throwsAndLeavesNothingBehind() {
        LeafHasher hasher = new LeafHasher();
        assertThrows(IndexOutOfBoundsException.class, () -> hasher.leaf(new byte[4], 2, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> hasher.leaf(new byte[4], 3, 2));
        assertEquals(Rfc6962.leaf(new byte[4]), hasher.leaf(new byte[4], 0, 4));
    }

    @Test
    void isBase64_ofEveryOtherSpelling_isFalse() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[Hash.SIZE];
            random.nextBytes(bytes);
            Hash hash = Hash.of(bytes);
            byte[] text = (" " + hash.base64() + " ").getBytes(StandardCharsets.US_ASCII);
            assertTrue(hash.isBase64(text, 1, 45));
            assertFalse(hash.isBase64(text, 1, 44));
            assertFalse(hash.isBase64(text, 0, 45));
            byte[] changed = text.clone();
            int at = 1 + random.nextInt(44);
            changed[at] = (byte) (changed[at] ^ (1 << random.nextInt(8)));
            assertFalse(hash.isBase64(changed, 1, 45), "byte " + at);
        }
    }
}
