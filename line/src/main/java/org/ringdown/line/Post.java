package org.ringdown.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.Reference;
import org.ringdown.transcript.CompactRange;

/**
 * One party's whole logic on one line, as one single-threaded machine.
 *
 * <p><b>Turns.</b> The caller gives any number of inputs ({@link #say}, {@link #opened}, {@link #received}, {@link
 * #closed}, {@link #tick}) and then calls {@link #flush}: that makes the turn durable with one commit, raises the
 * second place, and only then lets receipts, entries and events out. Nothing that an input returns is true before its
 * flush has returned.
 *
 * <p><b>Failure.</b> When the store fails, the Post is stopped for good: it appends nothing more, keeps its sessions
 * and heartbeats, and lets STOP, UNPLANNED EVENT, RING and ANSWER go unrecorded (law 3). The caller reopens the store
 * from disk and makes a new Post, giving it {@link #pendingUnrecorded}.
 *
 * <p><b>Room.</b> Where the disk has no room but what is held back ({@link #room}), only those four are recorded; nothing
 * else is said or taken in until there is room again. What a stopped Post, or one without room, hears of those four is
 * acted on without a record.
 *
 * <p><b>Threads.</b> One thread owns it. <b>Source:</b> {@code spec/line.md}, {@code spec/record.md}.
 */
public final class Post {
    private static final long MS = 1_000_000L;

    /** The seal comes to it, so that the leaf keeps its bound and can be carried over whole. */
    private static final int LINE1_BYTES_MAX = Leaf.OWN_BYTES_MAX - 512;

    private final LineSetup setup;
    private final Ports ports;
    private final Book book;
    private final Overview overview;
    private final Greeting greeting;
    private final Supervision supervision;
    private final Receipts receipts;
    private final Disputes disputes;
    private final Intake intake;
    private final Outflow outflow;
    private final Recovery recovery;
    private final Ungated ungated;
    private final Mending mending;
    private final PostQuantum postQuantum;
    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private final Map<LogId, Frame.Ask> asked = new HashMap<>();
    /** What goes out once the turn is durable. */
    private final List<Runnable> whenDurable = new ArrayList<>();

    private Optional<String> stopped = Optional.empty();
    /** Why nothing is written but what may use the room held back. */
    private Optional<String> scarce = Optional.empty();

    private long haltedMs;
    private boolean statusChanged = true;

    /**
     * Makes one; {@link #start} comes first.
     *
     * @param setup what it is for
     * @param ports everything outside
     */
    public Post(LineSetup setup, Ports ports) {
        this.setup = setup;
        this.ports = ports;
        this.book = new Book(setup, ports);
        this.supervision = new Supervision(book);
        this.receipts = new Receipts(book);
        this.disputes = new Disputes(book);
        this.overview = new Overview(book, supervision, disputes);
        this.greeting = new Greeting(book);
        this.postQuantum = new PostQuantum(book);
        this.ungated = new Ungated(book);
        this.intake = new Intake(book, disputes, ungated, postQuantum, this::sessionOpen);
        this.outflow = new Outflow(book, ports);
        this.recovery = new Recovery(book, disputes, ungated);
        this.mending = new Mending(book);
    }

    /**
     * Loads what is durable; opens a new epoch where the store can't be shown to be the newest.
     *
     * @param unrecorded what went and came while a stopped Post before this one could not log it
     * @param noRoom why only the room held back is to be used; empty where there is room
     * @throws StoreException when the store can't be read
     */
    public void start(List<UnrecordedNote> unrecorded, Optional<String> noRoom) throws StoreException {
        room(noRoom);
        recovery.start();
        receipts.start();
        setup.paths().forEach(supervision::expect);
        ungated.log(unrecorded);
        flush();
    }

    /**
     * Starts stopped, on a store that can't be opened: sessions and heartbeats go, and STOP goes unrecorded. The epoch is
     * that of the second place, where that can be read.
     *
     * @param why what is wrong with the store
     */
    public void startWithoutStore(String why) {
        recovery.startWithoutStore();
        setup.paths().forEach(supervision::expect);
        stop(why);
    }

    /**
     * Founds the own log: EPOCH, CHARTER and the key certificates as one batch; used once, instead of {@link #start}.
     *
     * @param charterNote the charter's signed note
     * @param certificates the own key certificates, in the order of their entries
     * @param epoch the founding epoch, which the certificates name
     * @throws StoreException when the store can't be written
     */
    public void found(String charterNote, List<String> certificates, String epoch) throws StoreException {
        book.continueIn(new OwnLog(new LogId(setup.own(), epoch), CompactRange.empty()));
        Json.Obj opening = Json.obj().put("number", 1).put("reason", "founding").build();
        book.note(EntryType.EPOCH, Precedence.IMMEDIATE, List.of(), opening);
        Json.Obj charter = Json.obj().put("note", charterNote).build();
        book.note(EntryType.CHARTER, Precedence.IMMEDIATE, List.of(), charter);
        for (String certificate : certificates) {
            Json.Obj body = Json.obj().put("note", certificate).build();
            book.note(EntryType.KEY, Precedence.IMMEDIATE, List.of(), body);
        }
        flush();
    }

    /**
     * Says something.
     *
     * @param saying what
     * @return what becomes of it, once the turn's flush has returned
     * @throws StoreException when the store can't be read
     */
    public SayResult say(Saying saying) throws StoreException {
        EntryType type = saying.kind().type();
        if (stopped.isPresent() || (scarce.isPresent() && !type.neverGated())) return unwritten(saying);
        Optional<StatementPlace> known = book.statement(setup.own(), saying.statementId());
        if (known.isPresent()) return again(saying, known.get());
        Saying live = type.liveOnly() ? inSession(saying) : saying;
        byte[] line1 = Leaf.line1(book.statement(live));
        if (line1.length > LINE1_BYTES_MAX) {
            return new SayResult.Refused(
                    SayResult.Code.TOO_LARGE, "Shorten it to " + LINE1_BYTES_MAX + " bytes, or send it in parts.");
        }
        KeptEntry entry = book.append(live, line1);
        if (LineKeys.concerns(type)) book.meaning(entry);
        return new SayResult.Kept(Book.idOf(entry), entry.hash());
    }

    /** The own log does not take it: it was recorded before, or goes unrecorded, or is refused. */
    private SayResult unwritten(Saying saying) {
        Optional<SayResult> before = recordedBefore(saying);
        if (before.isPresent()) return before.get();
        if (saying.kind().type().neverGated()) return ungated.say(saying, sessions.values());
        return new SayResult.Refused(
                SayResult.Code.RECORD_STOPPED,
                "Only STOP and UNPLANNED EVENT go now. Free the disk or mend the store: " + halted().orElseThrow());
    }

    /** What was recorded under this id, and let out, before the record stopped; where the store can still be read. */
    private Optional<SayResult> recordedBefore(Saying saying) {
        try {
            return ports.store()
                    .statement(setup.own(), saying.statementId())
                    .filter(place -> book.letOut(place.entry()))
                    .map(place -> again(saying, place));
        } catch (StoreException unreadable) {
            return Optional.empty(); // a STOP is not held back by a store that can't say
        }
    }

    private static SayResult again(Saying saying, StatementPlace place) {
        if (place.requestDigest().equals(saying.requestDigest())) {
            return new SayResult.Again(place.entry(), place.leafHash());
        }
        return SayResult.REUSED;
    }

    /** A live-only message names the session that it acts in. */
    private Saying inSession(Saying saying) {
        Frame.Kind kind = saying.kind().precedence().urgent() ? Frame.Kind.URGENT : Frame.Kind.BULK;
        Optional<Session> session =
                sessions.values().stream().filter(s -> s.carries(kind)).findFirst();
        if (session.isEmpty() || saying.body().get("session").isPresent()) return saying;
        Json.Obj body = Json.obj()
                .putAll(saying.body())
                .put("session", session.get().id)
                .build();
        return new Saying(
                saying.statementId(), saying.kind(), saying.addressing(), saying.links(), body, saying.requestDigest());
    }

    /**
     * A session is there; HELLO goes out at once.
     *
     * @param how how it came about
     */
    public void opened(SessionOpened how) {
        if (sessions.size() >= LineLimits.SESSIONS_MAX) {
            ports.paths().close(how.session(), "more than " + LineLimits.SESSIONS_MAX + " sessions");
            return;
        }
        long nowNs = ports.clock().monoNs();
        Session session = new Session(how.session(), book.hex(16), how, nowNs);
        sessions.put(how.session(), session);
        how.dialled().ifPresent(d -> supervision.expect(d.path()));
        if (session.dialled) hello(session);
    }

    private void hello(Session session) {
        send(session, greeting.hello(session));
    }

    /**
     * A frame came.
     *
     * @param number the session
     * @param bytes type and payload
     * @throws StoreException when the store can't be read
     */
    public void received(long number, byte[] bytes) throws StoreException {
        Session session = sessions.get(number);
        if (session == null) return;
        try {
            Frame frame = FrameCodec.decode(bytes);
            boolean isHello = frame instanceof Frame.Hello;
            if (isHello == session.ready()) {
                throw new FrameException(FrameException.Code.OUT_OF_ORDER, "HELLO comes first, and once");
            }
            if (FrameJson.carriesLeaves(bytes[0])) got(session, bytes.length);
            dispatch(session, frame);
        } catch (FrameException e) {
            send(session, new Frame.Bye(e.code().name(), String.valueOf(e.getMessage())));
            end(session, e.code() + ": " + e.getMessage());
        }
    }

    private void got(Session session, int length) {
        session.receivedBytes += length;
        send(session, new Frame.Got(session.receivedBytes));
    }

    private void dispatch(Session session, Frame frame) throws FrameException, StoreException {
        switch (frame) {
            case Frame.Hello hello -> hello(session, hello);
            case Frame.Entries entries -> {
                if (halted().isPresent()) {
                    ungated.overhear(session, entries);
                    return;
                }
                mending.offered(entries);
                if (entries.log().party().equals(setup.own())) recovery.backFill(entries);
                else intake.entries(session, atPeer(entries));
            }
            case Frame.Overtake overtake -> {
                if (halted().isPresent()) {
                    ungated.overhear(session, overtake);
                    return;
                }
                mending.offered(overtake);
                if (overtake.log().party().equals(setup.own())) recovery.foundLeaf(overtake);
                else if (overtake.log().party().equals(setup.peer())) intake.overtake(session, overtake);
            }
            case Frame.Receipt receipt -> {
                if (stopped.isEmpty()) statusChanged |= receipts.take(receipt);
            }
            case Frame.Early early -> {
                if (stopped.isEmpty()) receipts.takeEarly(early);
            }
            case Frame.Got got -> {
                if (session.pace.got(got.bytes(), ports.clock().monoNs())) {
                    supervision.gotThrough(session);
                    return;
                }
                String seen = "GOT of " + got.bytes() + " bytes, more than were sent";
                throw new FrameException(FrameException.Code.MALFORMED_FRAME, seen);
            }
            case Frame.Heartbeat beat -> statusChanged |= supervision.heard(session, beat);
            case Frame.Ask ask -> {
                if (stopped.isPresent()) return;
                if (ask.log().party().equals(setup.peer())) outflow.give(session, ask);
                else if (ask.until().isPresent()) outflow.again(session, ask);
                else outflow.giveOwn(session, ask);
            }
            case Frame.Unrecorded unrecorded -> ungated.heard(session, unrecorded, stopped.isEmpty());
            case Frame.Dispute dispute -> disputed(dispute);
            case Frame.Bye bye -> end(session, "the peer ended it: " + bye.code() + " " + bye.text());
        }
    }

    private Frame.Entries atPeer(Frame.Entries entries) throws FrameException {
        if (entries.log().party().equals(setup.peer())) return entries;
        throw new FrameException(
                FrameException.Code.MALFORMED_FRAME,
                "entries of " + entries.log().party());
    }

    private void hello(Session session, Frame.Hello hello) throws FrameException, StoreException {
        greeting.heard(hello);
        if (!session.dialled) {
            session.kind = hello.kind();
            session.path = hello.path();
            supervision.expect(session.path);
            hello(session);
        }
        boolean carried = sessions.values().stream().anyMatch(s -> s.carries(Frame.Kind.BULK));
        session.peerId = Optional.of(hello.session());
        session.heardNs = ports.clock().monoNs();
        postQuantum.opened();
        if (stopped.isEmpty()) shown(hello, carried);
        for (PeerLog log : book.peer.values()) {
            log.receiptTo.add(session.number);
            if (!log.id.epoch().equals(hello.epoch())) whenDurable.add(() -> giveEarly(session, log));
        }
        supervision.beat(sessions.values(), spokenStates()); // before any leaf: the peer must know what to expect
        if (session.kind == Frame.Kind.BULK) disputes.remind(session);
        statusChanged = true;
    }

    /** What is held beyond a gap of an earlier epoch goes back to its author, who may have lost it. */
    private void giveEarly(Session session, PeerLog log) {
        if (session.kind == Frame.Kind.URGENT || !sessions.containsKey(session.number)) return;
        session.owed.addAll(log.early.frames());
    }

    /** What the peer holds; where another session carries bulk already, what is on its way there is not sent again. */
    private void shown(Frame.Hello hello, boolean carried) throws StoreException {
        Map<OwnLog, Long> sent = new HashMap<>();
        book.own.values().forEach(log -> sent.put(log, log.sentTo));
        for (OwnLog log : book.own.values()) {
            if (hello.held().containsKey(log.id.epoch())) continue;
            log.peerHas = 0;
            log.sentTo = 0;
        }
        recovery.shown(hello.held(), hello.known());
        if (carried) sent.forEach((log, to) -> log.sentTo = Math.max(log.sentTo, Math.min(to, log.committed)));
        ask(0);
    }

    /** The peer says that an own log is disputed; two own heads that disagree mean a new epoch. */
    private void disputed(Frame.Dispute frame) throws StoreException {
        if (halted().isPresent() || !frame.log().party().equals(setup.own())) return;
        for (String note : frame.notes())
            recovery.shown(Map.of(), Map.of(frame.log().epoch(), note));
        recovery.accused(frame);
    }

    /**
     * A session is gone.
     *
     * @param number the session
     * @param cause why, for the lamp
     */
    public void closed(long number, String cause) {
        Session session = sessions.remove(number);
        if (session == null) return;
        forget(session);
    }

    private void end(Session session, String cause) {
        sessions.remove(session.number);
        ports.paths().close(session.number, cause);
        forget(session);
    }

    private void forget(Session session) {
        supervision.ended(session);
        for (OwnLog log : book.own.values()) log.sentTo = log.peerHas;
        for (PeerLog log : book.peer.values()) log.receiptTo.remove(session.number);
        statusChanged = true;
    }

    private boolean sessionOpen(String peerSessionId) {
        return sessions.values().stream()
                .anyMatch(s -> s.peerId.isPresent() && s.peerId.get().equals(peerSessionId));
    }

    /** Lets time pass: heartbeats, lamps, deadlines. At least every 100 ms. */
    public void tick() {
        long nowNs = ports.clock().monoNs();
        for (Session session : List.copyOf(sessions.values())) {
            boolean late = nowNs - session.openedNs > LineLimits.HELLO_MS * MS;
            if (!session.ready() && late) end(session, "no HELLO came");
        }
        supervision.beat(sessions.values(), spokenStates());
        supervision.silent(sessions.values()).forEach(s -> end(s, "the peer is silent on it, or takes nothing"));
        for (PathBoard.Change change : supervision.lamps()) changed(change);
        if (stopped.isPresent()) return;
        statusChanged |= receipts.takeAhead();
        outflow.unstall(sessions.values(), nowNs);
        if (scarce.isPresent()) return;
        supervision.noteHeldBack();
        for (OwnLog log : book.own.values()) log.overdue(nowNs).ifPresent(w -> noReceipt(log, w));
    }

    private List<String> spokenStates() {
        return halted().isPresent() ? List.of(LineStatus.Name.RECORD_STOPPED.wire()) : List.of();
    }

    private void changed(PathBoard.Change change) {
        statusChanged = true;
        for (Session s : List.copyOf(sessions.values())) {
            boolean lost = change.to() == LineStatus.Name.PATH_DOWN && s.path.equals(change.label());
            if (lost) end(s, change.cause());
        }
        if (halted().isEmpty()) supervision.note(change);
    }

    private void noReceipt(OwnLog log, OwnLog.Waiting overdue) {
        long last = log.frontier.size() - 1;
        Json.Obj body = Json.obj()
                .put("byWallMs", Math.max(0, ports.clock().wallMs()))
                .put("epoch", log.id.epoch())
                .put("first", overdue.first())
                .put("last", last)
                .build();
        Reference about = new Reference(new EntryId(setup.own(), log.id.epoch(), overdue.first()), "about");
        book.note(EntryType.NO_RECEIPT_BY, Precedence.IMMEDIATE, List.of(about), body);
        book.alarm(
                "no-receipt",
                "No receipt came in time from entry " + overdue.first()
                        + " on. It is not known whether they have it: use the telephone.");
    }

    /**
     * Ends the turn: makes it durable, raises the second place, lets frames and events out.
     *
     * @throws StoreException when it can't be made durable; the Post is stopped then, and nothing of the turn is true
     */
    public void flush() throws StoreException {
        if (stopped.isPresent()) {
            emit();
            return;
        }
        if (scarce.isEmpty()) {
            disputes.nameUnnamed();
            recovery.nameOwn();
            recovery.ownUp();
        }
        receipts.takeHeld();
        boolean durable = false;
        try {
            boolean wrote = commit();
            List<Runnable> leaving = receipts.decide(sessions.values());
            if (wrote) book.own.values().forEach(log -> log.committed = log.frontier.size());
            receipts.standing();
            book.own.values().forEach(log -> log.letOut = log.committed);
            durable = true;
            emit();
            disputes.again();
            leaving.forEach(Runnable::run);
            List.copyOf(whenDurable).forEach(Runnable::run);
            whenDurable.clear();
            outflow.pump(sessions.values());
            ask(1);
            askBack();
            postQuantum.pump(sessions.values());
        } catch (StoreException e) {
            stop(durable ? "can't read: " + e.getMessage() : String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private boolean commit() throws StoreException {
        for (OwnLog log : book.own.values()) signHead(log);
        Commit commit = book.turn.commit(reserve());
        if (commit.isEmpty()) return false;
        ports.store().commit(commit);
        ungated.committed();
        book.peer.values().forEach(PeerLog::committed);
        return true;
    }

    /** Whether the turn may use the room held back: it holds what that is for, or nothing else is written any more. */
    private boolean reserve() {
        if (scarce.isPresent()) return true;
        List<KeptEntry> entries = book.turn.entries();
        return !entries.isEmpty()
                && entries.stream()
                        .allMatch(e -> EntryType.ofWire(e.mark().type())
                                .filter(EntryType::reserved)
                                .isPresent());
    }

    private void signHead(OwnLog log) {
        if (log.frontier.size() == log.committed
                || log.frontier.size() <= log.head.map(KeptHead::size).orElse(0L)) return;
        KeptHead head = book.heads.sign(log.id, log.frontier.size(), log.frontier.root());
        log.head = Optional.of(head);
        log.headed();
        book.turn.head(head);
    }

    /** Asks for back-fill of own logs that have at least so many entries already. */
    private void ask(long sizeMin) {
        Optional<Session> bulk = sessions.values().stream()
                .filter(s -> s.carries(Frame.Kind.BULK))
                .findFirst();
        if (bulk.isEmpty()) return;
        for (Frame.Ask ask : recovery.asks()) {
            boolean news = !ask.equals(asked.put(ask.log(), ask));
            if (ask.first() >= sizeMin && (sizeMin == 0 || news)) send(bulk.get(), ask);
        }
    }

    /**
     * Takes note that stored bytes of an entry are damaged: they are asked back from the peer.
     *
     * @param place the entry
     * @param what what is wrong with them
     * @throws StoreException when not even that can be noted
     */
    public void damaged(EntryId place, String what) throws StoreException {
        if (halted().isEmpty()) mending.damaged(place, what);
    }

    /**
     * Takes an own head to which a post-quantum signature was added, somewhere else and in its own time: it is kept, and
     * shown to the peer when a path has room.
     *
     * @param head the head; its note has the log key's signature and the other one
     */
    public void postQuantum(KeptHead head) {
        if (halted().isEmpty()) postQuantum.signed(head);
    }

    /**
     * A call to the peer did not come about; the path's lamp says why while it is down.
     *
     * @param path the path's label
     * @param why a plain sentence
     */
    public void notConnected(String path, String why) {
        supervision.trouble(path, why);
    }

    private void askBack() {
        Optional<Session> bulk = sessions.values().stream()
                .filter(s -> s.carries(Frame.Kind.BULK))
                .findFirst();
        if (bulk.isEmpty()) return;
        for (Frame.Ask ask : mending.asks(ports.clock().monoNs())) send(bulk.get(), ask);
    }

    private void stop(String why) {
        if (halted().isEmpty()) haltedMs = ports.clock().wallMs();
        stopped = Optional.of(why);
        book.turn = new Turn();
        whenDurable.clear();
        ungated.undone();
        disputes.undone();
        book.alarm(
                "record-stopped",
                "The record can't be written: " + why
                        + ". STOP and UNPLANNED EVENT still go. Free the disk or mend the store.");
        statusChanged = true;
        emit();
    }

    private void emit() {
        List<PostEvent> events = book.turn.events();
        book.turn = new Turn();
        if (statusChanged) {
            statusChanged = false;
            events.add(new PostEvent.StatusChanged(status()));
        }
        events.forEach(ports.events()::on);
    }

    private void send(Session session, Frame frame) {
        ports.paths().send(session.number, FrameCodec.encode(frame));
    }

    /**
     * How many entries the turn has gathered that are not yet flushed. A frame of a few kilobytes can bring a thousand.
     *
     * @return the number of own and peer entries, early ones left out
     */
    public int unflushed() {
        return book.turn.entries().size();
    }

    /**
     * Whether a session is for urgent entries, so that what it brings is to be given to the Post first.
     *
     * @param number the session
     * @return true once both HELLOs of such a session were exchanged
     */
    public boolean isUrgent(long number) {
        Session session = sessions.get(number);
        return session != null && session.carries(Frame.Kind.URGENT);
    }

    /**
     * Tells whether the disk has room. Without, nothing but STOP, UNPLANNED EVENT, RING and ANSWER is recorded; with it
     * again, all goes on on the sessions as they are. Call it between turns.
     *
     * @param noRoom why only the room held back is to be used; empty where there is room
     */
    public void room(Optional<String> noRoom) {
        if (noRoom.isPresent() == scarce.isPresent()) return;
        scarce = noRoom;
        statusChanged = true;
        if (noRoom.isEmpty()) {
            whenDurable.add(() -> ask(0));
            return;
        }
        haltedMs = ports.clock().wallMs();
        book.alarm(
                "record-stopped", noRoom.get() + ". Only STOP and UNPLANNED EVENT are still recorded: free the disk.");
    }

    /**
     * Why the own log takes nothing but STOP and UNPLANNED EVENT, or nothing at all.
     *
     * @return the cause, or empty while it takes everything
     */
    public Optional<String> halted() {
        return stopped.or(() -> scarce);
    }

    /**
     * Why the own log can't be written.
     *
     * @return the cause, or empty while it can
     */
    public Optional<String> stopped() {
        return stopped;
    }

    /**
     * What went and came while it could not be logged, for the Post that comes after this one.
     *
     * @return what is still to be logged
     */
    public List<UnrecordedNote> pendingUnrecorded() {
        return ungated.pending();
    }

    /**
     * The line's status now.
     *
     * @return the status
     */
    public LineStatus status() {
        return overview.status(sessions.values(), halted().map(why -> new Overview.Stopped(why, haltedMs)));
    }
}
