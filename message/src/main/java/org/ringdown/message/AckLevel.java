package org.ringdown.message;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rung of the ladder: what the receiving side says became of a message. None of them means "agreed". */
public enum AckLevel {
    /** It stood on a screen; the screen's fact. */
    DISPLAYED("DISPLAYED"),
    /** An officer pressed a key; the only rung that stops the clock. */
    SEEN("SEEN"),
    /** The officer repeated its substance; asks for the read-back text. */
    READ_BACK("READ BACK"),
    /** The officer says that it is understood. */
    UNDERSTOOD("UNDERSTOOD"),
    /** It was passed on inside; asks for the role it went to. */
    RELAYED_TO("RELAYED TO"),
    /** What was asked has been done. */
    COMPLIED("COMPLIED"),
    /** What was asked can't be done. */
    UNABLE("UNABLE"),
    /** An answer follows. */
    STANDBY("STANDBY"),
    /** The receiver objects. */
    OBJECT("OBJECT"),
    /** The matter is not known at this desk. */
    NOT_KNOWN_HERE("NOT KNOWN HERE");

    private static final Map<String, AckLevel> BY_WIRE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(AckLevel::wire, level -> level));

    private final String wire;

    AckLevel(String wire) {
        this.wire = wire;
    }

    /**
     * The name in a leaf.
     *
     * @return the wire name
     */
    public String wire() {
        return wire;
    }

    /**
     * Reads a wire name.
     *
     * @param wire the name
     * @return the level, or empty
     */
    public static Optional<AckLevel> ofWire(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }
}
