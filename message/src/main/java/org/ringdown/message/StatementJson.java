package org.ringdown.message;

import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonException;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.Precedence;
import org.ringdown.message.MessageException.Reason;

/** Line 1 between record and JSON; the field order is the spec's. */
final class StatementJson {
    static final String VERSION = "ringdown/entry/v1";
    static final int REFERENCES_MAX = 64;
    static final int ADDRESSEES_MAX = 16;

    private StatementJson() {}

    static Json.Obj write(Statement s) {
        Statement.Addressing to = s.addressing();
        Statement.Links links = s.links();
        Json.ObjBuilder out = Json.obj()
                .put("v", VERSION)
                .put("line", s.origin().lineId())
                .put("charter", s.origin().charterDigest())
                .put("epoch", s.origin().epoch())
                .put("party", s.origin().party())
                .put("type", s.kind().type().wire())
                .put("precedence", s.kind().precedence().name())
                .put("id", s.id())
                .put("test", s.kind().test())
                .put("salt", s.salt())
                .putIf("desk", to.desk().map(Json::of));
        if (!to.addressees().isEmpty()) out.put("addressees", Json.strings(to.addressees()));
        out.putIf("language", to.language().map(Json::of))
                .putIf("subject", to.subject().map(Json::of));
        if (!links.references().isEmpty()) {
            out.put(
                    "references",
                    Json.of(links.references().stream()
                            .map(StatementJson::reference)
                            .toList()));
        }
        return out.putIf("replyBy", links.replyBy().map(Json::of))
                .putIf(
                        "shown",
                        links.shown()
                                .map(shown -> Json.obj()
                                        .put("epoch", shown.epoch())
                                        .put("size", shown.size())
                                        .build()))
                .put("body", s.body())
                .build();
    }

    private static Json.Obj reference(Reference r) {
        return Json.obj()
                .put("party", r.entry().party())
                .put("epoch", r.entry().epoch())
                .put("index", r.entry().index())
                .put("rel", r.rel())
                .build();
    }

    static Statement read(Json.Obj object) throws MessageException {
        JsonFields in = JsonFields.of(object);
        if (!VERSION.equals(word(in, "v"))) {
            throw new MessageException(Reason.UNKNOWN_TYPE, "v is not " + VERSION);
        }
        Statement.Origin origin = new Statement.Origin(
                in.hex("line", 32), in.hex("charter", 64), epoch(in, "epoch"), in.string("party", 32));
        Statement.Kind kind = new Statement.Kind(type(in), precedence(in), in.bool("test"));
        String id = in.string("id", StatementId.CHARS_MAX);
        if (!StatementId.isValid(id)) in.refuse("id", JsonCode.BAD_VALUE, "not a statement id", "");
        Statement statement =
                new Statement(origin, kind, id, in.hex("salt", 32), addressing(in), links(in), body(object, in));
        Bodies.check(kind.type(), in.object("body"));
        check(in);
        return statement;
    }

    private static Json.Obj body(Json.Obj object, JsonFields in) {
        if (object.get("body").orElse(Json.NULL) instanceof Json.Obj body) return body;
        in.object("body");
        return Json.obj().build();
    }

    private static EntryType type(JsonFields in) throws MessageException {
        String wire = word(in, "type");
        return EntryType.ofWire(wire)
                .orElseThrow(() -> new MessageException(Reason.UNKNOWN_TYPE, "type " + wire + " is not known"));
    }

    private static Precedence precedence(JsonFields in) throws MessageException {
        String wire = word(in, "precedence");
        return Precedence.ofWire(wire)
                .orElseThrow(() -> new MessageException(Reason.UNKNOWN_TYPE, "precedence " + wire + " is not known"));
    }

    /** A word that decides how the rest is read; where there is none, the leaf is not of another version but broken. */
    private static String word(JsonFields in, String name) throws MessageException {
        String word = in.string(name, 64);
        if (word.isEmpty()) check(in);
        return word;
    }

    static String epoch(JsonFields in, String name) {
        String epoch = in.string(name, 24);
        if (!LogId.isEpoch(epoch)) in.refuse(name, JsonCode.BAD_VALUE, "not an epoch", "");
        return epoch;
    }

    private static Statement.Addressing addressing(JsonFields in) {
        return new Statement.Addressing(
                in.optionalString("desk", 64),
                in.has("addressees") ? in.strings("addressees", ADDRESSEES_MAX, 128) : List.of(),
                in.optionalString("language", 35),
                in.optionalString("subject", 400));
    }

    private static Statement.Links links(JsonFields in) {
        Optional<Shown> shown =
                in.optionalObject("shown").map(f -> new Shown(epoch(f, "epoch"), f.whole("size", 0, Json.WHOLE_MAX)));
        return new Statement.Links(
                in.has("references")
                        ? in.objects("references", REFERENCES_MAX, StatementJson::readReference)
                        : List.of(),
                in.optionalString("replyBy", 40),
                shown);
    }

    private static Reference readReference(JsonFields in) {
        EntryId entry = new EntryId(in.string("party", 32), epoch(in, "epoch"), in.whole("index", 0, Json.WHOLE_MAX));
        return new Reference(entry, in.string("rel", 32));
    }

    static void check(JsonFields in) throws MessageException {
        try {
            in.check();
        } catch (JsonException e) {
            throw new MessageException(Reason.BAD_FIELD, String.valueOf(e.getMessage()));
        }
    }
}
