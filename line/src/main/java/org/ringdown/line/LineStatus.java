package org.ringdown.line;

import java.util.List;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;

/**
 * What a console shows of a line: facts with causes.
 *
 * @param states the states that hold now, at least one
 * @param paths every path
 * @param clockOffsetMs the peer's clock minus ours; empty until measured
 * @param own the own current log
 * @param peer the peer's current log; empty before anything of it came
 * @param waiting own entries without a receipt
 */
public record LineStatus(
        List<State> states, List<Path> paths, Optional<Long> clockOffsetMs, Log own, Optional<Log> peer, long waiting) {

    /** Copies its lists. */
    public LineStatus {
        states = List.copyOf(states);
        paths = List.copyOf(paths);
    }

    /** The names of the states; several can hold at once. */
    public enum Name {
        /** At least one path is up and nothing else holds. */
        UP("UP"),
        /** The best path misses heartbeats or is settling. */
        DEGRADED("DEGRADED"),
        /** No path carries anything. */
        PATH_DOWN("PATH-DOWN"),
        /** The own log can't be written. */
        RECORD_STOPPED("RECORD-STOPPED"),
        /** A fork, an oversize leaf or an unproven log. */
        RECORD_DISPUTED("RECORD-DISPUTED");

        private final String wire;

        Name(String wire) {
            this.wire = wire;
        }

        /**
         * The name as it is shown.
         *
         * @return the wire name
         */
        public String wire() {
            return wire;
        }
    }

    /**
     * A state that holds.
     *
     * @param name which
     * @param cause why, as a plain sentence
     * @param sinceMs own wall clock when it began
     */
    public record State(Name name, String cause, long sinceMs) {}

    /**
     * One path.
     *
     * @param label its label, the same on both sides
     * @param state UP, DEGRADED or PATH_DOWN
     * @param cause why
     * @param sinceMs own wall clock when the state began
     * @param rttMs the last round trip; empty until measured
     * @param lastHeardMs own wall clock of the last heartbeat heard; empty before the first
     * @param lagMs how long the state may lag behind what is so
     * @param sessions sessions that are open over it
     */
    public record Path(
            String label,
            Name state,
            String cause,
            long sinceMs,
            Optional<Long> rttMs,
            Optional<Long> lastHeardMs,
            long lagMs,
            int sessions) {}

    /**
     * A log in short.
     *
     * @param log which
     * @param size its size here
     * @param root its root at that size
     * @param receipted for an own log, the size that the peer's largest receipt covers; for a peer's, the size that
     *     ours covers
     */
    public record Log(LogId log, long size, Hash root, long receipted) {}
}
