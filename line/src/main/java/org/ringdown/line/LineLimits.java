package org.ringdown.line;

/** Every bound and span of a line; the table in {@code spec/line.md} section 8 is this file. */
public final class LineLimits {

    /** The longest time between heartbeats of a session, however thin the path. */
    public static final long HEARTBEAT_MS_MAX = 60_000;

    /** Heartbeats take at most one part in so many of what a path carries. */
    public static final int HEARTBEAT_SHARE = 10;

    /** What a small frame costs on the wire beside its own bytes: TCP, IP, TLS and its length. */
    public static final int FRAME_OVERHEAD_BYTES = 70;

    /** DEGRADED when nothing was heard for so many hundredths of a heartbeat: three missed. */
    public static final int DEGRADED_PERCENT = 320;

    /** PATH-DOWN when nothing was heard, or none of ours echoed, for so many hundredths of a heartbeat. */
    public static final int DOWN_PERCENT = 400;

    /** UP after so many hundredths of a heartbeat without a lapse. */
    public static final int SETTLE_PERCENT = 1_000;

    /** A quicker heartbeat counts as this one for the lamps, so that a busy moment puts none out. */
    public static final long LAMP_HEARTBEAT_MS_MIN = 500;

    /** A session that has not sent HELLO by then is closed. */
    public static final long HELLO_MS = 30_000;

    /** What was sent and brings no receipt for this long is sent again. */
    public static final long STALL_MS = 2_500;

    /** A session on which what was sent brings no GOT for this long is ended; what is held without a receipt is asked for. */
    public static final long GOT_MS = 60_000;

    /** The smallest bulk chunk, for thin paths. */
    public static final int CHUNK_MIN_BYTES = 4_096;

    /** The largest bulk chunk. */
    public static final int CHUNK_MAX_BYTES = 131_072;

    /** The most entries in a chunk. */
    public static final int CHUNK_ENTRIES_MAX = 512;

    /** Entries sent and not yet receipted, at most. */
    public static final long UNRECEIPTED_ENTRIES_MAX = 16_384;

    /** Own recent entries kept in memory, so that a hot path reads nothing back. */
    public static final int RECENT_BYTES_MAX = 2 << 20;

    /** Urgent entries without a receipt that are remembered for overtaking. */
    public static final int URGENT_WAITING_MAX = 1_024;

    /** Early entries held of one peer log. */
    public static final int EARLY_MAX = 4_096;

    /** Pieces of evidence kept of one line. */
    public static final int EVIDENCE_MAX = 1_024;

    /** Characters of all early entries held, as frames in base64: they stand in memory. */
    public static final int EARLY_CHARS_MAX = 8 << 20;

    /** Epochs known of one party. */
    public static final int EPOCHS_MAX = FrameJson.EPOCHS_MAX;

    /** Sessions open at once; more are refused. */
    public static final int SESSIONS_MAX = 32;

    /** Paths known at once. */
    public static final int PATHS_MAX = 16;

    /** Damaged entries that are asked back at once; what is beyond waits for the next scrub. */
    public static final int DAMAGED_MAX = 1_024;

    /** Damaged entries asked for in one go. */
    public static final int ASKS_AT_ONCE = 16;

    /** A damaged entry that did not come back is asked for again after this. */
    public static final long ASK_AGAIN_MS = 2_000;

    /** A path that carries less a second is thin: no post-quantum signature goes over it. */
    public static final int THIN_BYTES_PER_S = 8_000;

    /** A post-quantum signature of one log is verified this often at most; what comes sooner is passed over. */
    public static final long POST_QUANTUM_HEARD_MS = 10_000;

    /** Unrecorded messages kept until the log can be written. */
    public static final int UNRECORDED_MAX = 64;

    /** The longest note of an unrecorded message, so that an entry can hold it. */
    public static final int UNRECORDED_BYTES_MAX = 20_000;

    /** One unrecorded message in this time. */
    public static final long UNRECORDED_EVERY_MS = 1_000;

    /** One LINE STATUS entry per path in this time. */
    public static final long LINE_STATUS_EVERY_MS = 60_000;

    /** One alarm about receipts over another tree in this time. */
    public static final long RECEIPT_ALARM_EVERY_MS = 60_000;

    /** A clock offset beyond this raises an alarm. */
    public static final long CLOCK_OFFSET_ALARM_MS = 2_000;

    private LineLimits() {}
}
