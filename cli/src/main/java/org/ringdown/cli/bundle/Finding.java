package org.ringdown.cli.bundle;

import java.util.Optional;
import java.util.OptionalLong;
import org.ringdown.message.LogId;

/**
 * One thing that a verifier has to say.
 *
 * @param level how grave it is
 * @param log whose log it is about; empty for the bundle as a whole
 * @param index which entry of that log, where it is about one
 * @param text a plain sentence with the values seen
 */
public record Finding(Level level, Optional<LogId> log, OptionalLong index, String text) {

    /** How grave a finding is. */
    public enum Level {
        /** The record does not hold: the verdict is negative. */
        BAD,
        /** The record holds, and a reader must know this of it. */
        NOTE
    }

    static Finding bad(LogId log, long index, String text) {
        return new Finding(Level.BAD, Optional.of(log), OptionalLong.of(index), text);
    }

    static Finding bad(LogId log, String text) {
        return new Finding(Level.BAD, Optional.of(log), OptionalLong.empty(), text);
    }

    static Finding bad(String text) {
        return new Finding(Level.BAD, Optional.empty(), OptionalLong.empty(), text);
    }

    static Finding note(LogId log, long index, String text) {
        return new Finding(Level.NOTE, Optional.of(log), OptionalLong.of(index), text);
    }

    static Finding note(LogId log, String text) {
        return new Finding(Level.NOTE, Optional.of(log), OptionalLong.empty(), text);
    }

    static Finding note(String text) {
        return new Finding(Level.NOTE, Optional.empty(), OptionalLong.empty(), text);
    }
}
