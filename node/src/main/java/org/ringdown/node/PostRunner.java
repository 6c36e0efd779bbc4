package org.ringdown.node;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.ringdown.line.Clock;
import org.ringdown.line.KeptHead;
import org.ringdown.line.LineStatus;
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
 * seconds and a new Post takes over. When the disk hangs, and the thread with it, a {@link #successor} carries STOP (law 3).
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
    private final Inbox inbox;
    private final Thread thread;
    private final Set<Long> sessions = ConcurrentHashMap.newKeySet();
    /** What is never gated and waits for a session; owned by the thread. */
    private final List<Input.Say> held = new ArrayList<>();

    private final long heldUntilNs;

    /** The one in whose place this one stands, until the store is open again. */
    private volatile Optional<PostRunner> before = Optional.empty();

    private volatile Post post;
    private volatile List<Input> turning = List.of();
    private volatile boolean opening;
    private volatile boolean relieved;
    /** How the line stood when this one took over from a thread that hung. */
    private final Optional<LineStatus> found;

    /** What was said without a record, once the thread has ended. */
    private volatile List<UnrecordedNote> leftover = List.of();

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

        /** A stopped Post on no store, where it can't be opened at the start, or hangs. */
        Post withoutStore(String why);

        /** From now on nothing gets through to or from the Posts of this source; another one for who takes over. */
        Source relief();

        /** Closes the store. */
        void end();

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
        record Say(List<Saying> sayings, CompletableFuture<List<SayResult>> answer) implements Input {
            /** Whether all of it is FLASH or IMMEDIATE. */
            boolean isUrgent() {
                return sayings.stream()
                        .allMatch(saying -> saying.kind().precedence().urgent());
            }

            /** Whether all of it goes even where nothing can be recorded. */
            boolean neverGated() {
                return sayings.stream().allMatch(saying -> saying.kind().type().neverGated());
            }
        }
    }

    /** A request that is answered once the turn is flushed. */
    private record Waiting(Input.Say say, List<SayResult> results) {}

    PostRunner(String lineId, Source source, Clock clock, Bugs bugs, NewestStatus status) throws StoreException {
        this.lineId = lineId;
        this.source = source;
        this.clock = clock;
        this.bugs = bugs;
        this.status = status;
        this.inbox = new Inbox();
        this.found = Optional.empty();
        this.heldUntilNs = clock.monoNs();
        this.post = first();
        this.thread = ready();
    }

    private PostRunner(PostRunner hung, String why) {
        this.lineId = hung.lineId;
        this.source = hung.source.relief();
        this.clock = hung.clock;
        this.bugs = hung.bugs;
        this.status = hung.status;
        this.inbox = hung.inbox;
        this.found = Optional.of(hung.found(status.get()));
        this.heldUntilNs = clock.monoNs() + Limit.RELIEF_HOLD_MS.amount() * MS;
        this.before = Optional.of(hung);
        this.post = source.withoutStore(why);
        this.thread = ready();
    }

    private Thread ready() {
        stopped = post.halted();
        status.set(post.status());
        turnedNs = clock.monoNs();
        turnedMs = clock.wallMs();
        tickedNs = turnedNs;
        return Thread.ofPlatform()
                .daemon()
                .name("line-" + lineId.substring(0, 8))
                .unstarted(this::run);
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

    /** Why the thread does not turn, or stands in for one that does not; empty while all is well. */
    Optional<String> hung() {
        if (thread.isAlive() && silentMs() <= Limit.HUNG_AFTER_MS.amount()) {
            return before.map(hung -> "the line's thread had not turned since " + hung.since()
                    + ", as when the disk hangs: nothing is recorded; STOP and UNPLANNED EVENT go, unrecorded");
        }
        return Optional.of("the line's thread has not turned since " + since()
                + ", as when the disk hangs: nothing goes out or is taken in now, STOP neither");
    }

    private long silentMs() {
        return (clock.monoNs() - turnedNs) / MS;
    }

    private String since() {
        return LineViews.instant(turnedMs / 1_000 * 1_000);
    }

    /** Whether STOP is held up: the thread is gone, or has been silent longer than any turn, or any opening, takes. */
    boolean holdsUp() {
        Limit longest = opening ? Limit.HUNG_OPENING_MS : Limit.HUNG_AFTER_MS;
        return !thread.isAlive() || silentMs() > longest.amount();
    }

    /**
     * One that takes this one's place, whose thread hangs: on no store, until that thread has ended and the store can be opened
     * anew. What waits goes over to it; what is never gated and was under way is said again by it.
     */
    PostRunner successor() {
        LOG.log(Logger.Level.ERROR, "line {0}: its thread hangs; another one carries STOP", lineId);
        PostRunner next = new PostRunner(this, "the disk hangs");
        inbox.handTo(next);
        relieved = true;
        for (Input input : turning) {
            if (input instanceof Input.Say say
                    && say.neverGated()
                    && !say.answer().isDone()) next.held.add(say);
        }
        return next;
    }

    /** Ends the sessions that this one had: the peer is told on new ones how this side stands now. */
    void endSessions() {
        List<Long> ended = new ArrayList<>(sessions);
        for (Input input : turning) {
            if (input instanceof Input.Opened opened) ended.add(opened.how().session());
        }
        for (long session : ended) source.close(session, "the disk hangs");
    }

    /** The logs as they were last known, where this one has no store to know them from: they are not gone. */
    LineStatus found(LineStatus told) {
        if (before.isEmpty() || found.isEmpty()) return told;
        LineStatus logs = found.get();
        return new LineStatus(
                told.states(), told.paths(), told.clockOffsetMs(), logs.own(), logs.peer(), logs.waiting());
    }

    /** Own wall clock of the last turn. */
    long turnedMs() {
        return before.map(PostRunner::turnedMs).orElse(turnedMs);
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
        try {
            while (!relieved && !inbox.isFinished()) turn(inbox.take(this, Limit.TICK_MS.amount()));
        } catch (InterruptedException e) {
            LOG.log(Logger.Level.INFO, "line {0}: interrupted, stopping", lineId);
        } finally {
            if (relieved) endSessions();
            leftover = pending();
            source.end();
        }
    }

    /** What was said or heard without a record, by this one and by those before it that have ended. */
    private List<UnrecordedNote> pending() {
        List<UnrecordedNote> all = new ArrayList<>();
        before.ifPresent(ended -> all.addAll(ended.leftover));
        all.addAll(post.pendingUnrecorded());
        return all;
    }

    /** Whether this thread, or one before it, is still there: it may hold the store. */
    private boolean lives() {
        return thread.isAlive() || before.filter(PostRunner::lives).isPresent();
    }

    /** What is urgent is made durable and let out before the rest is looked at (law 9). */
    private void turn(Inbox.Taken taken) {
        List<Input> urgent = new ArrayList<>(held);
        held.clear();
        urgent.addAll(taken.urgent());
        List<Input> inputs = new ArrayList<>(urgent);
        inputs.addAll(taken.rest());
        turning = inputs;
        try {
            if (!urgent.isEmpty()) finish(give(urgent));
            List<Waiting> waiting = give(taken.rest());
            long nowNs = clock.monoNs();
            if (nowNs - tickedNs >= Limit.TICK_MS.amount() * MS) {
                tickedNs = nowNs;
                post.tick();
            }
            finish(waiting);
        } catch (StoreException e) {
            if (relieved) {
                leave(inputs);
                return;
            }
            LOG.log(Logger.Level.ERROR, "line {0}: the record is stopped: {1}", lineId, String.valueOf(e.getMessage()));
            if (e.kind() == StoreException.Kind.CORRUPT) source.scrub();
            sayUnrecorded(inputs);
            failed(e.kind() == StoreException.Kind.FULL);
        } catch (RuntimeException e) {
            if (relieved) {
                leave(inputs);
                return;
            }
            String reference = bugs.note("line " + lineId, e);
            refuse(inputs, new ProblemException(Problem.INTERNAL, Problem.INTERNAL.next() + " Reference " + reference));
            renew("a fault of ours, reference " + reference, noRoom());
        }
        if (!relieved) after();
        if (!relieved) turning = List.of();
    }

    private List<Waiting> give(List<Input> inputs) throws StoreException {
        List<Waiting> waiting = new ArrayList<>();
        for (Input input : inputs) {
            apply(input, waiting);
            if (post.unflushed() >= Limit.TURN_ENTRIES.amount()) post.flush();
        }
        return waiting;
    }

    private void finish(List<Waiting> waiting) throws StoreException {
        post.flush();
        for (Waiting one : waiting) one.say().answer().complete(one.results());
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
            if (!(input instanceof Input.Say say) || say.answer().isDone()) continue;
            try {
                if (!say.neverGated() || post.stopped().isEmpty()) throw new ProblemException(Problem.RECORD_STOPPED);
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
            case Input.Received received -> {
                post.received(received.session(), received.frame());
                if (post.isUrgent(received.session())) inbox.urgent(received.session());
            }
            case Input.Closed closed -> {
                sessions.remove(closed.session());
                inbox.ended(closed.session());
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
                if (waitsForSession(say, results)) held.add(say);
                else waiting.add(new Waiting(say, results));
            }
        }
    }

    /** Just after a relief no session stands yet: a STOP that came in the meantime is not sent back for that. */
    private boolean waitsForSession(Input.Say say, List<SayResult> results) {
        return clock.monoNs() < heldUntilNs
                && say.neverGated()
                && results.stream().anyMatch(PostRunner::lacksSession);
    }

    private static boolean lacksSession(SayResult result) {
        return result instanceof SayResult.Refused refused && refused.code() == SayResult.Code.NO_SESSION;
    }

    /** Whether the turn of a relieved thread became durable is shown by the store; what is never gated was handed over. */
    private static void leave(List<Input> inputs) {
        ProblemException unknown = new ProblemException(Problem.STORE_STOPPED);
        refuse(
                inputs.stream()
                        .filter(input -> !(input instanceof Input.Say say && say.neverGated()))
                        .toList(),
                unknown);
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
        if (before.filter(PostRunner::lives).isPresent()) return; // it may still write to the store
        opening = true;
        try {
            Post next = source.open(pending(), noRoom);
            for (long session : sessions) source.close(session, cause);
            sessions.clear();
            post = next;
            status.set(next.status());
            stopped = next.halted();
            before = Optional.empty();
            LOG.log(Logger.Level.WARNING, "line {0}: the record goes on: {1}", lineId, cause);
        } catch (StoreException e) {
            LOG.log(Logger.Level.ERROR, "line {0}: still stopped: {1}", lineId, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            bugs.note("line " + lineId + ", reopening", e);
        } finally {
            opening = false;
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
        if (thread.getState() == Thread.State.NEW) source.end();
    }
}
