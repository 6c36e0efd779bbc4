package org.ringdown.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.ringdown.charter.Precedence;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.node.LocalLine;
import org.ringdown.store.CommitTime;
import org.ringdown.store.StoreWork;

/** What one end is told to do. One command at a time. */
final class EndTasks {
    /** Producers wait while more than so many are said and not delivered. */
    private static final int WAITING_MAX = 4_096;

    private final LocalLine line;
    private final Recorder recorder;
    private final Profile profile = new Profile();

    EndTasks(LocalLine line, Recorder recorder) {
        this.line = line;
        this.recorder = recorder;
    }

    String run(String[] words) throws IOException, InterruptedException, ExecutionException {
        return switch (words[0]) {
            case "leaf" -> Long.toString(Sayings.leafBytes(line));
            case "record" -> record(Integer.parseInt(words[1]));
            case "expect" -> expect(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            case "mark" -> recorder.mark();
            case "marked" -> recorder.marked();
            case "lone" -> lone(Integer.parseInt(words[1]), Long.parseLong(words[2]), Precedence.valueOf(words[3]));
            case "paced" -> paced(Long.parseLong(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]));
            case "flood" -> flood(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "queue" -> Long.toString(queue(Integer.parseInt(words[1])));
            case "await" -> awaited(Long.parseLong(words[1]));
            case "times" -> recorder.times(words[1]);
            case "delivered" -> recorder.deliveredCount.get() + " " + recorder.lastDeliveredNs;
            case "state" -> recorder.state.name() + " " + recorder.stateNs;
            case "sessions" -> Integer.toString(sessions());
            case "commits" -> commits();
            case "checkpoints" -> checkpoints();
            case "cpu" -> profile.cpu();
            case "profile" -> profile.run(words[1], Path.of(words[2]));
            case "gc" -> {
                System.gc();
                yield "";
            }
            default -> throw new IOException("no command " + words[0]);
        };
    }

    private int sessions() {
        return line.status().paths().stream().mapToInt(p -> p.sessions()).sum();
    }

    private long nextIndex() throws InterruptedException, ExecutionException {
        SayResult one = line.say(List.of(Sayings.routine())).get().getFirst();
        return index(one) + 1;
    }

    private String record(int count) throws InterruptedException, ExecutionException {
        long from = nextIndex();
        recorder.record(from, count);
        return Long.toString(from);
    }

    private String expect(long from, int count) {
        recorder.record(from, count);
        return "";
    }

    private static long index(SayResult result) {
        if (result instanceof SayResult.Kept kept) return kept.entry().index();
        throw new IllegalStateException("not kept: " + result);
    }

    /** One at a time, each after the one before is delivered. */
    private String lone(int count, long gapUs, Precedence precedence) throws InterruptedException, ExecutionException {
        for (int i = 0; i < count; i++) {
            List<Saying> one = List.of(Sayings.of(precedence));
            long saidNs = System.nanoTime();
            long index = index(line.say(one).get().getFirst());
            recorder.said(index, saidNs);
            while (recorder.deliveredAtNs(index) == 0) LockSupport.parkNanos(50_000);
            if (gapUs > 0) LockSupport.parkNanos(gapUs * 1_000);
        }
        return "";
    }

    /** FLASH at a fixed pace, whatever becomes of the ones before, until so much is delivered or so many are said. */
    private String paced(long untilDelivered, int countMax, long intervalUs)
            throws InterruptedException, ExecutionException {
        List<CompletableFuture<List<SayResult>>> answers = new ArrayList<>();
        List<Long> saidNs = new ArrayList<>();
        long nextNs = System.nanoTime();
        while (answers.size() < countMax && recorder.delivered.get() < untilDelivered) {
            nextNs += intervalUs * 1_000;
            LockSupport.parkNanos(Math.max(0, nextNs - System.nanoTime()));
            List<Saying> one = List.of(Sayings.of(Precedence.FLASH));
            saidNs.add(System.nanoTime());
            answers.add(line.say(one));
        }
        StringBuilder indexes = new StringBuilder();
        for (int i = 0; i < answers.size(); i++) {
            long index = index(answers.get(i).get().getFirst());
            recorder.said(index, saidNs.get(i));
            indexes.append(i == 0 ? "" : " ").append(index);
            while (recorder.deliveredAtNs(index) == 0) LockSupport.parkNanos(1_000_000);
        }
        return indexes.toString();
    }

    /** What the producers of one flood share. */
    private final class Flood {
        final long before = recorder.deliveredCount.get();
        final AtomicInteger left;
        final AtomicInteger said = new AtomicInteger();
        final AtomicReference<String> failed = new AtomicReference<>("");
        final int batch;

        Flood(int count, int batch) {
            this.left = new AtomicInteger(count);
            this.batch = batch;
        }

        int next() {
            return Math.min(batch, left.getAndAdd(-batch));
        }

        long waiting() {
            return before + said.get() - recorder.deliveredCount.get();
        }
    }

    /** As fast as it goes: producers that say batches, and wait where too much is not delivered yet. */
    private String flood(int count, int batch, int producers) throws InterruptedException {
        Flood flood = new Flood(count, batch);
        long startNs = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        // Threads of their own: waiting on a monitor, virtual ones can hold every carrier that the node's sessions
        // need.
        for (int i = 0; i < producers; i++) threads.add(Thread.ofPlatform().start(() -> produce(flood)));
        for (Thread thread : threads) thread.join();
        if (!flood.failed.get().isEmpty()) throw new IllegalStateException("a batch was refused: " + flood.failed);
        while (recorder.deliveredCount.get() < flood.before + count) recorder.awaitMore();
        return startNs + " " + recorder.lastDeliveredNs;
    }

    private void produce(Flood flood) {
        try {
            for (int mine = flood.next(); mine > 0; mine = flood.next()) {
                while (flood.waiting() > WAITING_MAX) recorder.awaitMore();
                List<Saying> sayings = new ArrayList<>(mine);
                for (int i = 0; i < mine; i++) sayings.add(Sayings.routine());
                flood.said.addAndGet(mine);
                line.say(sayings).get();
            }
        } catch (ExecutionException | InterruptedException e) {
            flood.failed.set(String.valueOf(e.getMessage()));
        }
    }

    /** Says so many without waiting for delivery; returns the log's size then. */
    private long queue(int count) throws InterruptedException, ExecutionException {
        long size = 0;
        for (int said = 0; said < count; said += 250) {
            List<Saying> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(250, count - said); i++) batch.add(Sayings.routine());
            size = index(line.say(batch).get().getLast()) + 1;
        }
        return size;
    }

    private String awaited(long size) {
        recorder.awaitDelivered(size);
        return "";
    }

    private String commits() {
        StringBuilder out = new StringBuilder();
        for (CommitTime time : line.commitTimes()) {
            out.append(out.isEmpty() ? "" : " ").append(time.endNs() - time.startNs());
            out.append(' ').append(time.entries());
        }
        return out.toString();
    }

    private String checkpoints() {
        StringBuilder out = new StringBuilder();
        for (StoreWork work : line.storeWork()) {
            out.append(out.isEmpty() ? "" : " ")
                    .append(work.startNs())
                    .append(' ')
                    .append(work.endNs());
            out.append(' ').append(work.heldNs());
        }
        return out.toString();
    }
}
