package org.ringdown.node;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A passphrase that seals key files: PBKDF2-HMAC-SHA256, then AES-256-GCM. The costly derivation is done once for each
 * salt, so that the keys of one line, which share a salt, open quickly. Safe to share between threads.
 */
public final class Passphrase {
    static final int ITERATIONS = 600_000;
    static final int SALT_SIZE = 16;
    static final int NONCE_SIZE = 12;
    private static final int ITERATIONS_MAX = 10_000_000;

    private final char[] words;
    private final Map<String, SecretKeySpec> derived = new ConcurrentHashMap<>();

    /**
     * Takes the passphrase over.
     *
     * @param words the passphrase, at least one character; the caller may wipe its own copy
     */
    public Passphrase(char[] words) {
        if (words.length == 0) throw new IllegalArgumentException("an empty passphrase seals nothing");
        this.words = words.clone();
    }

    /** Overwrites the passphrase and forgets what was derived. */
    public void wipe() {
        Arrays.fill(words, '\0');
        derived.clear();
    }

    byte[] seal(byte[] secret, byte[] salt, byte[] nonce, byte[] about) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, salt, ITERATIONS, nonce, about).doFinal(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to seal: check the installed crypto providers", e);
        }
    }

    byte[] open(byte[] box, byte[] salt, int iterations, byte[] nonce, byte[] about) throws GeneralSecurityException {
        if (iterations < 1 || iterations > ITERATIONS_MAX) {
            throw new GeneralSecurityException(iterations + " iterations, at most " + ITERATIONS_MAX + " are run");
        }
        return cipher(Cipher.DECRYPT_MODE, salt, iterations, nonce, about).doFinal(box);
    }

    private Cipher cipher(int mode, byte[] salt, int iterations, byte[] nonce, byte[] about)
            throws GeneralSecurityException {
        String place = iterations + ":" + HexFormat.of().formatHex(salt);
        SecretKeySpec key = derived.get(place);
        if (key == null) {
            PBEKeySpec spec = new PBEKeySpec(words, salt, iterations, 256);
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            key = new SecretKeySpec(bytes, "AES");
            spec.clearPassword();
            derived.put(place, key);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(about);
        return cipher;
    }

    @Override
    public String toString() {
        return "a passphrase";
    }
}
