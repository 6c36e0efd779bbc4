package org.ringdown.charter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ringdown.transcript.Hash;

/**
 * Hashes as words that two people can read to each other. The bits are taken from the front of the hash, the most
 * significant bit of the first byte first, 11 bits a word, each an index from 0 into the BIP-39 English list: 12 words are
 * the first 132 bits. There is no checksum word: the words are compared, not typed in, so they are no BIP-39 seed phrase.
 */
public final class Words {
    /** How many words stand for a charter or a head: 132 bits. */
    public static final int COUNT = 12;

    private static final String LIST_SHA256 = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda";

    private Words() {}

    /**
     * Returns the words for a hash.
     *
     * @param hash the hash
     * @return {@value #COUNT} words
     */
    public static List<String> of(Hash hash) {
        return of(hash.bytes(), COUNT);
    }

    /** Returns the words for the front of some bytes; requires 11 bits for each. */
    static List<String> of(byte[] bytes, int count) {
        BigInteger bits = new BigInteger(1, bytes);
        List<String> words = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            int index = bits.shiftRight(bytes.length * 8 - 11 * i).intValue() & 0x7FF;
            words.add(WordList.WORDS.get(index));
        }
        return List.copyOf(words);
    }

    /** The list, read once and checked against its published digest. */
    private static final class WordList {
        static final List<String> WORDS = load();

        private static List<String> load() {
            try (InputStream in = Words.class.getResourceAsStream("bip39-english.txt")) {
                if (in == null) throw new IllegalStateException("the word list is missing from this build");
                byte[] bytes = in.readAllBytes();
                if (!Hash.sha256(bytes).hex().equals(LIST_SHA256)) {
                    throw new IllegalStateException("the word list in this build is not the BIP-39 English list");
                }
                return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
