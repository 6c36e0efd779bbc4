package org.ringdown.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.message.EntryType;
import org.ringdown.message.Held;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.Seal;
import org.ringdown.message.Statement;
import org.ringdown.node.LocalLine;
import org.ringdown.transcript.Hash;

/** The messages of the benches: 300 bytes of text each, as a desk sends them. */
final class Sayings {
    private static final String FILL =
            "A convoy of four white trucks leaves the crossing at six and takes the river road. ";
    private static final int TEXT_BYTES = 300;
    private static final String RUN = Long.toHexString(System.nanoTime());
    private static final String DIGEST = "5f".repeat(32); // stands for the SHA-256 of the API's request
    private static final Statement.Addressing DESK =
            new Statement.Addressing(Optional.of("watch"), List.of(), Optional.of("en"), Optional.empty());
    private static final AtomicLong NUMBER = new AtomicLong();

    private Sayings() {}

    static Saying routine() {
        return of(Precedence.ROUTINE);
    }

    static Saying of(Precedence precedence) {
        long number = NUMBER.incrementAndGet();
        StringBuilder text = new StringBuilder(TEXT_BYTES + FILL.length());
        text.append(number).append(' ');
        while (text.length() < TEXT_BYTES) text.append(FILL);
        text.setLength(TEXT_BYTES);
        return new Saying(
                "bench-" + RUN + "-" + number,
                new Statement.Kind(EntryType.FREE_TEXT, precedence, false),
                DESK,
                Statement.Links.NONE,
                Json.obj().put("text", text.toString()).build(),
                DIGEST);
    }

    /** The size of a leaf of such a message on this line. */
    static long leafBytes(LocalLine line) throws InterruptedException, ExecutionException {
        Saying saying = routine();
        SayResult.Kept kept = (SayResult.Kept) line.say(List.of(saying)).get().getFirst();
        LogId log = kept.entry().log();
        Statement.Origin origin = new Statement.Origin("0".repeat(32), "0".repeat(64), log.epoch(), log.party());
        Statement statement = new Statement(
                origin, saying.kind(), saying.statementId(), "0".repeat(32), DESK, saying.links(), saying.body());
        Held held = new Held(log.epoch(), kept.entry().index(), Hash.of(new byte[Hash.SIZE]));
        Seal seal = new Seal(kept.entry().index(), Optional.of(held), System.currentTimeMillis(), Optional.of(0L));
        return Leaf.bytes(Leaf.line1(statement), seal).length;
    }
}
