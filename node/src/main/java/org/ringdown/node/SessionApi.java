package org.ringdown.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonFields;

/** Signing in by a one-time link, asking who is signed in, signing out. */
final class SessionApi {
    private final Doorkeeper door;
    private final Officers officers;
    private final Sessions sessions;
    private final LineDirectory lines;

    SessionApi(Doorkeeper door, Officers officers, Sessions sessions, LineDirectory lines) {
        this.door = door;
        this.officers = officers;
        this.sessions = sessions;
        this.lines = lines;
    }

    /** {@code POST /session}. */
    void signIn(Context ctx) throws ProblemException, IOException, NodeException {
        door.admitSignIn(ctx);
        JsonFields in = JsonFields.of(Requests.object(ctx, Limit.BODY_BYTES, Limit.BODY_VALUES));
        String token = in.string("token", 256);
        if (!token.isEmpty() && !token.matches("[A-Za-z0-9_-]{16,256}")) {
            in.refuse(
                    "token", JsonCode.BAD_VALUE, "this is not the token of a link", "Open the link as it was printed.");
        }
        Requests.check(in);
        Officer officer = officers.redeem(token).orElseThrow(() -> new ProblemException(Problem.LINK_UNKNOWN));
        door.cookie(ctx).ifPresent(sessions::end);
        door.setCookie(ctx, sessions.begin(officer));
        Replies.json(ctx, 200, view(officer.id(), officer.name(), Roles.word(officer.role()), officer.desk()));
    }

    /** {@code GET /session}. */
    void show(Context ctx) {
        Caller caller = Doorkeeper.caller(ctx);
        Replies.json(ctx, 200, view(caller.id(), caller.name(), Roles.word(caller.role()), desk(caller)));
    }

    private String desk(Caller caller) {
        Optional<LineService> line = lines.all().stream().findFirst();
        return caller.desk()
                .or(() -> line.map(l -> new LineChecks(l, caller).desk()))
                .orElse("none");
    }

    /** {@code DELETE /session}. */
    void signOut(Context ctx) {
        door.cookie(ctx).ifPresent(sessions::end);
        door.setCookie(ctx, "");
        ctx.status(204);
    }

    private static Json view(String id, String name, String role, String desk) {
        return Json.obj()
                .put("officer", id)
                .put("name", name)
                .put("role", role)
                .put("desk", desk)
                .build();
    }
}
