package org.ringdown.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;

/** Everything that crosses a session; the wire form is {@code spec/line.md}. */
public sealed interface Frame {

    /** What a session is for. */
    enum Kind {
        /** Everything below IMMEDIATE, and back-fill. */
        BULK,
        /** FLASH and IMMEDIATE only. */
        URGENT
    }

    /**
     * Opens a session, both ways, before anything else.
     *
     * @param lineId the line
     * @param party who speaks
     * @param charterDigest the charter that the speaker's log stands under
     * @param session 32 random hex digits of the speaker
     * @param kind what the session is for; the dialler's word counts
     * @param path the path's label; the dialler's word counts
     * @param epoch the speaker's current epoch
     * @param own the size of each of the speaker's logs
     * @param held for each log of the hearer, the signed note of the largest head that the speaker holds whole
     * @param known for each log of the hearer, the signed note of a larger head known through early receipts
     */
    record Hello(
            String lineId,
            String party,
            String charterDigest,
            String session,
            Kind kind,
            String path,
            String epoch,
            Map<String, Long> own,
            Map<String, String> held,
            Map<String, String> known)
            implements Frame {

        /** Copies its maps. */
        public Hello {
            own = Maps.copy(own);
            held = Maps.copy(held);
            known = Maps.copy(known);
        }
    }

    /**
     * Consecutive leaves of a log, ending exactly at a signed head.
     *
     * @param log whose; the speaker's, or the hearer's own where the hearer asked
     * @param first the first leaf's index
     * @param headNote the signed head at {@code first + leaves.size()}
     * @param leaves the exact bytes
     */
    record Entries(LogId log, long first, String headNote, List<byte[]> leaves) implements Frame {}

    /**
     * One leaf that overtakes what stands before it, with a proof of its place.
     *
     * @param log whose
     * @param index its index
     * @param headNote a signed head above it
     * @param proof the inclusion proof
     * @param leaf the exact bytes
     */
    record Overtake(LogId log, long index, String headNote, List<Hash> proof, Bytes leaf) implements Frame {}

    /**
     * A cosignature: the delivery receipt for every entry below the head.
     *
     * @param log the hearer's log that it covers
     * @param note the head with the hearer's signature and the speaker's cosignature
     * @param sinceRestore whether the speaker lost what it knew of earlier cosignatures
     */
    record Receipt(LogId log, String note, boolean sinceRestore) implements Frame {}

    /**
     * An early receipt: the delivery receipt for one entry that overtook.
     *
     * @param note the signed note of the speaker's early key
     */
    record Early(String note) implements Frame {}

    /**
     * Bytes have come off the wire; says nothing of durability. Lets the sender pace.
     *
     * @param bytes payload bytes of ENTRIES and OVERTAKE frames received on this session so far
     */
    record Got(long bytes) implements Frame {}

    /**
     * The supervision pulse.
     *
     * @param seq counts this session's heartbeats, from 1
     * @param wallMs the speaker's wall clock
     * @param echo what the speaker heard last of the hearer's heartbeats on this session
     * @param held the size of each of the hearer's logs that the speaker holds, current ones only
     * @param states the speaker's line states that the hearer must know: RECORD-STOPPED, RECORD-DISPUTED, DESK-UNMANNED
     * @param nextMs the next one leaves on this session within so many milliseconds
     */
    record Heartbeat(
            long seq, long wallMs, Optional<Echo> echo, Map<String, Long> held, List<String> states, long nextMs)
            implements Frame {

        /** Copies its collections. */
        public Heartbeat {
            held = Maps.copy(held);
            states = List.copyOf(states);
        }
    }

    /**
     * The echo of a heartbeat.
     *
     * @param seq the heartbeat's number
     * @param heardWallMs the echoer's wall clock when it came
     * @param keptMs how long ago that was when the echo left, by a clock that nobody sets
     */
    record Echo(long seq, long heardWallMs, long keptMs) {}

    /**
     * Asks for entries of a log: own ones after a loss, or the hearer's where what came does not fit.
     *
     * @param log whose
     * @param first the first index wanted
     * @param until the size at which the answer's head is to be; empty where any will do
     */
    record Ask(LogId log, long first, Optional<Long> until) implements Frame {}

    /**
     * A message that goes while the speaker's log can't be written.
     *
     * @param note the signed note of the speaker's unrecorded key
     */
    record Unrecorded(String note) implements Frame {}

    /**
     * Tells the author of a log that it is disputed, with what shows it.
     *
     * @param log whose
     * @param kind FORK, ROLLBACK, OVERSIZE or UNPROVEN
     * @param notes the signed heads
     */
    record Dispute(LogId log, String kind, List<String> notes) implements Frame {}

    /**
     * The last word of a session.
     *
     * @param code a stable code
     * @param text what to do about it
     */
    record Bye(String code, String text) implements Frame {}
}
