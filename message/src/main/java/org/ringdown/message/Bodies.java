package org.ringdown.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonFields;

/**
 * What each type asks of its body: the fields, their bounds, and which must be there. The table is {@code
 * spec/record.md} section 4. A body may have fields that are not named here; only our own API refuses them.
 */
public final class Bodies {

    /** The longest text of a message, in UTF-16 units: room for 16,000 characters of any script. */
    public static final int TEXT_MAX = 32_000;

    /** The longest single field of a form, in UTF-16 units. */
    public static final int FIELD_MAX = 4_000;

    static final int READ_BACK_MAX = 8_000;
    private static final int NOTE_MAX = 40_000;
    private static final LinkedHashMap<String, AckLevel> LEVELS = new LinkedHashMap<>();

    static {
        Stream.of(AckLevel.values()).forEach(level -> LEVELS.put(level.wire(), level));
    }

    private Bodies() {}

    /**
     * Notes every problem of a body on its cursor.
     *
     * @param type the entry's type
     * @param in a cursor over the body
     */
    public static void check(EntryType type, JsonFields in) {
        switch (type) {
            case FREE_TEXT -> requireText(in);
            case ACK -> ack(in);
            case TEST -> texts(in, FIELD_MAX, "challenge", "answer", "operator", "text");
            case SERVICE, STOP, UNPLANNED_EVENT -> form(in, formFields(type));
            case LINE_STATUS -> {
                in.string("state", 40);
                in.string("cause", FIELD_MAX);
                texts(in, 200, "path");
                in.optionalWhole("count", 1, Json.WHOLE_MAX);
            }
            case EPOCH -> in.string("reason", 40);
            case FOUND -> texts(in, NOTE_MAX * 2, "leaf", "head", "state");
            case HEARD, UNRECORDED, KEY, REVOCATION, CHARTER, PROPOSE, ADOPT -> in.string("note", NOTE_MAX);
            case CONSENT -> {
                in.hex("digest", 64);
                in.string("signature", 2_000);
            }
            case WITHDRAW -> in.hex("digest", 64);
            case MISSED -> in.string("reason", FIELD_MAX);
            case NO_RECEIPT_BY -> range(in);
            case UNREADABLE -> {
                in.whole("index", 0, Json.WHOLE_MAX);
                in.string("reason", 40);
            }
            case RING, ANSWER -> in.hex("session", 32);
        }
    }

    /**
     * The body fields that an officer may set through the API for a type, besides {@code text}.
     *
     * @param type the type
     * @return the field names; empty where only text is allowed
     */
    public static List<String> formFields(EntryType type) {
        return switch (type) {
            case TEST -> List.of("challenge", "answer", "operator");
            case SERVICE -> List.of("from", "until", "path", "reason", "fallback", "restoreAt");
            case STOP -> List.of("what", "where", "since", "inDanger", "confirmBy", "remarks");
            case UNPLANNED_EVENT ->
                List.of(
                        "what",
                        "when",
                        "where",
                        "lastTrack",
                        "armed",
                        "underControl",
                        "asked",
                        "nextUpdate",
                        "remarks");
            case FREE_TEXT,
                    ACK,
                    LINE_STATUS,
                    EPOCH,
                    FOUND,
                    HEARD,
                    UNRECORDED,
                    KEY,
                    REVOCATION,
                    CHARTER,
                    PROPOSE,
                    CONSENT,
                    WITHDRAW,
                    ADOPT,
                    MISSED,
                    NO_RECEIPT_BY,
                    UNREADABLE,
                    RING,
                    ANSWER -> List.of();
        };
    }

    private static void requireText(JsonFields in) {
        if (in.string("text", TEXT_MAX).isBlank() && in.has("text")) {
            in.refuse("text", JsonCode.BAD_VALUE, "the text is empty", "Write what is to be said.");
        }
    }

    private static void ack(JsonFields in) {
        AckLevel level = in.choice("level", LEVELS);
        texts(in, FIELD_MAX, "role", "reservation");
        texts(in, READ_BACK_MAX, "readBack");
        if (level == AckLevel.READ_BACK && !in.has("readBack")) {
            in.refuse("readBack", JsonCode.MISSING_FIELD, "READ BACK needs the words read back", "Add readBack.");
        }
        if (level == AckLevel.RELAYED_TO && !in.has("role")) {
            in.refuse("role", JsonCode.MISSING_FIELD, "RELAYED TO needs the role that was told", "Add role.");
        }
    }

    private static void form(JsonFields in, List<String> fields) {
        in.optionalString("text", TEXT_MAX);
        for (String field : fields) in.optionalString(field, FIELD_MAX);
    }

    private static void texts(JsonFields in, int unitsMax, String... names) {
        for (String name : names) in.optionalString(name, unitsMax);
    }

    private static void range(JsonFields in) {
        StatementJson.epoch(in, "epoch");
        in.whole("first", 0, Json.WHOLE_MAX);
        in.whole("last", 0, Json.WHOLE_MAX);
        in.whole("byWallMs", 0, Json.WHOLE_MAX);
    }
}
