package org.ringdown.charter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ringdown.transcript.Bytes;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;

/** Says what a vector comes to. */
final class VectorRunner {
    private VectorRunner() {}

    /** A step that may refuse. */
    private interface Refusing {
        void run() throws CharterException;
    }

    private static String verdict(Refusing step) {
        try {
            step.run();
            return "ok";
        } catch (CharterException e) {
            return e.code().name();
        }
    }

    static String paper(String kind, String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return verdict(() -> {
            if (kind.equals("card")) PartyCard.parse(bytes);
            else Charter.parse(bytes);
        });
    }

    static String ring(Charter charter, List<SignedNote> before, String file) {
        return verdict(() -> {
            KeyRing ring = KeyRing.founded(charter);
            for (SignedNote paper : before) ring = with(ring, paper.format());
            with(ring, file);
        });
    }

    static String head(Charter charter, List<SignedNote> before, KeyId key, Place head) {
        List<String> standing = new ArrayList<>();
        String verdict = verdict(() -> {
            KeyRing ring = KeyRing.founded(charter);
            for (SignedNote paper : before) ring = with(ring, paper.format());
            standing.add(
                    switch (ring.head(key.party(), KeyUse.LOG, key.key(), head)) {
                        case KeyStanding.Good _ -> "good";
                        case KeyStanding.Disputed _ -> "disputed";
                    });
        });
        return standing.isEmpty() ? verdict : standing.getFirst();
    }

    private static KeyId logKey(JsonFields f, Charter charter) {
        return new KeyId(charter.lineId(), f.string("party", 32), KeyUse.LOG, Bytes.of(f.base64("key", 32, 32)));
    }

    private static KeyRing with(KeyRing ring, String file) throws CharterException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        if (file.startsWith(Revocation.KIND)) return ring.with(Revocation.parse(bytes));
        return ring.with(KeyCertificate.parse(bytes));
    }

    static Json.Obj change(Charter start, List<CharterAct> acts) {
        CharterChange change = CharterChange.of(start, acts);
        List<String> verdicts = acts.stream().map(a -> change.verdict(a).name()).toList();
        Set<Hash> proposals = new LinkedHashSet<>();
        for (CharterAct act : acts) proposals.add(act.proposal());
        Json.ObjBuilder states = Json.obj();
        for (Hash proposal : proposals) {
            change.state(proposal).ifPresent(state -> states.put(proposal.hex(), Json.of(state.name())));
        }
        Json.ObjBuilder standing = Json.obj();
        for (Party party : start.terms().parties()) {
            standing.put(party.id(), change.standing(party.id()).hex());
        }
        return Json.obj()
                .put("verdicts", Json.strings(verdicts))
                .put("states", states.build())
                .put("standing", standing.build())
                .build();
    }

    /** What the vector in a file comes to, from nothing but the file, in the form that the file expects. */
    static Json result(JsonFields f, Json.Obj file) throws CharterException, TranscriptException {
        String kind = f.string("kind", 20);
        return switch (kind) {
            case "charter", "card" -> Json.of(paper(kind, f.string("file", 40_000)));
            case "ring" -> Json.of(ring(charter(f), notes(f), f.string("file", 20_000)));
            case "head" -> {
                Charter charter = charter(f);
                yield Json.of(head(charter, notes(f), logKey(f, charter), Place.read(f.object("head"), "size")));
            }
            case "change" -> change(charter(f), f.objects("acts", 40, VectorRunner::act));
            case "words" -> Json.strings(Words.of(Hash.fromHex(f.string("digest", 64))));
            case "call-words" -> callWords(f);
            default -> throw new IllegalStateException("kind " + kind + " in " + file);
        };
    }

    private static Charter charter(JsonFields f) throws CharterException {
        return Charter.parse(f.string("charter", 40_000).getBytes(StandardCharsets.UTF_8));
    }

    private static List<SignedNote> notes(JsonFields f) throws TranscriptException {
        List<SignedNote> notes = new ArrayList<>();
        for (String note : f.strings("before", 9, 20_000)) notes.add(SignedNote.parse(note));
        return notes;
    }

    private static CharterAct act(JsonFields f) {
        var steps = Choices.of(CharterAct.Step.class, CharterAct.Step::name);
        return new CharterAct(
                f.string("party", 32),
                Place.read(f.object("at"), "index"),
                f.optionalObject("held").map(h -> Place.read(h, "size")),
                f.choice("step", steps),
                hash(f.hex("proposal", 64)),
                f.optionalString("replaces", 64).map(VectorRunner::hash));
    }

    private static Hash hash(String hex) {
        try {
            return Hash.fromHex(hex);
        } catch (TranscriptException e) {
            throw new AssertionError(e);
        }
    }

    private static Json callWords(JsonFields f) throws CharterException {
        var hex = HexFormat.of();
        var shared = X25519.agree(
                hex.parseHex(f.string("callerPrivate", 64)), Bytes.of(hex.parseHex(f.string("answererPublic", 64))));
        if (!shared.hex().equals(f.string("shared", 64))) throw new AssertionError("the shared secret differs");
        var direction = new CallWords.Direction(f.string("line", 32), f.string("caller", 32), f.string("answerer", 32));
        List<Json> rows = new ArrayList<>();
        for (CallWords.Row row : CallWords.list(shared, direction, f.whole("hour", 0, Json.WHOLE_MAX))) {
            rows.add(Json.obj()
                    .put("number", row.number())
                    .put("call", Json.strings(row.call()))
                    .put("answer", Json.strings(row.answer()))
                    .build());
        }
        return Json.of(rows);
    }
}
