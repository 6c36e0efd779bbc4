package org.ringdown.line;

import org.ringdown.message.LogId;
import org.ringdown.message.Statement;

/** What happened on a line. */
public sealed interface PostEvent {

    /**
     * An entry, own or the peer's, is durable in its place.
     *
     * @param entry the entry
     */
    record EntryKept(KeptEntry entry) implements PostEvent {}

    /**
     * A peer's entry that overtook is durable here.
     *
     * @param entry the entry
     * @param earlier how many earlier entries are not yet here
     */
    record EarlyKept(KeptEntry entry, long earlier) implements PostEvent {}

    /**
     * Own entries are delivered: the receipt is durable here.
     *
     * @param log the own log
     * @param from the first index newly covered
     * @param to the index behind the last one
     * @param kind how
     * @param atMs own wall clock
     */
    record Delivered(LogId log, long from, long to, KeptReceipt.Kind kind, long atMs) implements PostEvent {}

    /**
     * The line's status changed.
     *
     * @param status the new one
     */
    record StatusChanged(LineStatus status) implements PostEvent {}

    /**
     * Something asks for a person.
     *
     * @param code a stable code: path-down, record-stopped, record-disputed, no-receipt, clock-offset, unreadable
     * @param text a plain sentence with the next step
     * @param atMs own wall clock
     */
    record Alarm(String code, String text, long atMs) implements PostEvent {}

    /**
     * The peer's unrecorded message came; it is acted on once.
     *
     * @param statement what is said
     * @param recordedHere whether our own HEARD entry is durable
     * @param atMs own wall clock
     */
    record UnrecordedHeard(Statement statement, boolean recordedHere, long atMs) implements PostEvent {}

    /**
     * A live-only message came in the session that sent it.
     *
     * @param entry the entry
     */
    record Live(KeptEntry entry) implements PostEvent {}
}
