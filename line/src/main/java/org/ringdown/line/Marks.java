package org.ringdown.line;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Reference;
import org.ringdown.message.Statement;

/** What a store needs to know of an entry, from its statement. */
final class Marks {
    static final EntryMark UNREADABLE = new EntryMark("UNREADABLE LEAF", "", "", "", List.of(), List.of(), "");

    private Marks() {}

    static EntryMark own(Saying saying) {
        return mark(saying.kind(), saying.statementId(), saying.requestDigest(), saying.links(), saying.body());
    }

    static EntryMark peer(Statement s) {
        return mark(s.kind(), s.id(), "", s.links(), s.body());
    }

    private static EntryMark mark(Statement.Kind kind, String id, String digest, Statement.Links links, Json.Obj body) {
        List<String> flags = new ArrayList<>();
        if (kind.test()) flags.add("TEST");
        if (kind.type().ladder()) flags.add("LADDER");
        List<EntryId> about = links.references().stream().map(Reference::entry).toList();
        String level = kind.type() == EntryType.ACK ? text(body, "level") : "";
        return new EntryMark(kind.type().wire(), kind.precedence().name(), id, digest, flags, about, level);
    }

    static String text(Json.Obj body, String name) {
        return body.get(name).orElse(Json.NULL) instanceof Json.Str text ? text.text() : "";
    }

    static long whole(Json.Obj body, String name) {
        return body.get(name).orElse(Json.NULL) instanceof Json.Whole number ? number.value() : 0;
    }

    /** PROTOCOL 1: these never cause an entry of one another. */
    static boolean awaitsReceipt(EntryType type) {
        return switch (type) {
            case NO_RECEIPT_BY, UNREADABLE, MISSED, HEARD, ACK, LINE_STATUS -> false;
            case FREE_TEXT,
                    TEST,
                    SERVICE,
                    STOP,
                    UNPLANNED_EVENT,
                    EPOCH,
                    FOUND,
                    UNRECORDED,
                    KEY,
                    REVOCATION,
                    CHARTER,
                    PROPOSE,
                    CONSENT,
                    WITHDRAW,
                    ADOPT,
                    RING,
                    ANSWER -> true;
        };
    }
}
