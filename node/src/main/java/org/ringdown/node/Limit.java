package org.ringdown.node;

/** Every bound of the node in one table: an amount, its unit, and what happens beyond it. */
public enum Limit {
    /** Body of a call that says one thing. */
    BODY_BYTES(131_072, "bytes of one request body", "413 body-too-large, nothing of it is kept"),
    /** Body of a batch. */
    BATCH_BODY_BYTES(4_194_304, "bytes of one batch body", "413 body-too-large, nothing of it is kept"),
    /** Depth of JSON in a body. */
    BODY_DEPTH(12, "nested objects and arrays", "400 malformed-json"),
    /** Values of JSON in a body. */
    BODY_VALUES(4_096, "JSON values of one body", "400 malformed-json"),
    /** Values of JSON in a batch. */
    BATCH_BODY_VALUES(65_536, "JSON values of one batch body", "400 malformed-json"),
    /** Messages of a batch. */
    BATCH_MESSAGES(256, "messages of one batch", "400 batch-too-large"),
    /** Text of a message. */
    TEXT_POINTS(16_000, "code points of text", "400 field-invalid"),
    /** A field of STOP or UNPLANNED EVENT. */
    FIELD_POINTS(2_000, "code points of one field", "400 field-invalid"),
    /** Subject of a message. */
    SUBJECT_POINTS(200, "code points of subject", "400 field-invalid"),
    /** Read-back of an acknowledgement. */
    READ_BACK_POINTS(4_000, "code points of readBack", "400 field-invalid"),
    /** Reservation of an acknowledgement. */
    RESERVATION_POINTS(2_000, "code points of reservation", "400 field-invalid"),
    /** The note of a charter step, or a certificate or revocation. */
    NOTE_UNITS(40_000, "UTF-16 units of a note", "400 field-invalid"),
    /** References of a message. */
    REFERENCES(16, "references of one message", "400 field-invalid"),
    /** Addressees of a message. */
    ADDRESSEES(16, "addressees of one message", "400 field-invalid"),
    /** Size of a leaf. */
    LEAF_BYTES(65_536, "bytes of one entry", "400 text-too-long"),
    /** Entries of one answer. */
    PAGE_ENTRIES(500, "entries of one answer", "400 parameter-invalid"),
    /** Answers' entries in bytes. */
    PAGE_BYTES(8_388_608, "bytes of leaves in one answer", "the answer ends there, with more = true"),
    /** Headers of one request. */
    HEADER_BYTES(
            16_384, "bytes of request headers", "431 headers-too-large or 414 uri-too-long, the connection is closed"),
    /** Connections to the API. */
    CONNECTIONS(512, "connections to the API", "further ones wait in the system's backlog"),
    /** Silence on a connection while there is no room for another. */
    CROWDED_IDLE_MS(1_000, "ms of silence on a connection while there are as many as may be", "it is closed"),
    /** Silence on a connection. */
    CONNECTION_IDLE_MS(30_000, "ms of silence on a connection", "it is closed"),
    /** Time for the headers of a request. */
    HEADERS_MS(10_000, "ms from the first byte of a request to the end of its headers", "the connection is closed"),
    /** Time for the headers of a request while there is no room for another connection. */
    CROWDED_HEADERS_MS(2_000, "the same, while there are as many connections as may be", "the connection is closed"),
    /** Time after which the rate of a body counts. */
    BODY_SLOW_MS(30_000, "ms of one request until the rate of its body counts", "does not apply"),
    /** Rate of a body. */
    BODY_RATE_PER_S(256, "bytes a second of a request's body, at least", "the connection is closed"),
    /** Time between two looks for slow callers. */
    SLOW_LOOK_MS(500, "ms between two looks for slow callers", "does not apply"),
    /** Waiting for the record's answer. */
    ANSWER_WAIT_MS(15_000, "ms until a request is answered", "503 store-stopped: ask again with the same key"),
    /** Requests that wait for the thread of a line. */
    POST_QUEUE(
            4_096,
            "inputs waiting for one line, of sessions and of requests each",
            "sessions are held back; requests get 429 rate-limited"),
    /** STOP and UNPLANNED EVENT that wait for the thread of a line. */
    POST_URGENT_QUEUE(64, "urgent requests waiting for one line", "429 rate-limited"),
    /** Inputs of one turn. */
    TURN_INPUTS(
            1_024,
            "inputs of one turn from one queue; of requests half; beside urgent ones an eighth",
            "the rest waits for the next turn"),
    /** Bytes of one turn. */
    TURN_BYTES(
            1_048_576,
            "bytes of inputs of one turn from one queue; of requests half; beside urgent ones an eighth",
            "the rest waits for the next turn"),
    /** Bytes of the sessions' inputs that wait. */
    POST_QUEUE_BYTES(4_194_304, "bytes of sessions' inputs waiting for one line", "sessions are held back"),
    /** Entries of one commit. */
    TURN_ENTRIES(2_048, "entries gathered in one turn", "they are made durable before the turn goes on"),
    /** Time between two ticks. */
    TICK_MS(50, "ms between ticks at most", "does not apply"),
    /** Time between attempts to reopen a broken store. */
    REOPEN_MS(3_000, "ms between attempts to reopen a broken store", "does not apply"),
    /** Time between two log lines on refused calls. */
    STRANGER_LOG_MS(
            60_000, "ms between two log lines on refused calls to the line's port", "they are refused all the same"),
    /** Log lines on ended sessions at once. */
    SESSION_LOG_BURST(
            20, "log lines on ended sessions of one line at once", "they are counted, and the next line says so"),
    /** Log lines on ended sessions over time. */
    SESSION_LOG_MS(3_000, "ms for one more of them", "the same"),
    /** Alarms of one code at once. */
    ALARM_BURST(32, "alarms of one code at once", "they are counted in the metrics, and the next one says how many"),
    /** Alarms of one code over time. */
    ALARM_EVERY_MS(2_000, "ms for one more of them", "the same"),
    /** Silence of the thread of a line. */
    HUNG_AFTER_MS(4_000, "ms without a turn of a line's thread", "the line is RECORD-STOPPED, with an alarm"),
    /** Time in which the thread of a line may open the store. */
    HUNG_OPENING_MS(60_000, "ms in which a line's thread may open its store", "another thread carries STOP"),
    /** Time in which a STOP waits for a session after its thread hung. */
    RELIEF_HOLD_MS(
            5_000,
            "ms after a line's hung thread was relieved in which STOP waits for a session",
            "503 unrecorded-full: use the telephone"),
    /** Time between two looks at the thread of a line. */
    WATCH_MS(
            500, "ms between two looks at whether a line's thread turns and its entries can be read", "does not apply"),
    /** Time after which entries count as readable again. */
    UNREADABLE_MS(60_000, "ms without a reading that failed until the alarm about it is over", "does not apply"),
    /** Alarms that are told again. */
    KEPT_ALARMS(
            64,
            "alarms of one line that nobody noticed, and as many unrecorded messages that no entry shows",
            "the oldest are not told to streams that open later"),
    /** Time for which alarms are told again. */
    KEPT_ALARM_MS(
            46_800_000,
            "ms for which an alarm that nobody noticed is told to streams that open; an unrecorded message for ever",
            "it is not told again"),
    /** Time between two post-quantum signatures. */
    POST_QUANTUM_EVERY_MS(60_000, "ms between two post-quantum signatures of a line's heads", "does not apply"),
    /** Time until the first post-quantum signature. */
    POST_QUANTUM_FIRST_MS(5_000, "ms from the start to the first post-quantum signature", "does not apply"),
    /** Time between two passes over the store. */
    SCRUB_EVERY_MS(3_600_000, "ms between two passes of the scrub", "does not apply"),
    /** Time until the first pass. */
    SCRUB_FIRST_MS(10_000, "ms from the start to the first pass of the scrub", "does not apply"),
    /** Time until a pass is tried again that was cut short. */
    SCRUB_AGAIN_MS(60_000, "ms until a pass that was cut short is tried again", "does not apply"),
    /** Rows of one slice of the scrub. */
    SCRUB_ROWS(512, "rows of one slice of the scrub", "the rest waits for the next slice"),
    /** Rest between two slices. */
    SCRUB_PAUSE_MS(20, "ms between two slices of the scrub", "does not apply"),
    /** Room below which a disk counts as full. */
    REOPEN_ROOM_BYTES(
            4_194_304,
            "bytes free, beside the room held back for STOP, below which the disk counts as full",
            "only STOP and UNPLANNED EVENT are recorded; beyond the room held back they go unrecorded"),
    /** Time between two looks at the disk's room. */
    ROOM_CHECK_MS(1_000, "ms between two looks at the disk's room", "does not apply"),
    /** Time after a full disk. */
    ROOM_AGAIN_MS(
            10_000, "ms after a write that failed for want of room until all is recorded again", "does not apply"),
    /** Requests of one session in a burst. */
    SESSION_BURST(120, "calls of one officer at once", "429 rate-limited with Retry-After"),
    /** Requests of one session over time. */
    SESSION_RATE_PER_S(40, "calls of one officer a second", "429 rate-limited with Retry-After"),
    /** Calls of the command line's token in a burst. */
    TOKEN_BURST(20_000, "calls with the bearer token at once", "429 rate-limited with Retry-After"),
    /** Calls of the command line's token over time. */
    TOKEN_RATE_PER_S(10_000, "calls with the bearer token a second", "429 rate-limited with Retry-After"),
    /** STOP and UNPLANNED EVENT of one session. */
    URGENT_RATE_PER_S(4, "STOP and UNPLANNED EVENT of one officer a second", "429 rate-limited with Retry-After"),
    /** Calls without sign-in, over all callers. */
    ANONYMOUS_RATE_PER_S(
            50, "calls without sign-in a second, all callers together", "429 rate-limited with Retry-After"),
    /** Tries to sign in at once, over all callers. */
    SIGN_IN_BURST(20, "tries to sign in at once, all callers together", "429 rate-limited with Retry-After"),
    /** Tries to sign in over time, over all callers. */
    SIGN_IN_RATE_PER_S(5, "tries to sign in a second, all callers together", "429 rate-limited with Retry-After"),
    /** Event streams of one officer. */
    STREAMS_PER_OFFICER(8, "open event streams of one officer", "429 too-many-streams"),
    /** Event streams of the node. */
    STREAMS(128, "open event streams", "429 too-many-streams"),
    /** Events that wait for a slow browser. */
    STREAM_EVENTS(
            1_024, "events waiting for one stream", "the stream is closed; the page asks again from its last seq"),
    /** Time between beats. */
    BEAT_MS(1_000, "ms between beats of a stream", "does not apply"),
    /** Line summaries of a stream. */
    LINE_EVENT_MS(250, "ms between two line events of one line", "the newest one waits"),
    /** Officers. */
    OFFICERS(256, "officers of one node", "the command is refused"),
    /** One-time links that are open. */
    LINKS_PER_OFFICER(4, "open one-time links of one officer", "the oldest is void"),
    /** Life of a link. */
    LINK_LIFE_MS(900_000, "ms that a one-time link lives", "401 link-unknown"),
    /** Sessions of one officer. */
    SESSIONS_PER_OFFICER(8, "open sessions of one officer", "the oldest ends"),
    /** Idle sessions. */
    SESSION_IDLE_MS(14_400_000, "ms that a session may be idle: an open page's stream keeps it", "401 not-signed-in"),
    /** Age of sessions. */
    SESSION_AGE_MS(46_800_000, "ms that a session lives, a watch and its handover", "401 not-signed-in"),
    /** Certificate chain of the API. */
    TLS_CHAIN_BYTES(262_144, "bytes of the file api.tls-certificate", "the node does not start and says why"),
    /** Time to stop. */
    STOP_WAIT_MS(
            5_000,
            "ms that a graceful stop waits for requests",
            "they are cut off; their keys say later whether they were said");

    private final long amount;
    private final String unit;
    private final String beyond;

    Limit(long amount, String unit, String beyond) {
        this.amount = amount;
        this.unit = unit;
        this.beyond = beyond;
    }

    /**
     * Returns the amount.
     *
     * @return the largest number that is allowed
     */
    public long amount() {
        return amount;
    }

    /**
     * Returns the amount for places that count with an int.
     *
     * @return the largest number that is allowed
     */
    public int count() {
        return Math.toIntExact(amount);
    }

    /**
     * Returns what is counted.
     *
     * @return unit and thing
     */
    public String unit() {
        return unit;
    }

    /**
     * Returns what happens beyond.
     *
     * @return the defined answer
     */
    public String beyond() {
        return beyond;
    }

    /**
     * Prints the whole table.
     *
     * @return a Markdown table
     */
    public static String table() {
        StringBuilder out = new StringBuilder("| limit | amount | of what | beyond it |\n|---|---:|---|---|\n");
        for (Limit limit : values()) {
            out.append("| ")
                    .append(limit.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            out.append(" | ").append(limit.amount).append(" | ").append(limit.unit);
            out.append(" | ").append(limit.beyond).append(" |\n");
        }
        return out.toString();
    }
}
