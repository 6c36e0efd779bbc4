package org.ringdown.node;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.Names;
import org.ringdown.charter.Precedence;
import org.ringdown.line.Saying;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;
import org.ringdown.message.Reference;
import org.ringdown.message.Shown;
import org.ringdown.message.Statement;

/**
 * Turns the body of a messages call into what {@code Post} is asked to say. Shape and values are judged here; whether
 * language, desk, references and what was shown fit the line is {@link LineChecks}' to judge.
 */
final class MessageRequests {
    private static final List<EntryType> TYPES =
            List.of(EntryType.FREE_TEXT, EntryType.TEST, EntryType.SERVICE, EntryType.STOP, EntryType.UNPLANNED_EVENT);
    private static final List<String> RELATIONS = List.of("answers", "corrects", "follows", "about");
    private static final List<String> STOP_FIELDS =
            List.of("what", "where", "since", "inDanger", "confirmBy", "remarks");
    private static final List<String> EVENT_FIELDS =
            List.of("what", "when", "where", "lastTrack", "armed", "underControl", "asked", "nextUpdate", "remarks");
    private static final List<String> TERNARY = List.of("yes", "no", "unknown");

    private final JsonFields in;

    /** A checked body, before it is checked against the line. */
    record Request(
            Statement.Kind kind,
            Statement.Addressing addressing,
            Statement.Links links,
            List<Optional<String>> referenceHashes,
            Json.Obj body,
            String digest) {
        Saying saying(String statementId, LineChecks.Checked here) {
            return new Saying(statementId, kind, here.addressing(), here.links(), body, digest);
        }
    }

    private MessageRequests(JsonFields in) {
        this.in = in;
    }

    /** Reads one body. Notes problems on the cursor; the result is not used before they are checked. */
    static Request read(JsonFields in, Json.Obj object, List<Problem> special) {
        return new MessageRequests(in).request(object, special);
    }

    private Request request(Json.Obj object, List<Problem> special) {
        Statement.Kind kind = kind(special);
        Optional<String> language = Optional.of(language());
        Optional<String> desk = line("desk", 64);
        List<String> addressees = addressees();
        Optional<String> subject = line("subject", Limit.SUBJECT_POINTS.count());
        List<Optional<String>> hashes = new ArrayList<>();
        Statement.Links links = new Statement.Links(references(hashes), replyBy(), shown());
        Statement.Addressing addressing = new Statement.Addressing(desk, addressees, language, subject);
        boolean unknownType = special.contains(Problem.UNKNOWN_TYPE);
        Json.Obj body = unknownType ? bodyOfNoType() : body(kind.type());
        return new Request(kind, addressing, links, hashes, body, Digests.of(object));
    }

    private Statement.Kind kind(List<Problem> special) {
        String wire = in.string("type", 64);
        Optional<EntryType> type = EntryType.ofWire(wire).filter(TYPES::contains);
        if (type.isEmpty() && !wire.isEmpty()) {
            special.add(Problem.UNKNOWN_TYPE);
            in.refuse(
                    "type",
                    JsonCode.BAD_VALUE,
                    "officers cannot send \"" + Requests.clip(wire) + "\"",
                    "Use one of " + TYPES.stream().map(EntryType::wire).toList() + ".");
        }
        String speed = in.string("precedence", 16);
        Optional<Precedence> precedence = Precedence.ofWire(speed);
        if (precedence.isEmpty() && !speed.isEmpty()) {
            in.refuse(
                    "precedence",
                    JsonCode.BAD_VALUE,
                    "\"" + speed + "\" is not a precedence",
                    "Use FLASH, IMMEDIATE," + " PRIORITY or ROUTINE.");
        }
        EntryType kind = type.orElse(EntryType.FREE_TEXT);
        if (kind == EntryType.STOP && precedence.isPresent() && precedence.get() != Precedence.FLASH) {
            in.refuse("precedence", JsonCode.BAD_VALUE, "a STOP travels at FLASH", "Send it with FLASH.");
        }
        Optional<Boolean> test = in.optionalBool("test");
        if (kind == EntryType.TEST && test.isPresent() && !test.get()) {
            special.add(Problem.TEST_FLAG_CONFLICT);
            in.refuse("test", JsonCode.BAD_VALUE, "TEST is always a test", "Leave it out, or set it true.");
        }
        boolean isTest = kind == EntryType.TEST || test.orElse(false);
        return new Statement.Kind(kind, precedence.orElse(Precedence.ROUTINE), isTest);
    }

    private String language() {
        String language = in.string("language", 35);
        if (!language.isEmpty() && !Names.isLanguage(language)) {
            in.refuse("language", JsonCode.BAD_VALUE, "this is not a BCP 47 tag", "Use one such as en or fr.");
        }
        return language;
    }

    private Optional<String> line(String name, int pointsMax) {
        Optional<String> text = points(name, pointsMax);
        if (text.isPresent() && text.get().codePoints().anyMatch(Character::isISOControl)) {
            in.refuse(name, JsonCode.BAD_VALUE, "this must be one line without control characters", "Write one line.");
        }
        return text;
    }

    private Optional<String> points(String name, int pointsMax) {
        Optional<String> text = in.optionalString(name, 2 * pointsMax);
        if (text.isEmpty()) return text;
        int points = text.get().codePointCount(0, text.get().length());
        if (points == 0) in.refuse(name, JsonCode.BAD_VALUE, "this is empty", "Write something, or leave it out.");
        if (points > pointsMax) {
            String seen = points + " characters, at most " + pointsMax + " are allowed";
            in.refuse(name, JsonCode.BAD_VALUE, seen, "Shorten it, or send it in parts.");
        }
        return text;
    }

    private List<String> addressees() {
        if (!in.has("addressees")) return List.of();
        List<String> desks = in.strings("addressees", Limit.ADDRESSEES.count(), 128);
        boolean twice = new HashSet<>(desks).size() < desks.size();
        if (twice) in.refuse("addressees", JsonCode.BAD_VALUE, "a desk stands twice", "Name each desk once.");
        return desks;
    }

    private List<Reference> references(List<Optional<String>> hashes) {
        if (!in.has("references")) return List.of();
        return in.objects("references", Limit.REFERENCES.count(), reference -> {
            String rel = reference.string("rel", 16);
            if (!rel.isEmpty() && !RELATIONS.contains(rel)) {
                reference.refuse("rel", JsonCode.BAD_VALUE, "this is not a relation", "Use one of " + RELATIONS + ".");
            }
            hashes.add(reference.optionalString("hash", 44));
            String party = reference.string("party", 32);
            String epoch = epoch(reference);
            return new Reference(new EntryId(party, epoch, reference.whole("index", 0, Json.WHOLE_MAX)), rel);
        });
    }

    private Optional<Shown> shown() {
        return in.optionalObject("shown").map(shown -> new Shown(epoch(shown), shown.whole("size", 0, Json.WHOLE_MAX)));
    }

    private static String epoch(JsonFields fields) {
        String epoch = fields.string("epoch", 18);
        if (!epoch.isEmpty() && !LogId.isEpoch(epoch)) {
            fields.refuse("epoch", JsonCode.BAD_VALUE, "this is not an epoch", "Write it as in 1-9f3c02ab.");
        }
        return epoch;
    }

    private Optional<String> replyBy() {
        Optional<String> text = in.optionalString("replyBy", 40);
        if (text.isEmpty()) return text;
        try {
            Instant instant = Instant.parse(text.get());
            if (!text.get().endsWith("Z")) throw new DateTimeParseException("not in UTC", text.get(), 0);
            return Optional.of(instant.toString());
        } catch (DateTimeParseException e) {
            in.refuse(
                    "replyBy",
                    JsonCode.BAD_VALUE,
                    "this is not an instant in UTC",
                    "Write it as 2026-11-23T10:02:11Z.");
            return Optional.empty();
        }
    }

    /** What an unknown type's text and fields must be, nobody can say: only the type is refused. */
    private Json.Obj bodyOfNoType() {
        in.optional("text");
        in.optional("fields");
        return Json.obj().build();
    }

    private Json.Obj body(EntryType type) {
        Json.ObjBuilder body = Json.obj();
        boolean textNeeded = type == EntryType.FREE_TEXT || type == EntryType.SERVICE;
        Optional<String> text = points("text", Limit.TEXT_POINTS.count());
        if (textNeeded && !in.has("text")) {
            in.refuse("text", JsonCode.MISSING_FIELD, type.wire() + " needs a text", "Add it.");
        } else if (textNeeded && text.isPresent() && text.get().isBlank()) {
            in.refuse("text", JsonCode.BAD_VALUE, "the text is blank", "Write what is to be said.");
        }
        text.ifPresent(words -> body.put("text", words));
        List<String> allowed =
                type == EntryType.STOP ? STOP_FIELDS : type == EntryType.UNPLANNED_EVENT ? EVENT_FIELDS : List.of();
        Optional<JsonFields> fields = in.optionalObject("fields");
        if (fields.isPresent() && allowed.isEmpty()) {
            in.refuse("fields", JsonCode.BAD_VALUE, type.wire() + " has no fields", "Put the words into text.");
        }
        fields.ifPresent(form -> form(form, allowed).forEach(body::put));
        return body.build();
    }

    private static java.util.SequencedMap<String, String> form(JsonFields form, List<String> allowed) {
        java.util.SequencedMap<String, String> values = new java.util.LinkedHashMap<>();
        MessageRequests reader = new MessageRequests(form);
        for (String name : allowed) {
            boolean ternary = name.equals("armed") || name.equals("underControl");
            Optional<String> value = reader.points(name, Limit.FIELD_POINTS.count());
            if (ternary && value.isPresent() && !TERNARY.contains(value.get())) {
                form.refuse(name, JsonCode.BAD_VALUE, "this is not yes, no or unknown", "Use one of " + TERNARY + ".");
            }
            value.ifPresent(text -> values.put(name, text));
        }
        return values;
    }

    /** The problem that a body is refused with, where there is one; every fault is listed. */
    static void check(JsonFields in, List<Problem> special) throws ProblemException {
        try {
            Requests.check(in);
        } catch (ProblemException e) {
            boolean values = e.problem() == Problem.FIELD_INVALID;
            throw values && !special.isEmpty() ? e.as(special.getFirst()) : e;
        }
    }

    /** Reads and checks one body. */
    static Request parse(Json.Obj object) throws ProblemException {
        JsonFields in = JsonFields.of(object);
        List<Problem> special = new ArrayList<>();
        Request request = read(in, object, special);
        check(in, special);
        return request;
    }
}
