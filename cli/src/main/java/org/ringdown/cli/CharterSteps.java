package org.ringdown.cli;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringdown.charter.Json;

/** The steps of a charter's change, through the own node. */
final class CharterSteps {
    private final ApiClient api;
    private final String line;
    private final Json.Obj charter;

    private CharterSteps(ApiClient api, String line, Json.Obj charter) {
        this.api = api;
        this.line = line;
        this.charter = charter;
    }

    static CharterSteps of(ApiClient api, LineOption option) throws CliException {
        String line = ApiReply.text(option.summary(api), "line");
        ApiReply reply = api.get("/api/v1/lines/" + line + "/charter");
        if (!reply.ok()) throw ApiClient.refused(reply);
        return new CharterSteps(api, line, reply.body());
    }

    /** What the node says of the charter and its changes. */
    Json.Obj charter() {
        return charter;
    }

    /** The own charter's signed note. */
    String note() {
        return ApiReply.text(charter, "note");
    }

    /** The proposal that is meant: by the beginning of its digest, or the only one in one of these states. */
    Json.Obj proposal(Optional<String> digest, List<String> states) throws CliException {
        List<Json.Obj> fitting = ApiReply.list(charter, "proposals").stream()
                .filter(proposal -> digest.isPresent()
                        ? ApiReply.text(proposal, "digest").startsWith(digest.get())
                        : states.contains(ApiReply.text(proposal, "state")))
                .toList();
        if (fitting.size() == 1) return fitting.getFirst();
        String seen = fitting.isEmpty() ? "there is no such proposal" : "several proposals fit";
        throw new CliException(
                Exit.INPUT,
                "NO_PROPOSAL",
                seen + ". Name one by its digest; they are listed by ringdown charter status.");
    }

    /** Writes a step as an entry of the own log. */
    Json.Obj post(String step, String member, String value) throws CliException {
        Json.Obj body = Json.obj().put("step", step).put(member, value).build();
        ApiReply reply = api.post("/api/v1/lines/" + line + "/charter/steps", key(), body);
        if (!reply.ok()) throw ApiClient.refused(reply);
        return reply.body();
    }

    /** Writes a certificate or a revocation as an entry of the own log. */
    static Json.Obj postKey(ApiClient api, String line, String note) throws CliException {
        Json.Obj body = Json.obj().put("note", note).build();
        ApiReply reply = api.post("/api/v1/lines/" + line + "/keys", key(), body);
        if (!reply.ok()) throw ApiClient.refused(reply);
        return reply.body();
    }

    private static Optional<String> key() {
        return Optional.of(UUID.randomUUID().toString());
    }

    /** Where an entry went, as a sentence. */
    static String place(Json.Obj said) {
        return "Recorded as entry " + ApiReply.whole(said, "index") + " of " + ApiReply.text(said, "party") + "/"
                + ApiReply.text(said, "epoch") + ".";
    }
}
