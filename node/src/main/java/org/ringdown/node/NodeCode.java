package org.ringdown.node;

/** Why a node could not do what its operator asked. Numbers are stable: append, never reuse. */
public enum NodeCode {
    /** The configuration has an unknown key or a value that is not allowed. */
    CONFIG_INVALID(1),
    /** A file that must be there is not. */
    FILE_MISSING(2),
    /** A file stands where a new one was to be made; nothing is overwritten. */
    FILE_EXISTS(3),
    /** A file or directory could not be read or written. */
    FILE_FAILED(4),
    /** A file of secrets can be read by others. */
    KEY_EXPOSED(5),
    /** A key file is damaged, or is not one. */
    KEY_INVALID(6),
    /** A key file is sealed, and the passphrase is missing or wrong. */
    KEY_LOCKED(7),
    /** Another node runs on the same data directory. */
    DATA_LOCKED(8),
    /** The address of the API or of the line is taken. */
    PORT_TAKEN(9),
    /** The API is to listen beyond loopback without TLS files. */
    TLS_REQUIRED(10),
    /** A charter, certificate or party card was refused. */
    CHARTER_REFUSED(11),
    /** The data directory already has this line. */
    LINE_EXISTS(12),
    /** The store could not be opened. */
    STORE_FAILED(13),
    /** No such officer, or the officer is there already. */
    OFFICER_REFUSED(14),
    /** No provider on this machine verifies Ed25519 as the record demands. */
    CRYPTO_REFUSED(15);

    private final int number;

    NodeCode(int number) {
        this.number = number;
    }

    /**
     * Returns the stable number.
     *
     * @return the number
     */
    public int number() {
        return number;
    }
}
