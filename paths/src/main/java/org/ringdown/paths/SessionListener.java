package org.ringdown.paths;

/**
 * Hears what happens on the sessions. For one session the calls come in order from one thread: {@code opened}, any
 * number of {@code received}, {@code closed} exactly once. Blocking in a call holds back that session only.
 */
public interface SessionListener {

    /**
     * A session stands: TLS is up and the peer's key is pinned. A dialled session may still be refused by the peer,
     * which then shows as {@code closed} with that cause.
     *
     * @param session its number, never used again
     * @param how how it came to be
     */
    void opened(long session, SessionOrigin how);

    /**
     * A whole frame came.
     *
     * @param session the session
     * @param frame type byte and payload, 1 to 262,144 bytes; the receiver's own
     */
    void received(long session, byte[] frame);

    /**
     * The session is gone.
     *
     * @param session the session
     * @param cause a short reason, for the log and the lamp
     */
    void closed(long session, String cause);

    /**
     * An attempt came to nothing before a session stood: no connection, no TLS, a key that is not pinned, a bound.
     *
     * @param how which attempt
     * @param cause a short reason, for the log and the lamp
     */
    void refused(SessionOrigin how, String cause);

    /**
     * Something needs a person although the session stands, such as a certificate whose dates are past.
     *
     * @param how which session's attempt
     * @param warning a plain sentence, with what to do
     */
    void warned(SessionOrigin how, String warning);
}
