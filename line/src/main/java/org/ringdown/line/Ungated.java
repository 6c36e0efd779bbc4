package org.ringdown.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringdown.charter.Json;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.MessageException;
import org.ringdown.message.Precedence;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/** The unrecorded path (law 3): what goes while the own log can't be written. Owned by the Post's thread. */
final class Ungated {
    private static final String VERSION = "ringdown/unrecorded/v1";
    private static final String FACT = "unrecorded:";
    private final Book book;
    /** Notes that went out, to be logged when the log can be written. */
    private final ArrayDeque<String> kept = new ArrayDeque<>();

    /** Statement ids that went out unrecorded, each with the print of what was said. */
    private final Map<String, String> said = new HashMap<>();

    private final Set<String> heardIds = new HashSet<>();
    private long counter;
    private long lastNs;
    private boolean any;

    Ungated(Book book) {
        this.book = book;
    }

    /** Sends a saying without the log. */
    SayResult say(Saying saying, Collection<Session> sessions) {
        Optional<SayResult> before = before(saying);
        if (before.isPresent()) return before.get();
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
        any = true;
        lastNs = nowNs;
        counter++;
        said.put(saying.statementId(), print(book.statement(saying)));
        String line1 = new String(Leaf.line1(book.statement(saying)), StandardCharsets.UTF_8);
        String text = VERSION + "\n" + book.setup.lineId() + "\n" + book.setup.own() + "\n" + ready.getFirst().id + "\n"
                + counter + "\n" + line1;
        String note = SignedNote.of(text, Notes.sign(text, book.ports.signer().unrecorded()))
                .format();
        kept.add(note);
        byte[] frame = FrameCodec.encode(new Frame.Unrecorded(note));
        for (Session session : ready) book.ports.paths().send(session.number, frame);
        return new SayResult.Unrecorded(saying.statementId());
    }

    /** What was answered when this id went out unrecorded, now or before a restart. */
    Optional<SayResult> before(Saying saying) {
        String print = said.get(saying.statementId());
        if (print == null) return Optional.empty();
        if (print.equals(print(book.statement(saying)))) {
            return Optional.of(new SayResult.Unrecorded(saying.statementId()));
        }
        return Optional.of(new SayResult.Refused(
                SayResult.Code.ID_REUSED, "This Idempotency-Key stands for another request: use a fresh one."));
    }

    /** Takes up what earlier runs noted. */
    void load(Map<String, String> facts) {
        facts.forEach((name, value) -> {
            if (name.startsWith(FACT)) said.put(name.substring(FACT.length()), value);
        });
    }

    /** What was said, without what differs at each try: epoch, charter, salt. */
    private static String print(Statement s) {
        Statement.Origin origin = new Statement.Origin(
                s.origin().lineId(), "0".repeat(64), "1-00000000", s.origin().party());
        Statement bare = new Statement(origin, s.kind(), s.id(), "0".repeat(32), s.addressing(), s.links(), s.body());
        return Hash.sha256(Leaf.line1(bare)).hex();
    }

    /** What went out unrecorded and is not yet in the log. */
    List<String> pending() {
        return new ArrayList<>(kept);
    }

    /** Logs what went out before, now that the log can be written. */
    void log(List<String> notes) throws StoreException {
        for (String note : notes) {
            Optional<Statement> read = statement(note);
            if (read.isEmpty()) continue;
            Statement was = read.get();
            if (book.statement(book.setup.own(), was.id()).isPresent()) continue;
            Json.Obj body =
                    Json.obj().put("statement", was.id()).put("note", note).build();
            Statement.Kind kind =
                    new Statement.Kind(EntryType.UNRECORDED, was.kind().precedence(), false);
            book.append(
                    new Saying("unrecorded-" + book.hex(8), kind, was.addressing(), Statement.Links.NONE, body, ""));
            said.put(was.id(), print(was));
            book.turn.fact(FACT + was.id(), print(was));
        }
    }

    private static Optional<Statement> statement(String note) {
        try {
            String[] lines = SignedNote.parse(note).text().split("\n", -1);
            return Optional.of(Leaf.parseStatement(lines[5].getBytes(StandardCharsets.UTF_8)));
        } catch (TranscriptException | MessageException e) {
            return Optional.empty();
        }
    }

    /** Takes the peer's unrecorded message; the pair acts once. */
    void heard(Frame.Unrecorded frame, boolean canLog) throws FrameException, StoreException {
        Statement heard = verified(frame.note());
        if (!heardIds.add(heard.id())
                || book.statement(book.setup.peer(), heard.id()).isPresent()) return;
        if (heardIds.size() > LineLimits.UNRECORDED_MAX * 4) {
            throw new FrameException(FrameException.Code.TOO_MUCH, "more unrecorded messages than are kept");
        }
        if (canLog) {
            Json.Obj body = Json.obj()
                    .put("statement", heard.id())
                    .put("note", frame.note())
                    .build();
            book.note(EntryType.HEARD, Precedence.IMMEDIATE, List.of(), body);
        }
        book.turn.event(
                new PostEvent.UnrecordedHeard(heard, canLog, book.ports.clock().wallMs()));
    }

    private Statement verified(String text) throws FrameException {
        try {
            SignedNote note = SignedNote.parse(text);
            boolean signed = false;
            for (VerifierKey key : book.setup.keys().unrecordeds(book.setup.peer())) {
                if (note.signatures().stream().noneMatch(s -> s.isBy(key))) continue;
                Notes.verify(note, key);
                signed = true;
            }
            String[] lines = note.text().split("\n", -1);
            boolean ours = lines.length == 7
                    && lines[0].equals(VERSION)
                    && lines[1].equals(book.setup.lineId())
                    && lines[2].equals(book.setup.peer());
            if (!signed || !ours) {
                throw new FrameException(FrameException.Code.BAD_SIGNATURE, "not the peer's unrecorded message");
            }
            Statement heard = Leaf.parseStatement(lines[5].getBytes(StandardCharsets.UTF_8));
            if (!heard.kind().type().neverGated() || !heard.origin().party().equals(book.setup.peer())) {
                throw new FrameException(FrameException.Code.MALFORMED_FRAME, "this type never goes unrecorded");
            }
            return heard;
        } catch (TranscriptException | MessageException e) {
            throw new FrameException(FrameException.Code.BAD_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }
}
