package org.ringdown.transcript;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;

/**
 * One fresh digest per call: no state is shared between threads or calls. It is the copy of a blank one of the JDK's own
 * provider, whose code is an intrinsic: looking a provider up costs more than hashing a node of a tree.
 */
final class Sha256 {
    private static final String ALGORITHM = "SHA-256";
    private static final MessageDigest BLANK = blank();

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return (MessageDigest) BLANK.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the digest of " + BLANK.getProvider() + " can't be copied", e);
        }
    }

    private static MessageDigest blank() {
        try {
            Provider own = Security.getProvider("SUN");
            return own == null ? MessageDigest.getInstance(ALGORITHM) : MessageDigest.getInstance(ALGORITHM, own);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; this one is broken", e);
        }
    }
}
