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
        if (tooSoon || kept.size() >= LineLimits.UNRECORDED_MAX) {
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
        return new ArrayList<>(kept);
    }

    /** Logs what went out and came in before, now that the log can be written. */
    void log(List<UnrecordedNote> notes) throws StoreException {
        for (UnrecordedNote note : notes) {
            Optional<Statement> read = note.statement();
            if (read.isEmpty()) continue;
            switch (note.side()) {
                case SAID -> logSaid(read.get(), note);
                case HEARD -> logHeard(read.get(), note.note());
            }
        }
    }

    private void logSaid(Statement said, UnrecordedNote note) throws StoreException {
        if (book.statement(book.setup.own(), said.id()).isPresent()) return;
        Json.Obj body =
                Json.obj().put("statement", said.id()).put("note", note.note()).build();
        Statement.Kind kind =
                new Statement.Kind(EntryType.UNRECORDED, said.kind().precedence(), false);
        book.append(new Saying(said.id(), kind, said.addressing(), Statement.Links.NONE, body, note.requestDigest()));
    }

    private void logHeard(Statement said, String note) throws StoreException {
        heardIds.add(said.id());
        if (book.statement(book.setup.peer(), said.id()).isPresent()) return;
        book.turn.fact(HEARD + said.id(), "yes");
        Json.Obj body = Json.obj().put("statement", said.id()).put("note", note).build();
        book.note(EntryType.HEARD, Precedence.IMMEDIATE, List.of(), body);
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
        if (acted(said)) return;
        refill();
        if (room < 1)
            throw new FrameException(FrameException.Code.TOO_MUCH, "more than one unrecorded message a second");
        room--;
        if (canLog) logHeard(said, frame.note());
        else keepHeard(said, frame.note());
        book.turn.event(
                new PostEvent.UnrecordedHeard(said, canLog, book.ports.clock().wallMs()));
    }

    private boolean acted(Statement said) throws StoreException {
        return heardIds.contains(said.id())
                || book.statement(book.setup.peer(), said.id()).isPresent();
    }

    private void keepHeard(Statement said, String note) {
        heardIds.add(said.id());
        if (kept.size() < LineLimits.UNRECORDED_MAX) {
            kept.add(new UnrecordedNote(UnrecordedNote.Side.HEARD, note, ""));
        }
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
            book.turn.event(
                    new PostEvent.UnrecordedHeard(said, true, book.ports.clock().wallMs()));
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
