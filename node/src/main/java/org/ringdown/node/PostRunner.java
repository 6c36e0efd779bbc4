package org.ringdown.node;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ringdown.line.Clock;
import org.ringdown.line.KeptHead;
import org.ringdown.line.Post;
import org.ringdown.line.SayResult;
import org.ringdown.line.Saying;
import org.ringdown.line.SessionOpened;
import org.ringdown.line.StoreException;
import org.ringdown.line.UnrecordedNote;
import org.ringdown.store.ScrubSlice;

/**
 * The one thread that drives a line's {@link Post}, turn by turn: take what waits, give it to the Post, flush, and only
 * then answer. When the store fails the stopped Post goes on carrying STOP, while the store is reopened from disk every few
 * seconds and a new Post takes over.
 */
final class PostRunner implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PostRunner.class.getName());
    private static final long MS = 1_000_000L;
    private static final String FULL = "The disk is full";

    private final String lineId;
    private final Source source;
    private final Clock clock;
    private final Bugs bugs;
    private final NewestStatus status;
    private final Inbox inbox = new Inbox();
    private final Thread thread;
    /** Owned by the thread. */
    private final Set<Long> sessions = new HashSet<>();

    private volatile Post post;
    private volatile Optional<String> stopped = Optional.empty();
    private volatile long turnedNs;
    private volatile long turnedMs;
    private long tickedNs;
    private long statusNs;
    private long triedNs;
    private long roomNs;
    private boolean full;

    /** Makes Posts, and ends sessions. */
    interface Source {
        /** Opens the store from disk, as after a crash, and starts a new Post on it; on a full disk for STOP only. */
        Post open(List<UnrecordedNote> unrecorded, Optional<String> noRoom) throws StoreException;

        /** A stopped Post on no store, where it can't be opened at the start. */
        Post withoutStore(String why);

        /** Ends a session. */
        void close(long session, String cause);

        /** Whether the store's volume has room enough to go on with. */
        boolean hasRoom();

        /** Mends what is damaged and is not an entry. */
        void damaged(String what) throws StoreException;

        /** Damaged bytes were met: looks for what else there is. */
        void scrub();
    }

    /** What the runner is given to do. */
    sealed interface Input {
        /** A session stands. */
        record Opened(SessionOpened how) implements Input {}

        /** A frame came. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Received(long session, byte[] frame) implements Input {}

        /** A session is gone. */
        record Closed(long session, String cause) implements Input {}

        /** An own head has a second signature. */
        record SignedAgain(KeptHead head) implements Input {}

        /** A call to the peer did not come about. */
        record NotConnected(String path, String why) implements Input {}

        /** Stored bytes are damaged. */
        record Damaged(List<ScrubSlice.Bad> bad) implements Input {}

        /** Something is to be said. */
        record Say(List<Saying> sayings, CompletableFuture<List<SayResult>> answer) implements Input {}
    }

    /** A request that is answered once the turn is flushed. */
    private record Waiting(Input.Say say, List<SayResult> results) {}

    PostRunner(String lineId, Source source, Clock clock, Bugs bugs, NewestStatus status) throws StoreException {
        this.lineId = lineId;
        this.source = source;
        this.clock = clock;
        this.bugs = bugs;
        this.status = status;
        this.post = first();
        this.stopped = post.halted();
        status.set(post.status());
        this.turnedNs = clock.monoNs();
        this.turnedMs = clock.wallMs();
        this.tickedNs = turnedNs;
        this.thread = Thread.ofPlatform().name("line-" + lineId.substring(0, 8)).unstarted(this::run);
    }

    /** A store that can't be opened does not keep STOP from going; it is tried again and again. */
    private Post first() throws StoreException {
        try {
            return source.open(List.of(), noRoom());
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.FOREIGN) throw e;
            LOG.log(Logger.Level.ERROR, "line {0}: the record is stopped: {1}", lineId, String.valueOf(e.getMessage()));
            triedNs = clock.monoNs();
            return source.withoutStore(String.valueOf(e.getMessage()));
        }
    }

    void start() {
        thread.start();
    }

    /** Inputs that wait. */
    int queued() {
        return inbox.size();
    }

    /** Why the thread does not turn, or the record is stopped. */
    Optional<String> trouble() {
        return hung().or(() -> stopped);
    }

    /** Why the thread does not turn; empty while it does. */
    Optional<String> hung() {
        long silentMs = (clock.monoNs() - turnedNs) / MS;
        if (thread.isAlive() && silentMs <= Limit.HUNG_AFTER_MS.amount()) return Optional.empty();
        String since = LineViews.instant(turnedMs / 1_000 * 1_000);
        return Optional.of("the line's thread has not turned since " + since
                + ", as when the disk hangs: nothing goes out or is taken in now, STOP neither");
    }

    /** Own wall clock of the last turn. */
    long turnedMs() {
        return turnedMs;
    }

    /** Waits while the queue is full; for sessions, which are held back so. */
    void put(Input input) throws InterruptedException {
        inbox.put(input);
    }

    /** Queues a second signature where there is room; the next one comes in a minute. */
    boolean offer(Input.SignedAgain signed) {
        return inbox.offer(signed, false);
    }

    /** Queues why a call failed, where there is room; the next one fails in a moment. */
    void offer(Input.NotConnected not) {
        if (!inbox.offer(not, false)) LOG.log(Logger.Level.DEBUG, "line {0}: a failed call is not told", lineId);
    }

    /** Queues a damage where there is room; the next scrub finds it again where there is none. */
    void offer(Input.Damaged damaged) {
        if (!inbox.offer(damaged, false)) LOG.log(Logger.Level.DEBUG, "line {0}: a damage waits", lineId);
    }

    /** Queues a request, or refuses it at once. */
    CompletableFuture<List<SayResult>> say(List<Saying> sayings, boolean urgent) throws ProblemException {
        CompletableFuture<List<SayResult>> answer = new CompletableFuture<>();
        if (inbox.isClosed()) throw new ProblemException(Problem.SHUTTING_DOWN);
        if (!inbox.offer(new Input.Say(sayings, answer), urgent)) {
            throw ProblemException.later(Problem.RATE_LIMITED, 1);
        }
        return answer;
    }

    private void run() {
        while (!inbox.isFinished()) {
            try {
                turn(inbox.take(Limit.TICK_MS.amount()));
            } catch (InterruptedException e) {
                LOG.log(Logger.Level.INFO, "line {0}: interrupted, stopping", lineId);
                return;
            }
        }
    }

    private void turn(List<Input> inputs) {
        List<Waiting> waiting = new ArrayList<>();
        try {
            for (Input input : inputs) {
                apply(input, waiting);
                if (post.unflushed() >= Limit.TURN_ENTRIES.amount()) post.flush();
            }
            long nowNs = clock.monoNs();
            if (nowNs - tickedNs >= Limit.TICK_MS.amount() * MS) {
                tickedNs = nowNs;
                post.tick();
            }
            post.flush();
            for (Waiting one : waiting) one.say().answer().complete(one.results());
        } catch (StoreException e) {
            LOG.log(Logger.Level.ERROR, "line {0}: the record is stopped: {1}", lineId, String.valueOf(e.getMessage()));
            if (e.kind() == StoreException.Kind.CORRUPT) source.scrub();
            sayUnrecorded(inputs);
            failed(e.kind() == StoreException.Kind.FULL);
        } catch (RuntimeException e) {
            String reference = bugs.note("line " + lineId, e);
            refuse(inputs, new ProblemException(Problem.INTERNAL, Problem.INTERNAL.next() + " Reference " + reference));
            renew("a fault of ours, reference " + reference, noRoom());
        }
        after();
    }

    /** A full disk still has the room held back for STOP: the Post goes on with that, as long as it lasts. */
    private void failed(boolean noRoom) {
        boolean first = stopped.isEmpty();
        if (first || !noRoom) triedNs = clock.monoNs();
        full = noRoom;
        if (post.stopped().isEmpty()) renew("the store could not be read", noRoom());
        else if (first && noRoom) renew("the disk is full: from now on only STOP is recorded", Optional.of(FULL));
    }

    private Optional<String> noRoom() {
        return source.hasRoom() ? Optional.empty() : Optional.of(FULL);
    }

    /** The turn is void, but what is never gated goes all the same (law 3). */
    private void sayUnrecorded(List<Input> inputs) {
        for (Input input : inputs) {
            if (!(input instanceof Input.Say say)) continue;
            boolean urgent = say.sayings().stream()
                    .allMatch(saying -> saying.kind().type().neverGated());
            try {
                if (!urgent || post.stopped().isEmpty()) throw new ProblemException(Problem.RECORD_STOPPED);
                List<SayResult> results = new ArrayList<>();
                for (Saying saying : say.sayings()) results.add(post.say(saying));
                say.answer().complete(results);
            } catch (ProblemException e) {
                say.answer().completeExceptionally(e);
            } catch (StoreException e) {
                say.answer().completeExceptionally(new ProblemException(Problem.RECORD_STOPPED));
            }
        }
    }

    private void apply(Input input, List<Waiting> waiting) throws StoreException {
        switch (input) {
            case Input.Opened opened -> {
                sessions.add(opened.how().session());
                post.opened(opened.how());
            }
            case Input.Received received -> post.received(received.session(), received.frame());
            case Input.Closed closed -> {
                sessions.remove(closed.session());
                post.closed(closed.session(), closed.cause());
            }
            case Input.SignedAgain signed -> post.postQuantum(signed.head());
            case Input.NotConnected not -> post.notConnected(not.path(), not.why());
            case Input.Damaged damaged -> {
                for (ScrubSlice.Bad bad : damaged.bad()) {
                    if (bad.entry().isPresent()) post.damaged(bad.entry().get(), bad.what());
                    else source.damaged(bad.what());
                }
            }
            case Input.Say say -> {
                List<SayResult> results = new ArrayList<>();
                for (Saying saying : say.sayings()) results.add(post.say(saying));
                waiting.add(new Waiting(say, results));
            }
        }
    }

    private static void refuse(List<Input> inputs, ProblemException why) {
        for (Input input : inputs) {
            if (input instanceof Input.Say say) say.answer().completeExceptionally(why);
        }
    }

    private void after() {
        long nowNs = clock.monoNs();
        turnedNs = nowNs;
        turnedMs = clock.wallMs();
        stopped = post.halted();
        if (post.stopped().isPresent()) reopen(nowNs);
        else if (nowNs - roomNs >= Limit.ROOM_CHECK_MS.amount() * MS) lookForRoom(nowNs);
        if (nowNs - statusNs >= Limit.LINE_EVENT_MS.amount() * MS) {
            statusNs = nowNs;
            status.set(post.status());
        }
    }

    private void reopen(long nowNs) {
        if (nowNs - triedNs < Limit.REOPEN_MS.amount() * MS) return;
        triedNs = nowNs;
        // reopening ends the sessions: while there is no room it would only cut the line again and again
        if (!full || source.hasRoom()) renew("the store is reopened", noRoom());
    }

    /** After a full disk it waits longer: a quota shows as free room what can't be used. */
    private void lookForRoom(long nowNs) {
        roomNs = nowNs;
        boolean soon = full && nowNs - triedNs < Limit.ROOM_AGAIN_MS.amount() * MS;
        Optional<String> noRoom = noRoom();
        if (noRoom.isEmpty() && soon) return;
        post.room(noRoom);
        if (noRoom.isEmpty()) full = false;
    }

    /** Starts again from what is on disk; sessions begin anew, so that both sides say what they hold. */
    private void renew(String cause, Optional<String> noRoom) {
        try {
            Post next = source.open(post.pendingUnrecorded(), noRoom);
            for (long session : sessions) source.close(session, cause);
            sessions.clear();
            post = next;
            status.set(next.status());
            stopped = next.halted();
            LOG.log(Logger.Level.WARNING, "line {0}: the record goes on: {1}", lineId, cause);
        } catch (StoreException e) {
            LOG.log(Logger.Level.ERROR, "line {0}: still stopped: {1}", lineId, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            bugs.note("line " + lineId + ", reopening", e);
        }
    }

    /** Finishes what waits, then ends the thread. */
    @Override
    public void close() {
        inbox.close();
        try {
            thread.join(Limit.STOP_WAIT_MS.amount());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
