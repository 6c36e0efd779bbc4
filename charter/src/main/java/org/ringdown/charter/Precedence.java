package org.ringdown.charter;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The speed of handling, not the importance; the most urgent first. The names are the words on the wire. */
public enum Precedence {
    /** Before everything else. */
    FLASH,
    /** Before all but FLASH. */
    IMMEDIATE,
    /** Before ROUTINE. */
    PRIORITY,
    /** In its turn. */
    ROUTINE;

    private static final Map<String, Precedence> BY_WIRE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Precedence::name, precedence -> precedence));

    /**
     * Says whether it travels on the session that bulk never uses.
     *
     * @return true for FLASH and IMMEDIATE
     */
    public boolean urgent() {
        return this == FLASH || this == IMMEDIATE;
    }

    /**
     * Reads a wire name.
     *
     * @param wire the name
     * @return the precedence, or empty
     */
    public static Optional<Precedence> ofWire(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }
}
