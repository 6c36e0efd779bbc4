package org.ringdown.line;

import org.ringdown.message.EntryId;
import org.ringdown.transcript.Hash;

/** What became of a saying. True only once the turn's {@code flush} has returned. */
public sealed interface SayResult {

    /**
     * It is an entry now.
     *
     * @param entry its place
     * @param leafHash its leaf hash
     */
    record Kept(EntryId entry, Hash leafHash) implements SayResult {}

    /**
     * The same request was said before; this is the first answer.
     *
     * @param entry its place
     * @param leafHash its leaf hash
     */
    record Again(EntryId entry, Hash leafHash) implements SayResult {}

    /**
     * The own log can't be written; it goes over the sessions, marked UNRECORDED HERE.
     *
     * @param statementId its statement id
     */
    record Unrecorded(String statementId) implements SayResult {}

    /**
     * It was not said.
     *
     * @param code why
     * @param next what the person should do
     */
    record Refused(Code code, String next) implements SayResult {}

    /** The id stands for another request. */
    Refused REUSED = new Refused(Code.ID_REUSED, "This Idempotency-Key stands for another request: use a fresh one.");

    /** Why something was not said, in order of precedence. Append only. */
    enum Code {
        /** The statement id stands for another request. */
        ID_REUSED,
        /** The leaf would be larger than our own bound. */
        TOO_LARGE,
        /** A reference names an entry that is not here. */
        REFERENCE_UNKNOWN,
        /** The entry referred to takes no acknowledgement. */
        NOT_ACKNOWLEDGEABLE,
        /** The own log can't be written; only STOP, UNPLANNED EVENT, RING and ANSWER go. */
        RECORD_STOPPED,
        /** More unrecorded messages than one a second, or than 64 kept. */
        UNRECORDED_FULL,
        /** A live-only message, and no session is up. */
        NO_SESSION
    }
}
