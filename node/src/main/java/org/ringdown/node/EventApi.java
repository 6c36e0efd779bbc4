package org.ringdown.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.ringdown.charter.Json;
import org.ringdown.line.Clock;
import org.ringdown.line.LineStatus;
import org.ringdown.line.StoreException;
import org.ringdown.store.StoredEntry;

/** The event stream: {@code GET /events}. Each stream is one virtual thread that reads and writes at its own pace. */
final class EventApi {
    private static final int SLICE = 64;

    private final NodeFacts facts;
    private final LineDirectory lines;
    private final Clock clock;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    EventApi(NodeFacts facts, LineDirectory lines, Clock clock) {
        this.facts = facts;
        this.lines = lines;
        this.clock = clock;
    }

    /** Serves one stream until the client goes, falls behind, is signed out, or the node stops. */
    void stream(Context ctx, Recheck stillIn) throws ProblemException, IOException {
        Caller caller = Doorkeeper.caller(ctx);
        Optional<String> wanted = Optional.ofNullable(ctx.queryParam("line"));
        List<LineService> covered = wanted.isPresent() ? List.of(lines.require(wanted.get())) : lines.all();
        Optional<Long> last = lastEventId(ctx);
        if (closed) throw new ProblemException(Problem.SHUTTING_DOWN);
        admit(caller);
        EventQueue queue = new EventQueue();
        try {
            for (LineService line : covered) line.hub().join(queue);
            ctx.res().setContentType("text/event-stream; charset=utf-8");
            ctx.header("Cache-Control", "no-store");
            ctx.header("X-Accel-Buffering", "no");
            new Stream(ctx.res().getOutputStream(), covered, wanted.isPresent(), queue, stillIn).run(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (LineService line : covered) line.hub().leave(queue);
            open.merge(caller.id(), -1, Integer::sum);
        }
    }

    /** Whether the stream's caller may still listen. */
    interface Recheck {
        boolean holds() throws ProblemException;
    }

    private static Optional<Long> lastEventId(Context ctx) throws ProblemException {
        String header = ctx.header("Last-Event-ID");
        if (header == null || header.isEmpty()) return Optional.empty();
        if (header.matches("[0-9]{1,16}")) return Optional.of(Long.parseLong(header));
        throw ProblemException.parameter(
                "Last-Event-ID", "\"" + Requests.clip(header) + "\" is no seq", "Leave it out.");
    }

    private void admit(Caller caller) throws ProblemException {
        synchronized (open) {
            int all = open.values().stream().mapToInt(count -> count).sum();
            int own = open.getOrDefault(caller.id(), 0);
            if (all >= Limit.STREAMS.amount() || own >= Limit.STREAMS_PER_OFFICER.amount()) {
                throw new ProblemException(Problem.TOO_MANY_STREAMS);
            }
            open.merge(caller.id(), 1, Integer::sum);
        }
    }

    /** Streams that are open. */
    int count() {
        return open.values().stream().mapToInt(count -> count).sum();
    }

    /** Ends all streams; no new ones begin. */
    void close() {
        closed = true;
        for (LineService line : lines.all()) line.hub().close();
    }

    /** One client. */
    private final class Stream {
        private final OutputStream out;
        private final List<LineService> covered;
        private final boolean numbered;
        private final EventQueue queue;
        private final Recheck stillIn;
        private final Map<String, Long> seqs = new HashMap<>();
        private final Map<String, EntryViews> views = new HashMap<>();
        private final Map<String, Long> lineToldNs = new HashMap<>();
        private final Map<String, Long> failedAtNs = new HashMap<>();
        private final List<String> linesOwed = new ArrayList<>();
        private final LongSupplier nowNs = clock::monoNs;

        Stream(OutputStream out, List<LineService> covered, boolean numbered, EventQueue queue, Recheck stillIn) {
            this.out = out;
            this.covered = covered;
            this.numbered = numbered;
            this.queue = queue;
            this.stillIn = stillIn;
        }

        void run(Optional<Long> last) throws IOException, InterruptedException, ProblemException {
            for (LineService line : covered) {
                views.put(line.lineId(), new EntryViews(line));
                boolean replay = numbered && last.isPresent();
                seqs.put(line.lineId(), replay ? from(line, last.get()) : line.newestSeq());
            }
            hello();
            for (LineService line : covered) {
                for (Json.Obj alarm : line.openAlarms()) write("alarm", Optional.empty(), alarm);
            }
            out.flush();
            long beatNs = nowNs.getAsLong();
            boolean more = true;
            while (true) {
                long beatMs = Limit.BEAT_MS.amount();
                long untilBeatMs = beatMs - (nowNs.getAsLong() - beatNs) / 1_000_000;
                long waitMs = linesOwed.isEmpty() ? untilBeatMs : Math.min(untilBeatMs, Limit.LINE_EVENT_MS.amount());
                EventQueue.Work work = queue.take(more ? 0 : Math.max(0, waitMs));
                more = entries();
                for (EventHub.Event event : work.events()) write(event.name(), Optional.empty(), event.data());
                for (String line : work.lines()) if (!linesOwed.contains(line)) linesOwed.add(line);
                lines();
                if (nowNs.getAsLong() - beatNs >= beatMs * 1_000_000) {
                    beatNs = nowNs.getAsLong();
                    if (!stillIn.holds()) return;
                    write("beat", Optional.empty(), beat());
                }
                out.flush();
                if (work.closed()) return;
            }
        }

        /** A cursor beyond the newest entry is of another store: nothing of this one was seen. */
        private static long from(LineService line, long last) {
            return last <= line.newestSeq() ? last : 0;
        }

        private void hello() throws IOException {
            Json.Obj hello = Json.obj()
                    .put("party", facts.party())
                    .put("version", facts.version())
                    .put("wallMs", clock.wallMs())
                    .put("lines", lines.summaries())
                    .build();
            write("hello", Optional.empty(), hello);
        }

        /** Writes what is new, a slice of each line; says whether there may be more. */
        private boolean entries() throws IOException {
            boolean more = false;
            for (LineService line : covered) {
                long seq = seqs.getOrDefault(line.lineId(), 0L);
                List<StoredEntry> rows = rows(line, seq);
                EntryViews view = views.get(line.lineId());
                if (view == null) continue;
                for (StoredEntry row : rows) {
                    write("entry", numbered ? Optional.of(row.seq()) : Optional.empty(), view.of(row));
                    seqs.put(line.lineId(), row.seq());
                }
                more |= rows.size() == SLICE;
            }
            return more;
        }

        /** Where entries can't be read, everything else of the stream goes on, and they are asked for again a beat later. */
        private List<StoredEntry> rows(LineService line, long seq) {
            Long failedNs = failedAtNs.get(line.lineId());
            boolean soon = failedNs != null && nowNs.getAsLong() - failedNs < Limit.BEAT_MS.amount() * 1_000_000;
            if (soon) return List.of();
            try {
                List<StoredEntry> rows = line.reader().after(seq, SLICE);
                failedAtNs.remove(line.lineId());
                return rows;
            } catch (StoreException e) {
                failedAtNs.put(line.lineId(), nowNs.getAsLong());
                line.unreadable(e);
                return List.of();
            }
        }

        private void lines() throws IOException {
            for (LineService line : covered) {
                if (!linesOwed.contains(line.lineId())) continue;
                Long toldNs = lineToldNs.get(line.lineId());
                long minNs = Limit.LINE_EVENT_MS.amount() * 1_000_000;
                if (toldNs != null && nowNs.getAsLong() - toldNs < minNs) continue;
                lineToldNs.put(line.lineId(), nowNs.getAsLong());
                linesOwed.remove(line.lineId());
                write("line", Optional.empty(), LineViews.summary(line, clock.wallMs()));
            }
        }

        private Json.Obj beat() {
            long nowMs = clock.wallMs();
            List<Json> heard = new ArrayList<>();
            for (LineService line : covered) {
                for (LineStatus.Path path : line.status().paths()) {
                    Json.ObjBuilder one = Json.obj().put("line", line.lineId()).put("path", path.label());
                    LineViews.heardAgoMs(path, nowMs).ifPresent(ago -> one.put("lastHeardMs", ago));
                    heard.add(one.build());
                }
            }
            return Json.obj().put("wallMs", nowMs).put("heard", Json.of(heard)).build();
        }

        private void write(String name, Optional<Long> id, Json.Obj data) throws IOException {
            StringBuilder head = new StringBuilder("event: ").append(name).append('\n');
            id.ifPresent(seq -> head.append("id: ").append(seq.longValue()).append('\n'));
            out.write(head.append("data: ").toString().getBytes(StandardCharsets.UTF_8));
            out.write(Replies.bytes(data));
            out.write(new byte[] {'\n', '\n'});
        }
    }
}
