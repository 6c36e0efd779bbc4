package org.ringdown.node;

import org.ringdown.charter.Json;
import org.ringdown.line.KeptEntry;
import org.ringdown.message.AckLevel;
import org.ringdown.message.Leaf;
import org.ringdown.message.Statement;

/**
 * Acknowledgements as steps of the ladder. In the record {@code role} is the post that was told where the level is
 * RELAYED TO, and the acknowledging officer's role else; the API keeps the two apart.
 */
final class AckSteps {
    private AckSteps() {}

    /** The API's name of a field of an acknowledgement's body. */
    static String shownName(Statement statement, String field) {
        boolean relayed =
                statement.body().get("level").equals(java.util.Optional.of(Json.of(AckLevel.RELAYED_TO.wire())));
        return relayed && field.equals("role") ? "relayedTo" : field;
    }

    /** One step of the ladder. */
    static Json step(KeptEntry entry, Leaf leaf) {
        Statement statement = leaf.statement();
        Json.ObjBuilder step = Json.obj();
        for (String name : java.util.List.of("level", "role", "readBack", "reservation")) {
            statement.body().get(name).ifPresent(value -> step.put(shownName(statement, name), value));
        }
        return step.put("party", entry.log().party())
                .put("epoch", entry.log().epoch())
                .put("index", entry.index())
                .put("wallMs", leaf.seal().wallMs())
                .put("receivedMs", entry.receivedMs())
                .build();
    }
}
