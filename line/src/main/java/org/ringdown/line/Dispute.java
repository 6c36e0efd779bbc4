package org.ringdown.line;

import java.util.Optional;
import org.ringdown.message.Held;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.TranscriptException;

/**
 * Why a log of the peer is not cosigned.
 *
 * @param kind what its author did, as far as it is proven
 * @param detail a plain sentence, with the sizes
 * @param held the last consistent head; {@code held} stays there while the dispute lasts
 * @param size the size of the head that does not fit; 0 for an oversized leaf
 * @param sinceMs own wall clock when it began
 */
record Dispute(Kind kind, String detail, Optional<Held> held, long size, long sinceMs) {
    enum Kind {
        /** Two signed heads of one origin that can't belong to one tree; proven. */
        FORK,
        /** A signed head does not fit what is held, and the leaf hashes below it are not known. */
        UNPROVEN,
        /** A leaf over the bound; it is not held. */
        OVERSIZE
    }

    private static final String NONE = "-";

    String text() {
        return kind + ": " + detail;
    }

    /** The form in which it is kept among the facts. */
    String fact() {
        String head = held.map(h -> h.size() + " " + h.root().base64()).orElse(NONE);
        return kind + "\n" + size + "\n" + sinceMs + "\n" + head + "\n" + detail;
    }

    static Optional<Dispute> of(String epoch, String fact) {
        String[] lines = fact.split("\n", 5);
        if (lines.length < 5) return Optional.empty();
        try {
            Optional<Held> held = Optional.empty();
            if (!lines[3].equals(NONE)) {
                String[] head = lines[3].split(" ", 2);
                held = Optional.of(new Held(epoch, Long.parseLong(head[0]), Hash.fromBase64(head[1])));
            }
            long sinceMs = Long.parseLong(lines[2]);
            return Optional.of(new Dispute(Kind.valueOf(lines[0]), lines[4], held, Long.parseLong(lines[1]), sinceMs));
        } catch (TranscriptException | IllegalArgumentException e) {
            throw new IllegalStateException("a kept dispute does not parse: " + fact, e);
        }
    }
}
