package org.ringdown.message;

import java.util.Optional;

/** How fast a message is handled; not how important it is. In falling order. */
public enum Precedence {
    /** Delivered in 5 s, seen in 60 s. */
    FLASH,
    /** Delivered in 10 s, seen in 5 min. */
    IMMEDIATE,
    /** Delivered in 60 s, seen in 30 min. */
    PRIORITY,
    /** Delivered in 5 min, seen in 2 h. */
    ROUTINE;

    /**
     * Whether it travels on the session that bulk never uses.
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
        return switch (wire) {
            case "FLASH" -> Optional.of(FLASH);
            case "IMMEDIATE" -> Optional.of(IMMEDIATE);
            case "PRIORITY" -> Optional.of(PRIORITY);
            case "ROUTINE" -> Optional.of(ROUTINE);
            default -> Optional.empty();
        };
    }
}
