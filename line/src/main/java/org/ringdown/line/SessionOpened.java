package org.ringdown.line;

import java.util.Optional;

/**
 * How a session came about.
 *
 * @param session its number, never used again
 * @param dialled what the own side dialled; empty for a session that the peer opened, whose HELLO names it
 * @param remote the remote address, for causes
 */
public record SessionOpened(long session, Optional<Dialled> dialled, String remote) {

    /**
     * What was dialled.
     *
     * @param path the path's label
     * @param kind what the session is for
     */
    public record Dialled(String path, Frame.Kind kind) {}
}
