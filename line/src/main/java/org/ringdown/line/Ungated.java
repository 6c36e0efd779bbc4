package org.ringdown.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringdown.charter.Json;
import org.ringdown.charter.Precedence;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.message.MessageException;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/**
 * The unrecorded path (law 3): what goes, and what comes, while the own log can't be written. An UNRECORDED entry has
 * the statement id of what it records, so that a retry of the request finds it, and the pair acts once. Owned by the
 * Post's thread.
 */
final class Ungated {
    private static final String VERSION = "ringdown/unrecorded/v1";
    private static final String HEARD = "heard:";
    private static final long SECOND_NS = 1_000_000_000L;

    private final Book book;
    /** Notes that are to be logged when the log can be written. */
    private final ArrayDeque<UnrecordedNote> kept = new ArrayDeque<>();

    /** Statement ids that went out unrecorded, each with the digest of its request. */
    private final Map<String, String> saidIds = new HashMap<>();

    private final Set<String> heardIds = new LinkedHashSet<>();

    /** What was heard, and logged, in the turn that is not yet durable. */
    private final List<UnrecordedNote> inTurn = new ArrayList<>();

    private long counter;
    private long lastNs;
    private boolean any;
    private double room = LineLimits.UNRECORDED_MAX;
    private long roomNs;

    Ungated(Book book) {
        this.book = book;
    }

    /** Takes up what earlier runs noted. */
    void load(Map<String, String> facts) {
        facts.keySet().stream()
                .filter(name -> name.startsWith(HEARD))
                .forEach(name -> heardIds.add(name.substring(HEARD.length())));
    }

    /** Sends a saying without the log, on every session; each gets a note of its own. */
    SayResult say(Saying saying, Collection<Session> sessions) {
        String digest = saidIds.get(saying.statementId());
        if (digest != null) return again(saying, digest);
        long nowNs = book.ports.clock().monoNs();
        boolean tooSoon = any && nowNs - lastNs < LineLimits.UNRECORDED_EVERY_MS * 1_000_000L;
        if (tooSoon || count(UnrecordedNote.Side.SAID) >= LineLimits.UNRECORDED_MAX) {
            return new SayResult.Refused(
                    SayResult.Code.UNRECORDED_FULL, "Wait a second and send again; use the telephone meanwhile.");
        }
        List<Session> ready = sessions.stream().filter(Session::ready).toList();
        if (ready.isEmpty()) {
            return new SayResult.Refused(
                    SayResult.Code.NO_SESSION, "The log and the line are both down: use the telephone now.");
        }
        String line1 = new String(Leaf.line1(book.statement(saying)), StandardCharsets.UTF_8);
        if (note(ready.getFirst(), line1).length() > LineLimits.UNRECORDED_BYTES_MAX) {
            return new SayResult.Refused(
                    SayResult.Code.TOO_LARGE, "Unrecorded, a message has fewer words: shorten it, and telephone.");
        }
        any = true;
        lastNs = nowNs;
        counter++;
        saidIds.put(saying.statementId(), saying.requestDigest());
        for (Session session : ready) {
            byte[] frame = FrameCodec.encode(new Frame.Unrecorded(note(session, line1)));
            book.ports.paths().send(session.number, frame);
        }
        kept.add(new UnrecordedNote(UnrecordedNote.Side.SAID, note(ready.getFirst(), line1), saying.requestDigest()));
        return new SayResult.Unrecorded(saying.statementId());
    }

    /** Each side has room of its own: what the peer says takes none of ours. */
    private long count(UnrecordedNote.Side side) {
        return kept.stream().filter(note -> note.side() == side).count();
    }

    private static SayResult again(Saying saying, String digest) {
        if (digest.equals(saying.requestDigest())) return new SayResult.Unrecorded(saying.statementId());
        return SayResult.REUSED;
    }

    private String note(Session session, String line1) {
        String text = VERSION + "\n" + book.setup.lineId() + "\n" + book.setup.own() + "\n" + session.id + "\n"
                + counter + "\n" + line1;
        return SignedNote.of(text, Notes.sign(text, book.ports.signer().unrecorded()))
                .format();
    }

    /** What is not yet in the log. */
    List<UnrecordedNote> pending() {
        List<UnrecordedNote> pending = new ArrayList<>(kept);
        pending.addAll(inTurn);
        return pending;
    }

    /** The turn is durable. */
    void committed() {
        inTurn.clear();
    }

    /** The turn is void: what was heard in it is kept, and acted on without a record. */
    void undone() {
        List<UnrecordedNote> heard = List.copyOf(inTurn);
        inTurn.clear();
        for (UnrecordedNote note : heard) {
            keep(note);
            note.statement().ifPresent(said -> act(said, false));
        }
    }

    /** Logs what went out and came in before, now that the log can be written. */
    void log(List<UnrecordedNote> notes) throws StoreException {
        for (UnrecordedNote note : notes) {
            Optional<Statement> read = note.statement();
            if (read.isEmpty()) continue;
            switch (note.side()) {
                case SAID -> logSaid(read.get(), note);
                case HEARD -> {
                    // a commit whose outcome was not known may have logged it after all
                    if (!heardIds.contains(read.get().id())) logHeard(read.get(), note.note());
                }
                case OVERHEARD -> {
                    heardIds.add(read.get().id());
                    boolean here =
                            book.statement(book.setup.peer(), read.get().id()).isPresent();
                    if (!here) keep(note);
                }
            }
        }
    }

    private void logSaid(Statement said, UnrecordedNote note) throws StoreException {
        if (book.statement(book.setup.own(), said.id()).isPresent()) return;
        Json.Obj body =
                Json.obj().put("statement", said.id()).put("note", note.note()).build();
        Statement.Kind kind = new Statement.Kind(
                EntryType.UNRECORDED, said.kind().precedence(), said.kind().test());
        book.append(new Saying(said.id(), kind, said.addressing(), Statement.Links.NONE, body, note.requestDigest()));
    }

    private void logHeard(Statement said, String note) throws StoreException {
        heardIds.add(said.id());
        if (book.statement(book.setup.peer(), said.id()).isPresent()) return;
        book.turn.fact(HEARD + said.id(), "yes");
        Json.Obj body = Json.obj().put("statement", said.id()).put("note", note).build();
        book.note(
                new Statement.Kind(
                        EntryType.HEARD, Precedence.IMMEDIATE, said.kind().test()),
                List.of(),
                body);
    }

    /** Takes the peer's unrecorded message, in the session that it was made for; the pair acts once. */
    void heard(Session session, Frame.Unrecorded frame, boolean canLog) throws FrameException, StoreException {
        if (frame.note().length() > LineLimits.UNRECORDED_BYTES_MAX) {
            throw new FrameException(
                    FrameException.Code.TOO_MUCH,
                    "an unrecorded note of more than " + LineLimits.UNRECORDED_BYTES_MAX + " characters");
        }
        String[] lines = verified(frame.note());
        if (session.peerId.isEmpty() || !lines[3].equals(session.peerId.get())) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, "an unrecorded message of another session");
        }
        Statement said = said(lines);
        if (acted(said, canLog)) return;
        if (!admitted())
            throw new FrameException(FrameException.Code.TOO_MUCH, "more than one unrecorded message a second");
        UnrecordedNote note = new UnrecordedNote(UnrecordedNote.Side.HEARD, frame.note(), "");
        if (canLog) {
            logHeard(said, frame.note());
            inTurn.add(note);
        } else {
            heardIds.add(said.id());
            keep(note);
        }
        act(said, canLog);
    }

    private void act(Statement said, boolean recorded) {
        book.turn.event(
                new PostEvent.UnrecordedHeard(said, recorded, book.ports.clock().wallMs()));
    }

    /** What can't be looked up counts as new where nothing is written: better heard twice than not at all. */
    private boolean acted(Statement said, boolean canLog) throws StoreException {
        if (heardIds.contains(said.id())) return true;
        try {
            return book.statement(book.setup.peer(), said.id()).isPresent();
        } catch (StoreException e) {
            if (canLog) throw e;
            return false;
        }
    }

    private void keep(UnrecordedNote note) {
        if (count(note.side()) < LineLimits.UNRECORDED_MAX) kept.add(note);
    }

    /** Entries that are not taken in; they come again when the log can be written. */
    void overhear(Session session, Frame.Entries frame) throws FrameException, StoreException {
        if (!frame.log().party().equals(book.setup.peer())) return;
        book.heads.verify(frame.log(), frame.headNote());
        long index = frame.first();
        for (byte[] leaf : frame.leaves()) overhear(session, frame.log(), index++, leaf);
    }

    /** The same, of one that overtook. */
    void overhear(Session session, Frame.Overtake frame) throws FrameException, StoreException {
        if (!frame.log().party().equals(book.setup.peer())) return;
        book.heads.verify(frame.log(), frame.headNote());
        overhear(session, frame.log(), frame.index(), frame.leaf().array());
    }

    /** Its place is not proven here, and need not be: the session is the peer's, and nothing of it is recorded yet. */
    private void overhear(Session session, LogId log, long index, byte[] bytes) throws StoreException {
        Optional<Leaf> leaf = neverGated(log, index, bytes);
        if (leaf.isEmpty()) return;
        Statement said = leaf.get().statement();
        boolean elsewhere = said.kind().type().liveOnly()
                && !Marks.text(said.body(), "session").equals(session.peerId.orElse(""));
        if (elsewhere || acted(said, false) || !admitted()) return;
        heardIds.add(said.id());
        String line1 = new String(Leaf.line1(said), StandardCharsets.UTF_8).stripTrailing();
        keep(new UnrecordedNote(UnrecordedNote.Side.OVERHEARD, line1, ""));
        act(said, false);
    }

    private Optional<Leaf> neverGated(LogId log, long index, byte[] bytes) {
        if (bytes.length > Leaf.BYTES_MAX) return Optional.empty();
        try {
            Leaf leaf = Leaf.parse(bytes);
            Statement said = leaf.statement();
            boolean theirs = said.origin().lineId().equals(book.setup.lineId())
                    && said.origin().log().equals(log)
                    && leaf.seal().index() == index;
            return theirs && said.kind().type().neverGated() ? Optional.of(leaf) : Optional.empty();
        } catch (MessageException e) {
            return Optional.empty(); // it is noted as UNREADABLE when it comes again
        }
    }

    private boolean admitted() {
        refill();
        if (room < 1) return false;
        room--;
        return true;
    }

    private void refill() {
        long nowNs = book.ports.clock().monoNs();
        room = Math.min(LineLimits.UNRECORDED_MAX, room + (double) (nowNs - roomNs) / SECOND_NS);
        roomNs = nowNs;
    }

    /** The peer's UNRECORDED entry has arrived: what was not heard then is told now. */
    void arrived(Statement entry) {
        if (!heardIds.add(entry.id())) {
            book.turn.fact(HEARD + entry.id(), "");
            return;
        }
        try {
            Statement said = said(verified(Marks.text(entry.body(), "note")));
            if (!said.id().equals(entry.id())) return;
            act(said, true);
        } catch (FrameException e) {
            String text = "An UNRECORDED entry of the peer carries no message of its key: " + e.getMessage();
            book.turn.event(new PostEvent.Alarm(
                    "unrecorded-unproven", text, book.ports.clock().wallMs()));
        }
    }

    private String[] verified(String text) throws FrameException {
        try {
            SignedNote note = SignedNote.parse(text);
            boolean signed = false;
            for (VerifierKey key : book.setup.keys().unrecordeds(book.setup.peer())) {
                if (note.signatures().stream().noneMatch(s -> s.isBy(key))) continue;
                Notes.verify(note, key);
                signed = true;
            }
            String[] lines = note.text().split("\n", -1);
            boolean theirs = lines.length == 7
                    && lines[0].equals(VERSION)
                    && lines[1].equals(book.setup.lineId())
                    && lines[2].equals(book.setup.peer());
            if (signed && theirs) return lines;
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, "not the peer's unrecorded message");
        } catch (TranscriptException e) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }

    private Statement said(String[] lines) throws FrameException {
        try {
            Statement said = Leaf.parseStatement(lines[5].getBytes(StandardCharsets.UTF_8));
            if (said.kind().type().neverGated() && said.origin().party().equals(book.setup.peer())) return said;
            throw new FrameException(FrameException.Code.MALFORMED_FRAME, "this type never goes unrecorded");
        } catch (MessageException e) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }
}
