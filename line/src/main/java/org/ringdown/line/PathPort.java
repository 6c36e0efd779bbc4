package org.ringdown.line;

/** How {@code Post} reaches its sessions. Neither method blocks; frames of one session keep their order. */
public interface PathPort {

    /**
     * Queues one whole frame; a session that is gone swallows it, and its end arrives as {@code Post}.
     *
     * @param session the session's number
     * @param frame the frame's bytes without the length prefix: type, then payload
     */
    void send(long session, byte[] frame);

    /**
     * Ends a session after what is queued has been sent, or after one second at most.
     *
     * @param session the session's number
     * @param cause a short reason, for the log and the lamp
     */
    void close(long session, String cause);

    /**
     * Tells that the peer showed on this session that it hears us. A path whose sessions never come so far is called ever
     * more slowly.
     *
     * @param session the session's number
     */
    default void proven(long session) {}
}
