package org.ringdown.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.transcript.Hash;

/** Draws leaves from a seed: every optional field is there or not, text is of all kinds. */
final class Statements {
    private static final String[] TEXTS = {
        "Fire.",
        "\u202eerif",
        "\"quoted\\",
        "tab\there",
        "line\nbreak",
        "\u2028\u2029",
        "\ud83d\ude00",
        "\u0000\u001f\u007f",
        "\u00e9\u4e2d"
    };
    private static final List<Precedence> PRECEDENCES = List.of(Precedence.values());
    private final SplittableRandom random;

    Statements(long seed) {
        random = new SplittableRandom(seed);
    }

    Leaf leaf() {
        return new Leaf(statement(), seal());
    }

    private Statement statement() {
        return new Statement(
                new Statement.Origin(hex(16), hex(32), epoch(), "northland"),
                new Statement.Kind(EntryType.FREE_TEXT, PRECEDENCES.get(random.nextInt(4)), random.nextBoolean()),
                "id-" + hex(4),
                hex(16),
                addressing(),
                links(),
                Json.obj().put("text", "x" + text()).put("more", text()).build());
    }

    private Statement.Addressing addressing() {
        return new Statement.Addressing(
                maybe(this::text), texts(random.nextInt(3)), maybe(() -> "en"), maybe(this::text));
    }

    private List<String> texts(int count) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < count; i++) out.add(text());
        return out;
    }

    private Statement.Links links() {
        List<Reference> references = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            references.add(new Reference(new EntryId("southland", epoch(), random.nextLong(Json.WHOLE_MAX)), "about"));
        }
        return new Statement.Links(
                references, maybe(() -> "2026-11-25T18:00:00Z"), maybe(() -> new Shown(epoch(), random.nextInt(99))));
    }

    private Seal seal() {
        Optional<Held> held = maybe(() -> new Held(epoch(), random.nextLong(99), Hash.sha256(Leaves.utf8(text()))));
        return new Seal(
                random.nextLong(Json.WHOLE_MAX),
                held,
                random.nextLong(Json.WHOLE_MAX),
                maybe(() -> random.nextLong(-9, 9)));
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
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
