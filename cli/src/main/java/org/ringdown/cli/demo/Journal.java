package org.ringdown.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.ringdown.charter.Json;

/**
 * What one node told its screens, as a client of its event stream wrote it down: entries, deliveries, and how the line
 * stood, each with this machine's time. Goes on behind the last event over every restart. Safe to share between threads.
 */
final class Journal implements AutoCloseable {
    private static final long AGAIN_MS = 50;

    private final NodeApi api;
    private final String line;
    private final Thread reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private volatile boolean closed;

    // All guarded by lock.
    private final Map<String, Json.Obj> entries = new LinkedHashMap<>();
    private final Map<String, String> delivered = new LinkedHashMap<>();
    private final Set<String> receipted = new HashSet<>();
    private final List<String> twice = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private Json.Obj summary = Json.obj().build();
    private long seq;

    /** How the line stood from a time on. */
    record Moment(long atNs, List<String> states) {}

    private Journal(NodeApi api, String line) {
        this.api = api;
        this.line = line;
        this.reader = Thread.ofVirtual().unstarted(this::run);
    }

    static Journal follow(NodeApi api, String line) {
        Journal journal = new Journal(api, line);
        journal.reader.start();
        return journal;
    }

    private void run() {
        while (!closed) {
            try (InputStream stream = api.events(line, seq());
                    BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                read(text);
            } catch (IOException e) {
                // the node is down: a client tries again
            } catch (DemoException e) {
                note(() -> gaps.add(String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(AGAIN_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(BufferedReader text) throws IOException, DemoException {
        String name = "";
        long id = -1;
        for (String row = text.readLine(); row != null; row = text.readLine()) {
            if (row.startsWith("event: ")) name = row.substring(7);
            else if (row.startsWith("id: ")) id = Long.parseLong(row.substring(4));
            else if (row.startsWith("data: ")) {
                take(name, id, Fields.parse(row.substring(6)));
                id = -1;
            }
        }
    }

    private void take(String name, long id, Json.Obj data) {
        switch (name) {
            case "hello" -> Fields.list(data, "lines").forEach(this::line);
            case "line" -> line(data);
            case "entry" -> note(() -> entry(id, data));
            case "receipt" -> note(() -> receipt(data));
            default -> {}
        }
    }

    private void line(Json.Obj now) {
        note(() -> {
            summary = now;
            List<String> states = Fields.list(now, "states").stream()
                    .map(state -> Fields.text(state, "state"))
                    .toList();
            moments.add(new Moment(System.nanoTime(), states));
        });
    }

    private void entry(long id, Json.Obj entry) {
        String place = Fields.place(entry);
        if (id != seq + 1) gaps.add("seq " + id + " came after " + seq);
        seq = id;
        if (entries.put(place, entry) != null) twice.add(place);
        if (Fields.text(entry, "state").equals("DELIVERED")) delivered.put(place, Fields.text(entry, "leafHash"));
    }

    private void receipt(Json.Obj receipt) {
        String log = Fields.text(receipt, "party") + "/" + Fields.text(receipt, "epoch") + "/";
        if (!Fields.text(receipt, "state").equals("DELIVERED")) return;
        for (long i = Fields.number(receipt, "from"); i < Fields.number(receipt, "to"); i++) receipted.add(log + i);
    }

    private void note(Runnable change) {
        lock.lock();
        try {
            change.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long seq() {
        lock.lock();
        try {
            return seq;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what was told fulfils a condition; the journal does not change while it is asked. */
    void await(String what, long patienceMs, Predicate<Journal> holds) throws DemoException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNs = TimeUnit.MILLISECONDS.toNanos(patienceMs);
            while (!holds.test(this)) {
                if (leftNs <= 0) throw new DemoException("not within " + patienceMs / 1000 + " s: " + what);
                leftNs = news.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The line's summary that was told last. */
    Json.Obj summary() {
        lock.lock();
        try {
            return summary;
        } finally {
            lock.unlock();
        }
    }

    /** The states that were told last. */
    List<String> states() {
        lock.lock();
        try {
            return moments.isEmpty() ? List.of() : moments.getLast().states();
        } finally {
            lock.unlock();
        }
    }

    List<Moment> moments() {
        lock.lock();
        try {
            return List.copyOf(moments);
        } finally {
            lock.unlock();
        }
    }

    /** Every entry that was told, by its place. */
    Map<String, Json.Obj> entries() {
        lock.lock();
        try {
            return new LinkedHashMap<>(entries);
        } finally {
            lock.unlock();
        }
    }

    boolean has(String place) {
        lock.lock();
        try {
            return entries.containsKey(place);
        } finally {
            lock.unlock();
        }
    }

    /** What was shown as delivered: place to leaf hash. */
    Map<String, String> delivered() {
        lock.lock();
        try {
            Map<String, String> all = new LinkedHashMap<>(delivered);
            for (String place : receipted) {
                Json.Obj entry = entries.get(place);
                if (entry != null) all.put(place, Fields.text(entry, "leafHash"));
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    boolean isDelivered(String place) {
        lock.lock();
        try {
            return receipted.contains(place) || delivered.containsKey(place);
        } finally {
            lock.unlock();
        }
    }

    /** Entries that were told twice, and gaps in the stream: both must stay empty. */
    List<String> faults() {
        lock.lock();
        try {
            List<String> all = new ArrayList<>(gaps);
            twice.forEach(place -> all.add(place + " was told twice"));
            return all;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }
}
