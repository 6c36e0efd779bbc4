package org.ringdown.node;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ringdown.charter.Json;

/** The lines of this node, by id. Immutable. */
final class LineDirectory {
    private final Map<String, LineService> lines = new LinkedHashMap<>();
    private final LongSupplier wallMs;

    LineDirectory(List<? extends LineService> services, LongSupplier wallMs) {
        for (LineService line : services) lines.put(line.lineId(), line);
        this.wallMs = wallMs;
    }

    /** All lines. */
    List<LineService> all() {
        return List.copyOf(lines.values());
    }

    /** The line that the path names. */
    LineService require(Context ctx) throws ProblemException {
        return require(ctx.pathParam("line"));
    }

    LineService require(String id) throws ProblemException {
        return Optional.ofNullable(lines.get(id)).orElseThrow(() -> new ProblemException(Problem.LINE_UNKNOWN));
    }

    /** The summaries of all lines. */
    Json.Arr summaries() {
        List<Json> all = new ArrayList<>();
        for (LineService line : lines.values()) all.add(LineViews.summary(line, wallMs.getAsLong()));
        return Json.of(all);
    }
}
