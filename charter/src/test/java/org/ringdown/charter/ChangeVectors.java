package org.ringdown.charter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.ringdown.charter.CharterAct.Step;
import org.ringdown.transcript.Hash;

/** The crossing table as vectors: short histories of two logs and what they come to. */
final class ChangeVectors {
    private static final String EPOCH = "1-9f3c02ab";
    private static final String N = "northland";
    private static final String S = "southland";

    private final SequencedMap<String, String> files = new TreeMap<>();
    private final Charter start = new Fixtures(2026).founded();
    private final Hash one = Hash.sha256(new byte[] {1});
    private final Hash two = Hash.sha256(new byte[] {2});

    private ChangeVectors() {}

    static SequencedMap<String, String> all() {
        ChangeVectors vectors = new ChangeVectors();
        vectors.straight();
        vectors.crossings();
        vectors.crossingsAfterAdoption();
        vectors.refusals();
        return vectors.files;
    }

    private final List<CharterAct> acts = new ArrayList<>();

    private ChangeVectors act(String party, Step step, Hash proposal, long held) {
        long index = acts.stream().filter(a -> a.party().equals(party)).count();
        Optional<Place> head = held == 0 ? Optional.empty() : Optional.of(new Place(EPOCH, held));
        Optional<Hash> predecessor = switch (step) {
            case PROPOSE, ADOPT -> Optional.of(start.digest());
            case CONSENT, WITHDRAW -> Optional.empty();
        };
        acts.add(new CharterAct(party, new Place(EPOCH, index), head, step, proposal, predecessor));
        return this;
    }

    private void end(String name, String about) {
        Json.Obj inputs = Json.obj()
                .put("name", name)
                .put("about", about)
                .put("kind", "change")
                .put("charter", start.note().format())
                .put("acts", Json.of(acts.stream().map(ChangeVectors::json).toList()))
                .build();
        Json.Obj file = Json.obj()
                .putAll(inputs)
                .put("expect", VectorRunner.change(start, acts))
                .build();
        files.put(name + ".json", JsonWriter.pretty(file));
        acts.clear();
    }

    private static Json.Obj json(CharterAct act) {
        return Json.obj()
                .put("party", act.party())
                .put("at", act.at().json("index"))
                .putIf("held", act.held().map(h -> h.json("size")))
                .put("step", act.step().name())
                .put("proposal", act.proposal().hex())
                .putIf("replaces", act.predecessor().map(p -> Json.of(p.hex())))
                .build();
    }

    private void straight() {
        act(N, Step.PROPOSE, one, 0)
                .act(S, Step.CONSENT, one, 1)
                .act(N, Step.ADOPT, one, 1)
                .act(S, Step.ADOPT, one, 2);
        end("change-in-force", "Proposed, consented, adopted by the proposer and then by the other.");
        act(N, Step.PROPOSE, one, 0).act(S, Step.CONSENT, one, 1).act(N, Step.ADOPT, one, 1);
        end("change-adopted-by-one", "Each log stands under the new charter from its own ADOPT.");
        act(N, Step.PROPOSE, one, 0).act(S, Step.CONSENT, one, 1).act(S, Step.WITHDRAW, one, 1);
        act(S, Step.CONSENT, one, 1).act(N, Step.ADOPT, one, 3);
        end("change-consent-given-again", "A consent that was withdrawn may be given again.");
    }

    private void crossings() {
        act(N, Step.PROPOSE, one, 0)
                .act(S, Step.CONSENT, one, 1)
                .act(S, Step.WITHDRAW, one, 1)
                .act(N, Step.ADOPT, one, 1);
        end("change-adopt-crosses-withdrawal", "ADOPT and the withdrawal of the consent, neither seen by the other.");
        act(N, Step.PROPOSE, one, 0)
                .act(S, Step.CONSENT, one, 1)
                .act(S, Step.WITHDRAW, one, 1)
                .act(N, Step.ADOPT, one, 1);
        act(S, Step.ADOPT, one, 2);
        end("change-crossing-mended", "After the crossing the other side adopts after all.");
        act(N, Step.PROPOSE, one, 0).act(S, Step.PROPOSE, two, 0);
        end("change-proposals-cross", "Both proposed; neither had seen the other's proposal.");
        act(N, Step.PROPOSE, one, 0)
                .act(S, Step.PROPOSE, two, 0)
                .act(S, Step.CONSENT, one, 1)
                .act(N, Step.CONSENT, two, 1);
        end("change-proposals-cross-both-consent", "Neither may consent while bound by its own proposal.");
        act(N, Step.PROPOSE, one, 0)
                .act(N, Step.WITHDRAW, one, 0)
                .act(S, Step.CONSENT, one, 1)
                .act(N, Step.ADOPT, one, 1);
        end("change-consent-crosses-withdrawal", "The proposer withdrew before it saw the consent.");
    }

    private void crossingsAfterAdoption() {
        act(N, Step.PROPOSE, one, 0).act(S, Step.CONSENT, one, 1).act(S, Step.WITHDRAW, one, 1);
        act(S, Step.CONSENT, one, 1).act(N, Step.ADOPT, one, 1);
        end("change-adopt-crosses-second-consent", "ADOPT crosses a withdrawal and a second consent.");
        act(N, Step.PROPOSE, one, 0).act(S, Step.CONSENT, one, 1).act(S, Step.WITHDRAW, one, 1);
        act(S, Step.PROPOSE, two, 1).act(N, Step.ADOPT, one, 1).act(N, Step.CONSENT, two, 3);
        end("change-adopt-crosses-another-proposal", "ADOPT crosses a withdrawal and another proposal.");
        act(N, Step.PROPOSE, one, 0).act(S, Step.CONSENT, one, 1).act(S, Step.WITHDRAW, one, 1);
        act(S, Step.PROPOSE, two, 1).act(N, Step.ADOPT, one, 1).act(S, Step.ADOPT, one, 2);
        end("change-other-proposal-lapsed", "After that crossing southland adopts; its own proposal lapses.");
        act(N, Step.PROPOSE, one, 1).act(S, Step.CONSENT, one, 1);
        end("change-circle", "Each says it held the other's step, which only a liar can.");
    }

    private void refusals() {
        act(N, Step.PROPOSE, one, 0)
                .act(S, Step.CONSENT, one, 1)
                .act(S, Step.WITHDRAW, one, 1)
                .act(N, Step.ADOPT, one, 2);
        end("change-adopt-held-the-withdrawal", "The ADOPT's held covers the withdrawal: it changes nothing.");
        act(N, Step.PROPOSE, one, 0)
                .act(S, Step.CONSENT, one, 1)
                .act(N, Step.ADOPT, one, 1)
                .act(S, Step.WITHDRAW, one, 2);
        end("change-withdrawal-too-late", "The withdrawal's held covers the adoption.");
        act(N, Step.PROPOSE, one, 0).act(S, Step.CONSENT, one, 0);
        end("change-consent-too-soon", "A consent to a proposal that was not held.");
        act(N, Step.PROPOSE, one, 0).act(N, Step.ADOPT, one, 0);
        end("change-adopt-without-consent", "Nobody consented.");
        act(N, Step.PROPOSE, one, 0).act(S, Step.CONSENT, one, 1).act(S, Step.ADOPT, one, 1);
        end("change-other-adopts-first", "The proposer adopts first.");
        act(N, Step.PROPOSE, one, 0)
                .act(S, Step.CONSENT, one, 1)
                .act(N, Step.ADOPT, one, 1)
                .act(N, Step.PROPOSE, two, 1);
        end("change-predecessor-not-current", "A proposal from a charter that no longer stands.");
        act(N, Step.PROPOSE, one, 0).act(N, Step.WITHDRAW, one, 0).act(N, Step.PROPOSE, one, 0);
        end("change-proposed-twice", "The same text is proposed again; it needs a fresh nonce.");
        act(N, Step.PROPOSE, one, 0).act(N, Step.PROPOSE, two, 0);
        end("change-two-proposals", "A second proposal while the first one binds.");
        act(S, Step.WITHDRAW, one, 0);
        end("change-nothing-to-withdraw", "A withdrawal of nothing.");
    }
}
