package org.ringdown.paths;

/** How a session came to be. */
public sealed interface SessionOrigin {

    /**
     * This node called the peer.
     *
     * @param path the path's label: {@code host:port} as configured
     * @param kind what the session is for
     */
    record Dialled(String path, SessionKind kind) implements SessionOrigin {}

    /**
     * The peer called this node; label and kind are in its first frame.
     *
     * @param remote the address it called from, {@code ip:port}
     */
    record Accepted(String remote) implements SessionOrigin {}
}
