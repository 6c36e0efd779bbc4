package org.ringdown.cli.demo;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonWriter;

/** Says things through the API as a careful client does: without an answer nothing is known, so the same key again. */
final class Talk {
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long AGAIN_MS = 50;

    private Talk() {}

    /** One act that was answered with 201. */
    record Said(Party by, String key, String type, String text, String place, long answeredNs) {}

    static Said say(Party by, String type, String precedence, String text)
            throws IOException, InterruptedException, DemoException {
        Json.Obj body = Json.obj()
                .put("type", type)
                .put("precedence", precedence)
                .put("language", "en")
                .put("text", text)
                .build();
        return say(by, UUID.randomUUID().toString(), body);
    }

    static Said say(Party by, String key, Json.Obj body) throws IOException, InterruptedException, DemoException {
        NodeApi.Answer answer =
                certain(by, "/api/v1/lines/" + by.lineId() + "/messages", key, JsonWriter.compact(body));
        if (answer.status() != 201) {
            throw new DemoException(by.id + " may not say " + Fields.text(body, "type") + ": " + answer);
        }
        String place = Fields.place(answer.body());
        return new Said(by, key, Fields.text(body, "type"), Fields.text(body, "text"), place, System.nanoTime());
    }

    /** Takes a step of the ladder for something that the peer said. */
    static Said acknowledge(Party by, Said about, String level, Optional<String> readBack)
            throws IOException, InterruptedException, DemoException {
        Json.ObjBuilder body = Json.obj().put("level", level).putIf("readBack", readBack.map(Json::of));
        String key = UUID.randomUUID().toString();
        String path = "/api/v1/lines/" + by.lineId() + "/entries/" + about.place() + "/acknowledgements";
        NodeApi.Answer answer = certain(by, path, key, JsonWriter.compact(body.build()));
        if (answer.status() != 201) throw new DemoException(level + " was refused: " + answer);
        return new Said(by, key, "ACK", level, Fields.place(answer.body()), System.nanoTime());
    }

    /** Asks with one key until there is an answer that settles it. */
    private static NodeApi.Answer certain(Party by, String path, String key, String body)
            throws IOException, InterruptedException, DemoException {
        long untilNs = System.nanoTime() + PATIENCE_NS;
        while (true) {
            try {
                NodeApi.Answer answer = by.api().post(path, Optional.of(key), body);
                boolean later = answer.status() == 429 || answer.status() >= 500;
                if (!later) return answer;
            } catch (IOException e) {
                if (System.nanoTime() > untilNs) throw e;
            }
            if (System.nanoTime() > untilNs) throw new DemoException("no settled answer for " + path);
            Thread.sleep(AGAIN_MS);
        }
    }
}
