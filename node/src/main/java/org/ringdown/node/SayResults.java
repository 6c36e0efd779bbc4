package org.ringdown.node;

import java.util.List;
import org.ringdown.charter.Json;
import org.ringdown.line.SayResult;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryId;
import org.ringdown.transcript.Hash;

/** What the API answers to what {@code Post} made of a saying. */
record SayResults(int status, Json.Obj body) {

    /** Answers one result; a refusal is thrown. */
    static SayResults of(LineService line, SayResult result) throws ProblemException {
        return switch (result) {
            case SayResult.Kept kept -> said(line, kept.entry(), kept.leafHash(), "RECORDED");
            case SayResult.Again again -> said(line, again.entry(), again.leafHash(), state(line, again.entry()));
            case SayResult.Unrecorded unrecorded ->
                new SayResults(
                        202,
                        Json.obj()
                                .put("line", line.lineId())
                                .put("party", line.party())
                                .put("statementId", unrecorded.statementId())
                                .put("state", "UNRECORDED HERE")
                                .build());
            case SayResult.Refused refused -> throw refusal(refused);
        };
    }

    /** The same, and what of a STOP or UNPLANNED EVENT was left out or cut. */
    SayResults with(List<ProblemException.Field> changed) {
        if (changed.isEmpty()) return this;
        Json.ObjBuilder whole = Json.obj();
        body.fields().forEach(whole::put);
        whole.put(
                "changed",
                Json.of(changed.stream().map(ProblemException.Field::json).toList()));
        return new SayResults(status, whole.build());
    }

    private static SayResults said(LineService line, EntryId entry, Hash leafHash, String state) {
        Json.Obj body = Json.obj()
                .put("line", line.lineId())
                .put("party", entry.party())
                .put("epoch", entry.epoch())
                .put("index", entry.index())
                .put("leafHash", leafHash.base64())
                .put("state", state)
                .build();
        return new SayResults(201, body);
    }

    /** Where the store can't be read, what is certain: it is in the own log. */
    private static String state(LineService line, EntryId entry) {
        try {
            boolean delivered = line.reader()
                    .entry(entry)
                    .flatMap(stored -> stored.delivered())
                    .isPresent();
            return delivered ? "DELIVERED" : "RECORDED";
        } catch (StoreException e) {
            line.unreadable(e);
            return "RECORDED";
        }
    }

    private static ProblemException refusal(SayResult.Refused refused) {
        Problem problem = switch (refused.code()) {
            case ID_REUSED -> Problem.IDEMPOTENCY_KEY_REUSED;
            case TOO_LARGE -> Problem.TEXT_TOO_LONG;
            case REFERENCE_UNKNOWN -> Problem.REFERENCE_UNKNOWN;
            case NOT_ACKNOWLEDGEABLE -> Problem.NOT_ACKNOWLEDGEABLE;
            case RECORD_STOPPED -> Problem.RECORD_STOPPED;
            case UNRECORDED_FULL, NO_SESSION -> Problem.UNRECORDED_FULL;
        };
        return new ProblemException(problem, refused.next());
    }
}
