package org.ringdown.transcript;

/** Every bound of this module in one table. Beyond a bound the answer is {@link TranscriptCode#TOO_LARGE}. */
public final class TranscriptLimits {
    /** Bytes of a whole signed note, signatures included. */
    public static final int NOTE_BYTES_MAX = 1 << 20;

    /** Signature lines in one note; the format asks readers to take at least 16. */
    public static final int SIGNATURES_MAX = 64;

    /** Bytes of one signature, above the largest post-quantum kind that is assigned. */
    public static final int SIGNATURE_BYTES_MAX = 8192;

    /** UTF-8 bytes of a key name or an origin; the ML-DSA cosignature has one length byte for each. */
    public static final int NAME_BYTES_MAX = 255;

    /** Hashes in one proof: a consistency proof between sizes below 2^63 never needs more. */
    public static final int PROOF_HASHES_MAX = 64;

    /** Bytes of the extra data in a proof file, decoded. */
    public static final int EXTRA_BYTES_MAX = 1 << 16;

    /** Bytes of a whole proof file: a note of the largest size and all that may stand above it, rounded up. */
    public static final int PROOF_FILE_BYTES_MAX = NOTE_BYTES_MAX + (1 << 17);

    /** The text of a {@link ForkProof}: two leaves and 64 hashes for each, of 44 characters a line. */
    public static final int FORK_PROOF_BYTES_MAX = 1 << 13;

    private TranscriptLimits() {}
}
