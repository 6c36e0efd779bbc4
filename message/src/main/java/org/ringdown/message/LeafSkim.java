package org.ringdown.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringdown.charter.Precedence;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.TranscriptException;

/**
 * Reads over the leaves of one log as quickly as their bytes can be looked at, and builds nothing. It knows leaves only as
 * our own nodes write them: no white space, fields in the order of {@code spec/record.md}, of the types that officers use,
 * at their own place. Of any other it says {@link Answer#ASK_PARSER}, which is no verdict.
 *
 * <p>The law: where it says {@link Answer#READ}, {@link Leaf#parse} reads the same leaf with the same facts. Cost: one pass
 * over the bytes. Mutable, for one thread.
 */
public final class LeafSkim {

    /** What came of a leaf. */
    public enum Answer {
        /** The leaf is readable and stands in its place; its facts can be asked for. */
        READ,
        /** This is for {@link Leaf#parse}; the facts are worth nothing. */
        ASK_PARSER
    }

    private static final Pattern PLAIN = Pattern.compile("[0-9a-f]{32} [a-z0-9-]{1,32}");
    private static final Map<EntryType, byte[]> TYPES = new EnumMap<>(EntryType.class);
    private static final List<byte[]> PRECEDENCES = new ArrayList<>();
    private static final byte[] FALSE = ascii("false,\"salt\":\"");
    private static final byte[] TRUE = ascii("true,\"salt\":\"");
    private static final byte[] TEST = ascii(",\"test\":");
    private static final byte[] DESK = ascii(",\"desk\":\"");
    private static final byte[] LANGUAGE = ascii(",\"language\":\"");
    private static final byte[] SUBJECT = ascii(",\"subject\":\"");
    private static final byte[] REPLY_BY = ascii(",\"replyBy\":\"");
    private static final byte[] BODY = ascii(",\"body\":{");
    private static final byte[] SEAL = ascii("}\n{\"index\":");
    private static final byte[] HELD = ascii(",\"held\":");
    private static final byte[] HELD_EPOCH = ascii("{\"epoch\":\"");
    private static final byte[] SIZE = ascii(",\"size\":");
    private static final byte[] ROOT = ascii(",\"root\":\"");
    private static final byte[] CLOCK = ascii(",\"clock\":{\"wallMs\":");
    private static final byte[] OFFSET = ascii(",\"offsetMs\":");
    private static final byte[] END = ascii("}}\n");

    static {
        for (EntryType type : EntryType.values()) {
            if (BodySkim.takes(type)) TYPES.put(type, ascii(type.wire() + "\",\"precedence\":\""));
        }
        for (Precedence precedence : Precedence.values()) PRECEDENCES.add(ascii(precedence.name() + "\",\"id\":\""));
    }

    private final LineCursor in = new LineCursor();
    private final BodySkim body = new BodySkim(in);
    private final LinksSkim links = new LinksSkim(in);
    private final boolean usable;
    private final byte[] start;
    private final byte[] place;
    private byte[] charter = new byte[0];
    private byte[] heldBytes = new byte[0];
    private Optional<Held> lastHeld = Optional.empty();
    private Optional<Held> held = Optional.empty();
    private EntryType type = EntryType.FREE_TEXT;
    private byte[] typeBytes = TYPES.getOrDefault(type, new byte[0]);
    private long wallMs;

    /**
     * Makes one for the leaves of a log.
     *
     * @param lineId the line
     * @param log the log
     */
    public LeafSkim(String lineId, LogId log) {
        usable = PLAIN.matcher(lineId + " " + log.party()).matches() && LogId.isEpoch(log.epoch());
        start = ascii("{\"v\":\"" + StatementJson.VERSION + "\",\"line\":\"" + lineId + "\",\"charter\":\"");
        place = ascii(",\"epoch\":\"" + log.epoch() + "\",\"party\":\"" + log.party() + "\",\"type\":\"");
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads over a leaf.
     *
     * @param block holds its exact bytes; not changed, not kept
     * @param from where it begins
     * @param to the place behind its last byte
     * @param index the index of its place
     * @return whether it was read
     */
    public Answer read(byte[] block, int from, int to, long index) {
        if (!usable || to - from > Leaf.BYTES_MAX) return Answer.ASK_PARSER;
        in.open(block, from, to);
        statement();
        in.must(SEAL);
        if (in.whole() != index) in.fail();
        takeHeld();
        in.must(CLOCK);
        wallMs = in.whole();
        if (in.has(OFFSET)) in.signedWhole();
        in.must(END);
        return in.isAtEnd() ? Answer.READ : Answer.ASK_PARSER;
    }

    private void statement() {
        in.must(start);
        charter();
        in.must(place);
        takeType();
        precedence();
        in.statementId();
        in.must(TEST);
        if (!in.has(FALSE)) in.must(TRUE);
        in.hex(32);
        if (in.has(DESK)) in.text(64);
        links.addressees();
        if (in.has(LANGUAGE)) in.text(35);
        if (in.has(SUBJECT)) in.text(400);
        links.references();
        if (in.has(REPLY_BY)) in.text(40);
        links.shown();
        in.must(BODY);
        if (!in.hasFailed()) body.take(type);
    }

    /** The same charter as before, nearly always. */
    private void charter() {
        if (charter.length > 0 && in.has(charter)) return;
        int from = in.at();
        in.hex(64);
        if (!in.hasFailed()) charter = in.since(from);
    }

    /** The same type as before, often. */
    private void takeType() {
        if (in.has(typeBytes)) return;
        for (Map.Entry<EntryType, byte[]> other : TYPES.entrySet()) {
            if (in.has(other.getValue())) {
                type = other.getKey();
                typeBytes = other.getValue();
                return;
            }
        }
        in.fail();
    }

    private void precedence() {
        for (byte[] precedence : PRECEDENCES) if (in.has(precedence)) return;
        in.fail();
    }

    private void takeHeld() {
        held = Optional.empty();
        if (!in.has(HELD)) return;
        if (heldBytes.length == 0 || !in.has(heldBytes)) newHeld();
        if (!in.hasFailed()) held = lastHeld;
    }

    private void newHeld() {
        int from = in.at();
        in.must(HELD_EPOCH);
        String epoch = in.words(24);
        in.must(SIZE);
        long size = in.whole();
        in.must(ROOT);
        String root = in.words(44);
        in.must('}');
        if (in.hasFailed() || !LogId.isEpoch(epoch)) {
            in.fail();
            return;
        }
        try {
            lastHeld = Optional.of(new Held(epoch, size, Hash.fromBase64(root)));
            heldBytes = in.since(from);
        } catch (TranscriptException e) {
            in.fail(); // the strict reader says what is wrong with it
        }
    }

    /**
     * The type of the leaf that was read.
     *
     * @return its type
     */
    public EntryType type() {
        return type;
    }

    /**
     * What the seal of the leaf that was read says of the holder's log.
     *
     * @return the same object as long as leaves say the same
     */
    public Optional<Held> held() {
        return held;
    }

    /**
     * When the leaf that was read took its place.
     *
     * @return its node's wall clock, milliseconds since 1970
     */
    public long wallMs() {
        return wallMs;
    }
}
