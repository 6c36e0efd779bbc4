package org.ringdown.message;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that an entry can be. The set is closed: a leaf of another type is held as opaque bytes. */
public enum EntryType {
    /** Words in a stated language; not agreed text. */
    FREE_TEXT("FREE TEXT", Voice.OFFICER, true),
    /** A rung of the ladder about another entry. */
    ACK("ACK", Voice.OFFICER_BY_ACKNOWLEDGEMENT, false),
    /** A line test; never real traffic. Acts only in the session that sent it. */
    TEST("TEST", Voice.OFFICER, false),
    /** Maintenance and outage arrangements. */
    SERVICE("SERVICE", Voice.OFFICER, true),
    /** A path or the line changed its state, with the cause. */
    LINE_STATUS("LINE STATUS", Voice.NODE, false),
    /** Something must stop, or be kept away from, at once. */
    STOP("STOP", Voice.OFFICER, true),
    /** Something happened that was not meant as hostile; every field may be unknown. */
    UNPLANNED_EVENT("UNPLANNED EVENT", Voice.OFFICER, true),
    /** Opens an epoch; always entry 0. */
    EPOCH("EPOCH", Voice.NODE, false),
    /** What came to light of an earlier epoch after a restore. */
    FOUND("FOUND", Voice.NODE, false),
    /** The exact bytes of an unrecorded message that the peer sent. */
    HEARD("HEARD", Voice.NODE, false),
    /** The exact bytes of an own message that went out while the own log could not be written. */
    UNRECORDED("UNRECORDED", Voice.NODE, true),
    /** A key certificate signed by the root. */
    KEY("KEY", Voice.NODE, false),
    /** A revocation signed by the certifier. */
    REVOCATION("REVOCATION", Voice.NODE, false),
    /** The founding charter. */
    CHARTER("CHARTER", Voice.NODE, false),
    /** A new charter is proposed. */
    PROPOSE("PROPOSE", Voice.NODE, false),
    /** A proposed charter is consented to, with the root's signature. */
    CONSENT("CONSENT", Voice.NODE, false),
    /** A consent or a proposal is withdrawn. */
    WITHDRAW("WITHDRAW", Voice.NODE, false),
    /** A charter with all root signatures takes effect for this log. */
    ADOPT("ADOPT", Voice.NODE, false),
    /** A live-only message came too late to act. */
    MISSED("MISSED", Voice.NODE, false),
    /** No receipt came in time for a run of own entries; the sender's claim by its own clock. */
    NO_RECEIPT_BY("NO-RECEIPT-BY", Voice.NODE, false),
    /** A peer's leaf could not be read; it is held as it is. */
    UNREADABLE("UNREADABLE", Voice.NODE, false),
    /** The far desk is rung; acts only in the session that sent it. */
    RING("RING", Voice.LIVE, false),
    /** A ring is answered; acts only in the session that sent it. */
    ANSWER("ANSWER", Voice.LIVE, false);

    /** Who can cause an entry of a type. */
    public enum Voice {
        /** An officer, through the messages call. */
        OFFICER,
        /** An officer, through the acknowledgements call. */
        OFFICER_BY_ACKNOWLEDGEMENT,
        /** An officer, through the calls that come with voice. */
        LIVE,
        /** The node itself, or a charter and key command. */
        NODE
    }

    private static final Map<String, EntryType> BY_WIRE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(EntryType::wire, type -> type));

    private final String wire;
    private final Voice voice;
    private final boolean ladder;

    EntryType(String wire, Voice voice, boolean ladder) {
        this.wire = wire;
        this.voice = voice;
        this.ladder = ladder;
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
     * Who can cause it.
     *
     * @return the voice
     */
    public Voice voice() {
        return voice;
    }

    /**
     * Whether the receiving side answers it on the human ladder.
     *
     * @return true for what an officer says to an officer, UNRECORDED included: an officer said what it carries; never for
     *     acknowledgements, tests and line states
     */
    public boolean ladder() {
        return ladder;
    }

    /**
     * Whether it acts only in the session that sent it, and is recorded as MISSED later.
     *
     * @return true for RING, ANSWER and TEST
     */
    public boolean liveOnly() {
        return this == RING || this == ANSWER || this == TEST;
    }

    /**
     * Whether it goes out even when the own log can't be written.
     *
     * @return true for STOP, UNPLANNED EVENT, RING and ANSWER
     */
    public boolean neverGated() {
        return this == STOP || this == UNPLANNED_EVENT || this == RING || this == ANSWER;
    }

    /**
     * Whether it may use the room that the store holds back: what is never gated, and what records it afterwards.
     *
     * @return true for those four, HEARD and UNRECORDED
     */
    public boolean reserved() {
        return neverGated() || this == HEARD || this == UNRECORDED;
    }

    /**
     * Reads a wire name.
     *
     * @param wire the name
     * @return the type, or empty
     */
    public static Optional<EntryType> ofWire(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }
}
