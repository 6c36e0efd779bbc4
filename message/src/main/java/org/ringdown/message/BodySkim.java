package org.ringdown.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the body of the types that officers use, where it has only fields of {@code spec/record.md} section 4, each once,
 * all of them strings. The bounds are those of {@link Bodies}. For one thread.
 */
final class BodySkim {
    /** A field of a body: how it begins, up to the quote that opens its text, and its greatest length. */
    private static final class Field {
        private final byte[] start;
        private final int unitsMax;

        Field(String name, int unitsMax) {
            this.start = ("\"" + name + "\":\"").getBytes(StandardCharsets.US_ASCII);
            this.unitsMax = unitsMax;
        }
    }

    private static final int TEXT = 0; // of FREE TEXT and of every form
    private static final int LEVEL = 0;
    private static final int ROLE = 1;
    private static final int READ_BACK = 2;
    private static final Map<EntryType, List<Field>> FIELDS = new EnumMap<>(EntryType.class);

    static {
        FIELDS.put(EntryType.FREE_TEXT, form(EntryType.FREE_TEXT));
        FIELDS.put(EntryType.SERVICE, form(EntryType.SERVICE));
        FIELDS.put(EntryType.STOP, form(EntryType.STOP));
        FIELDS.put(EntryType.UNPLANNED_EVENT, form(EntryType.UNPLANNED_EVENT));
        FIELDS.put(
                EntryType.ACK,
                List.of(
                        new Field("level", 64),
                        new Field("role", Bodies.FIELD_MAX),
                        new Field("readBack", Bodies.READ_BACK_MAX),
                        new Field("reservation", Bodies.FIELD_MAX)));
    }

    private final LineCursor in;
    private boolean solidText;
    private Optional<AckLevel> level = Optional.empty();

    BodySkim(LineCursor in) {
        this.in = in;
    }

    private static List<Field> form(EntryType type) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("text", Bodies.TEXT_MAX));
        for (String name : Bodies.formFields(type)) fields.add(new Field(name, Bodies.FIELD_MAX));
        return fields;
    }

    /** Whether bodies of a type are taken at all. */
    static boolean takes(EntryType type) {
        return FIELDS.containsKey(type);
    }

    /** Takes a body, behind its opening brace, and its closing brace; fails where the strict reader must judge. */
    void take(EntryType type) {
        List<Field> fields = FIELDS.getOrDefault(type, List.of());
        int seen = 0;
        solidText = false;
        level = Optional.empty();
        if (!in.has('}')) {
            do {
                int found = next(fields);
                if (found < 0 || isIn(seen, found)) {
                    in.fail();
                    return;
                }
                value(type, found, fields.get(found));
                seen |= 1 << found;
            } while (in.has(','));
            in.must('}');
        }
        if (!suffices(type, seen)) in.fail();
    }

    private int next(List<Field> fields) {
        for (int i = 0; i < fields.size(); i++) if (in.has(fields.get(i).start)) return i;
        return -1;
    }

    private static boolean isIn(int seen, int field) {
        return (seen >>> field & 1) == 1;
    }

    private void value(EntryType type, int number, Field field) {
        if (type == EntryType.ACK && number == LEVEL) {
            level = AckLevel.ofWire(in.words(field.unitsMax));
            return;
        }
        boolean solid = in.text(field.unitsMax);
        if (number == TEXT) solidText = solid;
    }

    private boolean suffices(EntryType type, int seen) {
        if (type == EntryType.FREE_TEXT) return solidText;
        if (type != EntryType.ACK) return true;
        if (level.isEmpty()) return false;
        if (level.get() == AckLevel.READ_BACK) return isIn(seen, READ_BACK);
        return level.get() != AckLevel.RELAYED_TO || isIn(seen, ROLE);
    }
}
