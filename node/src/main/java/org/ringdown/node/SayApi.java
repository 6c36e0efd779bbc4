package org.ringdown.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.Precedence;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.line.StoreException;
import org.ringdown.message.AckLevel;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.LogId;
import org.ringdown.message.Reference;
import org.ringdown.message.Statement;
import org.ringdown.store.StoredEntry;

/** The calls by which an officer says something: a message, a batch of them, an acknowledgement. */
final class SayApi {
    private static final String KEY = "[A-Za-z0-9._-]{8,64}";

    private final LineDirectory lines;

    SayApi(LineDirectory lines) {
        this.lines = lines;
    }

    /** {@code POST /lines/{line}/messages}. */
    void message(Context ctx) throws ProblemException, IOException, StoreException {
        Caller caller = Doorkeeper.caller(ctx);
        LineService line = lines.require(ctx);
        Json.Obj body = Requests.object(ctx, Limit.BODY_BYTES, Limit.BODY_VALUES);
        boolean urgent = isUrgent(body);
        (urgent ? caller.urgent() : caller.calls()).take();
        MessageRequests.Request request = MessageRequests.parse(body);
        String key = key(Optional.ofNullable(ctx.header("Idempotency-Key")));
        LineChecks.Checked checked = new LineChecks(line, caller).check(request);
        Saying saying = request.saying(key, checked);
        reply(ctx, line, line.say(List.of(saying), urgent).getFirst(), checked.changed());
    }

    private static void reply(Context ctx, LineService line, SayResult result, List<ProblemException.Field> changed)
            throws ProblemException {
        SayResults answer = SayResults.of(line, result).with(changed);
        Replies.json(ctx, answer.status(), answer.body());
    }

    /** STOP and UNPLANNED EVENT have a lane of their own, from the first byte on. */
    private static boolean isUrgent(Json.Obj body) {
        Optional<Json> type = body.get("type");
        return type.isPresent()
                && type.get() instanceof Json.Str wire
                && EntryType.ofWire(wire.text()).filter(EntryType::neverGated).isPresent();
    }

    /** {@code POST /lines/{line}/messages/batch}. */
    void batch(Context ctx) throws ProblemException, IOException, StoreException {
        Caller caller = Doorkeeper.caller(ctx);
        LineService line = lines.require(ctx);
        caller.calls().take();
        Json.Obj body = Requests.object(ctx, Limit.BATCH_BODY_BYTES, Limit.BATCH_BODY_VALUES);
        SequencedMap<String, MessageRequests.Request> requests = readBatch(body);
        LineChecks checks = new LineChecks(line, caller);
        List<Saying> sayings = new ArrayList<>();
        List<LineChecks.Checked> checked = new ArrayList<>();
        for (Map.Entry<String, MessageRequests.Request> each : requests.entrySet()) {
            checked.add(checks.check(each.getValue()));
            sayings.add(each.getValue().saying(each.getKey(), checked.getLast()));
        }
        boolean urgent =
                sayings.stream().allMatch(saying -> saying.kind().type().neverGated());
        List<Json> results = new ArrayList<>();
        List<SayResult> said = line.say(sayings, urgent);
        for (int i = 0; i < said.size(); i++) {
            results.add(batchResult(line, said.get(i), checked.get(i).changed()));
        }
        Replies.json(ctx, 200, Json.obj().put("results", Json.of(results)).build());
    }

    private static Json batchResult(LineService line, SayResult result, List<ProblemException.Field> changed) {
        try {
            SayResults answer = SayResults.of(line, result).with(changed);
            String name = answer.status() == 201 ? "said" : "unrecorded";
            return Json.obj()
                    .put("status", answer.status())
                    .put(name, answer.body())
                    .build();
        } catch (ProblemException e) {
            return Json.obj()
                    .put("status", e.problem().status())
                    .put("problem", e.json())
                    .build();
        }
    }

    private static SequencedMap<String, MessageRequests.Request> readBatch(Json.Obj body) throws ProblemException {
        JsonFields in = JsonFields.of(body);
        if (body.get("messages").isPresent()
                && body.get("messages").get() instanceof Json.Arr all
                && all.items().size() > Limit.BATCH_MESSAGES.amount()) {
            throw new ProblemException(Problem.BATCH_TOO_LARGE);
        }
        SequencedMap<String, MessageRequests.Request> requests = new LinkedHashMap<>();
        List<Problem> special = new ArrayList<>();
        in.objects("messages", Limit.BATCH_MESSAGES.count(), each -> {
            String key = each.string("idempotencyKey", 64);
            JsonFields message = each.object("message");
            Json.Obj object = each.optional("message").orElse(Json.NULL) instanceof Json.Obj inner
                    ? inner
                    : Json.obj().build();
            if (!key.isEmpty() && !key.matches(KEY)) {
                special.add(Problem.IDEMPOTENCY_KEY_INVALID);
                each.refuse("idempotencyKey", JsonCode.BAD_VALUE, "not a key", Problem.IDEMPOTENCY_KEY_INVALID.next());
            }
            if (requests.put(key, MessageRequests.read(message, object, special)) != null && !key.isEmpty()) {
                each.refuse("idempotencyKey", JsonCode.BAD_VALUE, "this key stands twice", "One key for each act.");
            }
            return key;
        });
        if (requests.isEmpty() && in.has("messages")) {
            in.refuse("messages", JsonCode.BAD_VALUE, "there is no message in it", "Send at least one.");
        }
        MessageRequests.check(in, special);
        return requests;
    }

    /** {@code POST /lines/{line}/entries/{party}/{epoch}/{index}/acknowledgements}. */
    void acknowledgement(Context ctx) throws ProblemException, IOException, StoreException {
        Caller caller = Doorkeeper.caller(ctx);
        LineService line = lines.require(ctx);
        caller.calls().take();
        EntryId about = entryId(ctx);
        Json.Obj body = Requests.object(ctx, Limit.BODY_BYTES, Limit.BODY_VALUES);
        Json.Obj ack = AckRequests.read(body, caller);
        String key = key(Optional.ofNullable(ctx.header("Idempotency-Key")));
        StoredEntry entry = line.reader().entry(about).orElseThrow(() -> new ProblemException(Problem.ENTRY_UNKNOWN));
        Optional<EntryType> type = EntryType.ofWire(entry.entry().mark().type());
        boolean takesOne = !about.party().equals(line.party())
                && type.filter(EntryType::ladder).isPresent();
        if (!takesOne) throw new ProblemException(Problem.NOT_ACKNOWLEDGEABLE);
        Precedence speed = Precedence.ofWire(entry.entry().mark().precedence()).orElse(Precedence.ROUTINE);
        boolean test = entry.entry().mark().flags().contains("TEST");
        Statement.Addressing addressing = new Statement.Addressing(
                Optional.of(new LineChecks(line, caller).desk()), List.of(), Optional.empty(), Optional.empty());
        Statement.Links links =
                new Statement.Links(List.of(new Reference(about, "acknowledges")), Optional.empty(), Optional.empty());
        Statement.Kind kind = new Statement.Kind(EntryType.ACK, speed, test);
        String digest = Digests.of(Json.obj()
                .put("about", EntryViews.place(about).build())
                .put("body", body)
                .build());
        reply(
                ctx,
                line,
                line.say(List.of(new Saying(key, kind, addressing, links, ack, digest)), false)
                        .getFirst(),
                List.of());
    }

    private static EntryId entryId(Context ctx) throws ProblemException {
        String epoch = ctx.pathParam("epoch");
        String index = ctx.pathParam("index");
        if (!LogId.isEpoch(epoch)) {
            throw ProblemException.parameter(
                    "epoch", "\"" + Requests.clip(epoch) + "\" is not one", "As in 1-9f3c02ab.");
        }
        if (!index.matches("[0-9]{1,16}") || Long.parseLong(index) > Json.WHOLE_MAX) {
            throw ProblemException.parameter("index", "\"" + Requests.clip(index) + "\" is not one", "A whole number.");
        }
        return new EntryId(ctx.pathParam("party"), epoch, Long.parseLong(index));
    }

    /** The Idempotency-Key, which must be there and be one. */
    static String key(Optional<String> header) throws ProblemException {
        if (header.isEmpty()) throw new ProblemException(Problem.IDEMPOTENCY_KEY_MISSING);
        if (!header.get().matches(KEY)) throw new ProblemException(Problem.IDEMPOTENCY_KEY_INVALID);
        return header.get();
    }

    /** Reads the body of an acknowledgements call into the body of an ACK entry. */
    private static final class AckRequests {
        static Json.Obj read(Json.Obj body, Caller caller) throws ProblemException {
            JsonFields in = JsonFields.of(body);
            SequencedMap<String, AckLevel> levels = new LinkedHashMap<>();
            for (AckLevel level : AckLevel.values()) levels.put(level.wire(), level);
            AckLevel level = in.choice("level", levels);
            Optional<String> role = text(in, "role", 64);
            Optional<String> readBack = text(in, "readBack", Limit.READ_BACK_POINTS.count());
            Optional<String> reservation = text(in, "reservation", Limit.RESERVATION_POINTS.count());
            boolean readsBack = level == AckLevel.READ_BACK;
            if (!readsBack && readBack.isPresent()) {
                in.refuse("readBack", JsonCode.BAD_VALUE, level.wire() + " reads nothing back", "Send READ BACK.");
            }
            Requests.check(in);
            if (readsBack && readBack.filter(words -> !words.isBlank()).isEmpty()) {
                throw new ProblemException(Problem.LEVEL_NEEDS_READBACK);
            }
            boolean relayed = level == AckLevel.RELAYED_TO;
            if (relayed && role.isEmpty()) throw new ProblemException(Problem.LEVEL_NEEDS_ROLE);
            String own = Roles.word(caller.role());
            if (!relayed && role.isPresent() && !role.get().equals(own)) {
                String mend = "Your role is " + own + ": leave role out; it names a post only with RELAYED TO.";
                throw new ProblemException(Problem.FORBIDDEN, mend);
            }
            Json.ObjBuilder ack = Json.obj().put("level", level.wire()).put("role", relayed ? role.orElse("") : own);
            readBack.ifPresent(words -> ack.put("readBack", words));
            reservation.ifPresent(words -> ack.put("reservation", words));
            return ack.build();
        }

        private static Optional<String> text(JsonFields in, String name, int pointsMax) {
            Optional<String> text = in.optionalString(name, 2 * pointsMax);
            if (text.isEmpty()) return text;
            int points = text.get().codePointCount(0, text.get().length());
            if (points < 1 || points > pointsMax) {
                String seen = points + " characters, 1 to " + pointsMax + " are allowed";
                in.refuse(name, JsonCode.BAD_VALUE, seen, "Change its length, or leave it out.");
            }
            return text;
        }
    }
}
