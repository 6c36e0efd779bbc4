package org.ringdown.node;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.line.StoreException;
import org.ringdown.store.StoredEntry;

/** The calls that read: status, lines, entries; and the one that says what was read, of an alarm. */
final class ReadApi {
    private static final List<String> ENTRY_PARAMETERS = List.of("after", "limit", "order");

    private final NodeFacts facts;
    private final LineDirectory lines;

    ReadApi(NodeFacts facts, LineDirectory lines) {
        this.facts = facts;
        this.lines = lines;
    }

    /** {@code GET /status}. */
    void status(Context ctx) {
        Optional<String> trouble = lines.all().stream()
                .flatMap(line -> line.trouble().or(line::unreadable).stream())
                .findFirst();
        Json.ObjBuilder store = Json.obj().put("ok", trouble.isEmpty());
        trouble.ifPresent(cause -> store.put("cause", cause));
        lines.all().stream()
                .flatMap(line -> line.scrubbedMs().stream())
                .min(Long::compare)
                .ifPresent(ms -> store.put("lastScrub", LineViews.instant(ms)));
        store.put("secondPlaceOnOtherVolume", facts.secondPlaceOnOtherVolume());
        Json status = Json.obj()
                .put("party", facts.party())
                .put("version", facts.version())
                .put("commit", facts.commit())
                .put("startedAt", LineViews.instant(facts.startedMs()))
                .put("cryptoProvider", facts.cryptoProvider())
                .put("store", store.build())
                .put("lines", lines.summaries())
                .build();
        Replies.json(ctx, 200, status);
    }

    /** {@code GET /lines}. */
    void lines(Context ctx) {
        Replies.json(ctx, 200, Json.obj().put("lines", lines.summaries()).build());
    }

    /** {@code POST /lines/{line}/alarms/{alarm}/noticed}. */
    void noticed(Context ctx) throws ProblemException {
        lines.require(ctx).noticed(ctx.pathParam("alarm"));
        ctx.status(204);
    }

    /** {@code GET /lines/{line}/entries}. */
    void entries(Context ctx) throws ProblemException, StoreException {
        LineService line = lines.require(ctx);
        for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
            String name = Requests.clip(parameter.getKey());
            if (!ENTRY_PARAMETERS.contains(parameter.getKey())) {
                throw ProblemException.parameter(name, "this parameter is not known", "Known: " + ENTRY_PARAMETERS);
            }
            if (parameter.getValue().size() > 1)
                throw ProblemException.parameter(name, "it stands twice", "Give it once.");
        }
        long after = Requests.whole(ctx, "after", 0, Json.WHOLE_MAX, 0);
        int limit = (int) Requests.whole(ctx, "limit", 1, Limit.PAGE_ENTRIES.amount(), 100);
        String order = Optional.ofNullable(ctx.queryParam("order")).orElse("arrival");
        if (!List.of("arrival", "joint").contains(order)) {
            throw ProblemException.parameter("order", "\"" + Requests.clip(order) + "\"", "Use arrival or joint.");
        }
        Page page = readable(line, after, limit);
        List<StoredEntry> rows = order.equals("joint") ? JointOrder.of(page.rows()) : page.rows();
        EntryViews views = new EntryViews(line);
        List<Json> entries = new ArrayList<>();
        for (StoredEntry row : rows) entries.add(views.of(row));
        Json answer = Json.obj()
                .put("entries", Json.of(entries))
                .put("next", page.next())
                .put("more", page.more())
                .build();
        Replies.json(ctx, 200, answer);
    }

    private static Page readable(LineService line, long after, int limit) throws StoreException {
        try {
            return page(line, after, limit);
        } catch (StoreException e) {
            line.unreadable(e);
            throw e;
        }
    }

    /** Rows of one answer, where to go on, and whether there is more. */
    record Page(List<StoredEntry> rows, long next, boolean more) {}

    /** Reads one page, bounded in entries and bytes. */
    static Page page(LineService line, long after, int limit) throws StoreException {
        List<StoredEntry> rows = new ArrayList<>();
        long bytes = 0;
        long next = after;
        while (rows.size() < limit && bytes < Limit.PAGE_BYTES.amount()) {
            List<StoredEntry> slice = line.reader().after(next, Math.min(64, limit - rows.size()));
            if (slice.isEmpty()) return new Page(rows, next, false);
            for (StoredEntry row : slice) {
                rows.add(row);
                bytes += row.entry().leaf().size();
                next = row.seq();
                if (bytes >= Limit.PAGE_BYTES.amount()) break;
            }
        }
        return new Page(rows, next, line.newestSeq() > next);
    }
}
