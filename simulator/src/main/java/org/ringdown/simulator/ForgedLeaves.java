package org.ringdown.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException.Reason;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;

/** Leaves as a liar makes them: good ones, and one for each way of not being readable. */
final class ForgedLeaves {
    /** A leaf, and why it can't be read. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Made(byte[] bytes, Optional<Reason> reason) {}

    private final String lineId;
    private final String party;
    private final SplittableRandom random;
    private long made;
    private boolean repeatedBefore;

    ForgedLeaves(String lineId, String party, SplittableRandom random) {
        this.lineId = lineId;
        this.party = party;
        this.random = random;
    }

    Made next(LogId log, int index) {
        byte[] good = good(log, index);
        String text = new String(good, StandardCharsets.UTF_8);
        return switch (random.nextInt(7)) {
            case 0 -> new Made(good, Optional.empty());
            case 1 -> new Made(noise(), Optional.of(Reason.NOT_TWO_LINES));
            case 2 -> made(text.replaceFirst("\\{", "{\"a\":1,\"a\":2,"), Reason.MALFORMED_JSON);
            case 3 -> made(text.replaceFirst("FREE TEXT", "LOVE LETTER"), Reason.UNKNOWN_TYPE);
            case 4 -> new Made(good(log, index + 1), Optional.of(Reason.MISPLACED));
            case 5 -> made(text.replaceFirst("\"text\":", "\"words\":"), Reason.BAD_FIELD);
            default -> repeated(log, index);
        };
    }

    private static Made made(String text, Reason reason) {
        return new Made(text.getBytes(StandardCharsets.UTF_8), Optional.of(reason));
    }

    private Made repeated(LogId log, int index) {
        byte[] leaf = leaf(log, index, "forged-repeated", EntryType.FREE_TEXT, text());
        boolean again = repeatedBefore;
        repeatedBefore = true;
        return new Made(leaf, again ? Optional.of(Reason.REPEATED) : Optional.empty());
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(0, 200)];
        random.nextBytes(noise);
        for (int i = 0; i < noise.length; i++) if (noise[i] == '\n') noise[i] = 0;
        return noise;
    }

    byte[] good(LogId log, int index) {
        return leaf(log, index, "forged-" + made++, EntryType.FREE_TEXT, text());
    }

    /** Entry 0 of a new epoch, naming both branches of a fork and the leaf that was too large. */
    byte[] confession(LogId log, List<Json> branches, LogId oversized) {
        Json.Obj violation =
                Json.obj().put("epoch", oversized.epoch()).put("index", 0).build();
        Json.Obj body = Json.obj()
                .put("number", log.epochNumber())
                .put("reason", "fork")
                .put("branches", Json.of(branches))
                .put("oversize", Json.of(List.of(violation)))
                .build();
        return leaf(log, 0, "forged-confession", EntryType.EPOCH, body);
    }

    private static Json.Obj text() {
        return Json.obj().put("text", "a forged text").build();
    }

    private byte[] leaf(LogId log, int index, String id, EntryType type, Json.Obj body) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        Statement statement = new Statement(
                new Statement.Origin(lineId, "0".repeat(64), log.epoch(), party),
                new Statement.Kind(type, Precedence.ROUTINE, false),
                id,
                HexFormat.of().formatHex(salt),
                Statement.Addressing.NODE,
                Statement.Links.NONE,
                body);
        return Leaf.bytes(
                Leaf.line1(statement), new Seal(index, Optional.empty(), 1_800_000_000_000L, Optional.empty()));
    }
}
