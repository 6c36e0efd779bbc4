package org.ringdown.transcript;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** One fresh digest per call: no state is shared between threads or calls. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; this one is broken", e);
        }
    }
}
