package org.ringdown.cli.bundle;

import org.ringdown.message.Leaf;

/** The bounds of the format; a reader refuses what is beyond one before it parses it. */
public final class BundleLimits {
    /** The largest file: what a zip without its 64-bit extension can hold. */
    public static final long FILE_BYTES_MAX = 0xFFFF_FFFEL;
    /** The most members, likewise. */
    public static final int MEMBERS_MAX = 65_534;
    /** The longest member name. */
    public static final int NAME_BYTES_MAX = 160;
    /** The largest manifest. */
    public static final int MANIFEST_BYTES_MAX = 1 << 20;
    /** The largest charter note. */
    public static final int CHARTER_BYTES_MAX = 1 << 20;
    /** The largest note, proof or list of hashes. */
    public static final int NOTE_BYTES_MAX = 65_536;
    /** A writer ends a block of records when it reaches so many bytes. */
    public static final int BLOCK_BYTES = 1 << 20;
    /** The largest block of records: one more leaf and its header may follow the last full byte. */
    public static final int BLOCK_BYTES_MAX = BLOCK_BYTES + Leaf.BYTES_MAX + 128;
    /** The most keys' notes. */
    public static final int KEYS_MAX = 4_096;
    /** The most logs. */
    public static final int LOGS_MAX = 1_024;
    /** The most blocks of one kind in one log. */
    public static final int BLOCKS_MAX = 60_000;
    /** The most single entries of one log. */
    public static final int SINGLES_MAX = 4_096;
    /** A reader keeps so many claims about roots at once; where there are more, it goes over the logs once more. */
    public static final int CLAIMS_KEPT_MAX = 200_000;
    /** A reader keeps so many early receipts' roots ahead of a run; more are kept as other claims are. */
    public static final int EARLY_AHEAD_MAX = 10_000;
    /** A report lists so many sizes of heads with a post-quantum signature, the largest ones. */
    public static final int POST_QUANTUM_LISTED_MAX = 4_096;
    /** A report lists so many findings of each level, and counts the others. */
    public static final int FINDINGS_LISTED_MAX = 200;
    /** The largest file of evidence. */
    public static final int EVIDENCE_BYTES_MAX = 1 << 25;

    private BundleLimits() {}
}
