package org.ringdown.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.ringdown.charter.ActVerdict;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterAct;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterFile;
import org.ringdown.charter.Json;
import org.ringdown.charter.JsonCode;
import org.ringdown.charter.JsonFields;
import org.ringdown.charter.KeyCertificate;
import org.ringdown.charter.Place;
import org.ringdown.charter.Precedence;
import org.ringdown.charter.Revocation;
import org.ringdown.charter.Role;
import org.ringdown.line.CharterActs;
import org.ringdown.line.LineStatus;
import org.ringdown.line.Saying;
import org.ringdown.line.StoreException;
import org.ringdown.message.EntryType;
import org.ringdown.message.Statement;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NoteSignature;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** The calls by which a party changes the charter and its keys: what its root signed elsewhere becomes an entry. */
final class CharterApi {
    private final LineDirectory lines;

    CharterApi(LineDirectory lines) {
        this.lines = lines;
    }

    /** {@code GET /lines/{line}/charter}. */
    void show(Context ctx) throws ProblemException {
        Replies.json(ctx, 200, CharterViews.of(lines.require(ctx)));
    }

    /** {@code POST /lines/{line}/charter/steps}. */
    void step(Context ctx) throws ProblemException, IOException, StoreException {
        LineService line = begin(ctx);
        Json.Obj body = Requests.object(ctx, Limit.BODY_BYTES, Limit.BODY_VALUES);
        JsonFields in = JsonFields.of(body);
        SequencedMap<String, CharterAct.Step> steps = new LinkedHashMap<>();
        for (CharterAct.Step step : CharterAct.Step.values()) steps.put(step.name(), step);
        CharterAct.Step step = in.choice("step", steps);
        Optional<String> note = in.optionalString("note", Limit.NOTE_UNITS.count());
        Optional<String> digest = in.has("digest") ? Optional.of(in.hex("digest", 64)) : Optional.empty();
        boolean fits = note.isPresent() != digest.isPresent()
                && note.isPresent() == (step == CharterAct.Step.PROPOSE || step == CharterAct.Step.CONSENT);
        if (!fits) {
            in.refuse(
                    "step",
                    JsonCode.BAD_VALUE,
                    "PROPOSE and CONSENT carry a note, WITHDRAW and ADOPT a digest",
                    "Send the one that fits the step.");
        }
        Requests.check(in);
        try {
            Json.Obj said = switch (step) {
                case PROPOSE -> propose(line, note.orElseThrow());
                case CONSENT -> consent(line, note.orElseThrow());
                case WITHDRAW -> withdraw(line, hash(digest.orElseThrow()));
                case ADOPT -> adopt(line, hash(digest.orElseThrow()));
            };
            say(ctx, line, EntryType.valueOf(step.name()), said, body);
        } catch (CharterException e) {
            throw new ProblemException(Problem.PAPER_REFUSED, e.getMessage() + ". " + Problem.PAPER_REFUSED.next());
        }
    }

    /** {@code POST /lines/{line}/keys}: a certificate or a revocation by the own root. */
    void key(Context ctx) throws ProblemException, IOException, StoreException {
        LineService line = begin(ctx);
        Json.Obj body = Requests.object(ctx, Limit.BODY_BYTES, Limit.BODY_VALUES);
        JsonFields in = JsonFields.of(body);
        String note = in.string("note", Limit.NOTE_UNITS.count());
        Requests.check(in);
        boolean revokes = note.startsWith(Revocation.KIND + "\n");
        try {
            byte[] paper = FreshLine.utf8(note);
            String party =
                    revokes ? revoked(line, Revocation.parse(paper)) : certified(line, KeyCertificate.parse(paper));
            if (!party.equals(line.party())) {
                String mend = "It is a paper of " + party + ". A log carries its own author's papers only.";
                throw new ProblemException(Problem.PAPER_REFUSED, mend);
            }
        } catch (CharterException e) {
            throw new ProblemException(Problem.PAPER_REFUSED, e.getMessage() + ". " + Problem.PAPER_REFUSED.next());
        }
        Json.Obj said = Json.obj().put("note", note).build();
        say(ctx, line, revokes ? EntryType.REVOCATION : EntryType.KEY, said, body);
    }

    private static String certified(LineService line, KeyCertificate certificate) throws CharterException {
        line.keyRing().with(certificate);
        return certificate.id().party();
    }

    private static String revoked(LineService line, Revocation revocation) throws CharterException {
        line.keyRing().with(revocation);
        return revocation.id().party();
    }

    /** Whoever holds the data directory, or a commander: the root's signature is what counts. */
    private LineService begin(Context ctx) throws ProblemException {
        Caller caller = Doorkeeper.caller(ctx);
        caller.calls().take();
        boolean may = caller.desk().isEmpty() || caller.role() == Role.COMMANDER;
        if (may) return lines.require(ctx);
        throw new ProblemException(Problem.FORBIDDEN, "Charter and keys are the commander's, or the command line's.");
    }

    private static Json.Obj propose(LineService line, String note) throws CharterException, ProblemException {
        CharterFile file = CharterFile.parse(FreshLine.utf8(note));
        Charter current = line.charter();
        current.checkFollows(file.terms());
        if (file.missing().contains(line.party())) {
            throw new ProblemException(Problem.PAPER_REFUSED, "The own root has not signed it: ringdown charter sign.");
        }
        checkSupported(file);
        check(line, CharterAct.Step.PROPOSE, file.terms().digest(), Optional.of(current.digest()));
        return Json.obj().put("note", file.format()).build();
    }

    private static void checkSupported(CharterFile file) throws ProblemException {
        if (Founding.capabilities().containsAll(file.terms().demands())) return;
        String mend =
                "It demands what this version can't do: " + file.terms().demands() + ". Leave those articles out.";
        throw new ProblemException(Problem.PAPER_REFUSED, mend);
    }

    private static Json.Obj consent(LineService line, String note) throws CharterException, ProblemException {
        CharterFile file = CharterFile.parse(FreshLine.utf8(note));
        checkSupported(file);
        String root = line.charter().root(line.party()).name();
        try {
            StringBuilder signatures = new StringBuilder();
            for (NoteSignature signature :
                    SignedNote.parse(FreshLine.utf8(note)).signatures()) {
                if (signature.name().equals(root)) signatures.append(signature.line());
            }
            if (signatures.isEmpty()) {
                throw new ProblemException(
                        Problem.PAPER_REFUSED, "The own root has not signed it: ringdown charter sign.");
            }
            check(line, CharterAct.Step.CONSENT, file.terms().digest(), Optional.empty());
            return Json.obj()
                    .put("digest", file.terms().digest().hex())
                    .put("signature", signatures.toString())
                    .build();
        } catch (TranscriptException e) {
            throw new ProblemException(Problem.PAPER_REFUSED, "It is not a signed note: ringdown charter sign.");
        }
    }

    private static Json.Obj withdraw(LineService line, Hash digest) throws ProblemException {
        check(line, CharterAct.Step.WITHDRAW, digest, Optional.empty());
        return Json.obj().put("digest", digest.hex()).build();
    }

    private static Json.Obj adopt(LineService line, Hash digest) throws CharterException, ProblemException {
        Optional<Hash> replaces = line.charterActs().proposals().stream()
                .filter(proposal -> proposal.digest().equals(digest))
                .findFirst()
                .flatMap(proposal -> proposal.terms().succession())
                .map(succession -> succession.digest());
        check(line, CharterAct.Step.ADOPT, digest, replaces);
        return Json.obj()
                .put("note", line.charterActs().assemble(digest).note().format())
                .build();
    }

    private static void check(LineService line, CharterAct.Step step, Hash proposal, Optional<Hash> predecessor)
            throws ProblemException {
        LineStatus.Log own = line.status().own();
        Optional<Place> held =
                line.status().peer().map(peer -> new Place(peer.log().epoch(), peer.size()));
        Place at = new Place(own.log().epoch(), own.size() + 1_000_000);
        CharterActs acts = line.charterActs();
        ActVerdict verdict = acts.preview(new CharterAct(line.party(), at, held, step, proposal, predecessor));
        if (verdict == ActVerdict.EFFECTIVE) return;
        throw new ProblemException(Problem.ACT_WOULD_DO_NOTHING, verdict + ": " + CharterViews.why(verdict));
    }

    private static Hash hash(String hex) {
        return Hash.of(HexFormat.of().parseHex(hex));
    }

    private static void say(Context ctx, LineService line, EntryType type, Json.Obj said, Json.Obj request)
            throws ProblemException, StoreException {
        String key = SayApi.key(Optional.ofNullable(ctx.header("Idempotency-Key")));
        Precedence speed = type == EntryType.REVOCATION ? Precedence.FLASH : Precedence.IMMEDIATE;
        Saying saying = new Saying(
                key,
                new Statement.Kind(type, speed, false),
                Statement.Addressing.NODE,
                Statement.Links.NONE,
                said,
                Digests.of(request));
        SayResults answer = SayResults.of(line, line.say(List.of(saying), false).getFirst());
        Replies.json(ctx, answer.status(), answer.body());
    }
}
