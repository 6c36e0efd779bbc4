package org.ringdown.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.transcript.Hash;

/** Draws leaves of the sample's log, of the types that officers use, from a seed. */
final class Drawn {
    private static final List<EntryType> TYPES =
            List.of(EntryType.FREE_TEXT, EntryType.ACK, EntryType.SERVICE, EntryType.STOP, EntryType.UNPLANNED_EVENT);
    private static final String[] TEXTS = {
        "Fire at 6.",
        "\u202eerif",
        "\"quoted\\",
        "a\nb\tc",
        "\u2028",
        "\ud83d\ude00",
        "\u0000\u001f\u007f",
        "\u00e9\u4e2d",
        ""
    };
    private final SplittableRandom random;

    Drawn(long seed) {
        random = new SplittableRandom(seed);
    }

    byte[] leaf(long index) {
        EntryType type = TYPES.get(random.nextInt(TYPES.size()));
        Precedence precedence = List.of(Precedence.values()).get(random.nextInt(4));
        List<String> to = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) to.add(text());
        List<Reference> references = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            references.add(new Reference(new EntryId("southland", epoch(), random.nextLong(Json.WHOLE_MAX)), "about"));
        }
        Statement statement = new Statement(
                new Statement.Origin(Leaves.LINE, charter(), Leaves.NORTH, "northland"),
                new Statement.Kind(type, precedence, random.nextBoolean()),
                "id.A_z:-" + hex(4),
                hex(16),
                new Statement.Addressing(maybe(this::text), to, maybe(() -> "en"), maybe(this::text)),
                new Statement.Links(
                        references,
                        maybe(() -> "2026-11-25T18:00:00Z"),
                        maybe(() -> new Shown(epoch(), random.nextInt(99)))),
                body(type));
        return Leaf.bytes(Leaf.line1(statement), seal(index));
    }

    private Json.Obj body(EntryType type) {
        Json.ObjBuilder body = Json.obj();
        if (type == EntryType.FREE_TEXT) return body.put("text", "x" + text()).build();
        if (type == EntryType.ACK) {
            AckLevel level = List.of(AckLevel.values()).get(random.nextInt(AckLevel.values().length));
            return body.put("level", level.wire())
                    .put("role", text())
                    .put("readBack", text())
                    .build();
        }
        if (random.nextBoolean()) body.put("text", text());
        for (String field : Bodies.formFields(type)) if (random.nextBoolean()) body.put(field, text());
        return body.build();
    }

    private Seal seal(long index) {
        Optional<Held> held = maybe(() -> new Held(Leaves.SOUTH, random.nextInt(3), Hash.sha256()));
        return new Seal(index, held, random.nextLong(Json.WHOLE_MAX), maybe(() -> random.nextLong(-9, 9)));
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private String charter() {
        return random.nextInt(9) == 0 ? hex(32) : Leaves.CHARTER;
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private String epoch() {
        return random.nextInt(1, 1_000) + "-" + hex(4);
    }

    private String hex(int bytes) {
        byte[] out = new byte[bytes];
        random.nextBytes(out);
        return Leaves.hex(out);
    }
}
