package org.ringdown.transcript;

import java.security.SecureRandom;

/** Hands a stored seed to a key generator, once: the JDK has no other way from a seed to its public key. */
final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] seed;
    private transient boolean used;

    FixedRandom(byte[] seed) {
        this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        if (used || bytes.length != seed.length) {
            throw new IllegalStateException("the key generator asked for other than one " + seed.length + "-byte seed");
        }
        used = true;
        System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
}
