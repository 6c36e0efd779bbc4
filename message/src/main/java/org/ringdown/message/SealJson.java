package org.ringdown.message;

import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonFields;
import org.ringdown.transcript.Hash;

/** Line 2 between record and JSON. */
final class SealJson {
    private SealJson() {}

    static Json.Obj write(Seal seal) {
        Json.Obj clock = Json.obj()
                .put("wallMs", seal.wallMs())
                .putIf("offsetMs", seal.offsetMs().map(Json::of))
                .build();
        return Json.obj()
                .put("index", seal.index())
                .putIf(
                        "held",
                        seal.held()
                                .map(held -> Json.obj()
                                        .put("epoch", held.epoch())
                                        .put("size", held.size())
                                        .put("root", held.root().base64())
                                        .build()))
                .put("clock", clock)
                .build();
    }

    static Seal read(Json.Obj object) throws MessageException {
        JsonFields in = JsonFields.of(object);
        long index = in.whole("index", 0, Json.WHOLE_MAX);
        Optional<Held> held = in.optionalObject("held")
                .map(f -> new Held(
                        StatementJson.epoch(f, "epoch"),
                        f.whole("size", 0, Json.WHOLE_MAX),
                        Hash.of(f.base64("root", 32, 32))));
        JsonFields clock = in.object("clock");
        long wallMs = clock.whole("wallMs", 0, Json.WHOLE_MAX);
        Optional<Long> offsetMs = clock.optionalWhole("offsetMs", -Json.WHOLE_MAX, Json.WHOLE_MAX);
        StatementJson.check(in);
        return new Seal(index, held, wallMs, offsetMs);
    }
}
