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

    /** What follows the fixed bytes of a step. */
    private enum Part {
        CHARTER,
        KIND_AND_ID,
        TEST_AND_SALT,
        TEXT,
        ADDRESSEES,
        REFERENCES,
        SHOWN,
        BODY,
        INDEX,
        HELD,
        WALL_MS,
        OFFSET_MS,
        NOTHING
    }

    /** A piece of a leaf: fixed bytes, which may have to be there, and what follows them where they are. */
    private static final class Step {
        private final byte[] start;
        private final boolean must;
        private final Part part;
        private final int unitsMax;

        Step(String start, boolean must, Part part, int unitsMax) {
            this.start = ascii(start);
            this.must = must;
            this.part = part;
            this.unitsMax = unitsMax;
        }

        static Step must(String start, Part part) {
            return new Step(start, true, part, 0);
        }

        static Step may(String start, Part part) {
            return new Step(start, false, part, 0);
        }

        static Step text(String start, int unitsMax) {
            return new Step(start, false, Part.TEXT, unitsMax);
        }
    }

    private static final Pattern PLAIN = Pattern.compile("[0-9a-f]{32} [a-z0-9-]{1,32}");
    private static final Map<EntryType, byte[]> TYPES = new EnumMap<>(EntryType.class);
    private static final List<byte[]> PRECEDENCES = new ArrayList<>();
    private static final byte[] FALSE = ascii("false,\"salt\":\"");
    private static final byte[] TRUE = ascii("true,\"salt\":\"");
    private static final byte[] HELD_EPOCH = ascii("{\"epoch\":\"");
    private static final byte[] SIZE = ascii(",\"size\":");
    private static final byte[] ROOT = ascii(",\"root\":\"");
    /** Behind the place, in the order in which our nodes write it; one loop over them is quickly compiled. */
    private static final List<Step> REST = List.of(
            Step.must(",\"test\":", Part.TEST_AND_SALT),
            Step.text(",\"desk\":\"", 64),
            Step.may(",\"addressees\":[", Part.ADDRESSEES),
            Step.text(",\"language\":\"", 35),
            Step.text(",\"subject\":\"", 400),
            Step.may(",\"references\":[", Part.REFERENCES),
            Step.text(",\"replyBy\":\"", 40),
            Step.may(",\"shown\":{\"epoch\":\"", Part.SHOWN),
            Step.must(",\"body\":{", Part.BODY),
            Step.must("}\n{\"index\":", Part.INDEX),
            Step.may(",\"held\":", Part.HELD),
            Step.must(",\"clock\":{\"wallMs\":", Part.WALL_MS),
            Step.may(",\"offsetMs\":", Part.OFFSET_MS),
            Step.must("}}\n", Part.NOTHING));

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
    private final Step[] steps;
    private byte[] charter = new byte[0];
    private byte[] heldBytes = new byte[0];
    private Optional<Held> lastHeld = Optional.empty();
    private Optional<Held> held = Optional.empty();
    private EntryType type = EntryType.FREE_TEXT;
    private byte[] typeBytes = TYPES.getOrDefault(type, new byte[0]);
    private long index;
    private long wallMs;

    /**
     * Makes one for the leaves of a log.
     *
     * @param lineId the line
     * @param log the log
     */
    public LeafSkim(String lineId, LogId log) {
        usable = PLAIN.matcher(lineId + " " + log.party()).matches() && LogId.isEpoch(log.epoch());
        String line = "{\"v\":\"" + StatementJson.VERSION + "\",\"line\":\"" + lineId + "\",\"charter\":\"";
        String place = ",\"epoch\":\"" + log.epoch() + "\",\"party\":\"" + log.party() + "\",\"type\":\"";
        List<Step> all = new ArrayList<>();
        all.add(Step.must(line, Part.CHARTER));
        all.add(Step.must(place, Part.KIND_AND_ID));
        all.addAll(REST);
        steps = all.toArray(Step[]::new);
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
        held = Optional.empty();
        this.index = index;
        for (Step step : steps) {
            if (in.has(step.start)) take(step);
            else if (step.must) return Answer.ASK_PARSER;
        }
        return in.isAtEnd() ? Answer.READ : Answer.ASK_PARSER;
    }

    private void take(Step step) {
        switch (step.part) {
            case CHARTER -> charter();
            case KIND_AND_ID -> {
                takeType();
                precedence();
                in.statementId();
            }
            case TEST_AND_SALT -> {
                if (!in.has(FALSE)) in.must(TRUE);
                in.hex(32);
            }
            case TEXT -> in.text(step.unitsMax);
            case ADDRESSEES -> links.addressees();
            case REFERENCES -> links.references();
            case SHOWN -> links.shown();
            case BODY -> body.take(type);
            case INDEX -> {
                if (in.whole() != index) in.fail();
            }
            case HELD -> takeHeld();
            case WALL_MS -> wallMs = in.whole();
            case OFFSET_MS -> in.signedWhole();
            case NOTHING -> {
                // its bytes are all there is to it
            }
        }
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
