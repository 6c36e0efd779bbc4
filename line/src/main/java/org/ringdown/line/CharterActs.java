package org.ringdown.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.ringdown.charter.ActVerdict;
import org.ringdown.charter.Charter;
import org.ringdown.charter.CharterAct;
import org.ringdown.charter.CharterChange;
import org.ringdown.charter.CharterCode;
import org.ringdown.charter.CharterException;
import org.ringdown.charter.CharterLimits;
import org.ringdown.charter.CharterTerms;
import org.ringdown.charter.Json;
import org.ringdown.charter.Place;
import org.ringdown.charter.ProposalState;
import org.ringdown.message.EntryId;
import org.ringdown.message.EntryType;
import org.ringdown.message.Leaf;
import org.ringdown.message.LogId;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.NoteSignature;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;
import org.ringdown.transcript.TranscriptException;
import org.ringdown.transcript.VerifierKey;

/**
 * The steps by which a line's charter changes, as the entries of both logs carry them: notes and signatures verified,
 * verdicts by {@link CharterChange}. What comes out depends on the set of entries only, not on the order in which they
 * came. Immutable to readers; one thread takes steps in.
 */
public final class CharterActs {
    private final Charter founding;
    private final SequencedMap<EntryId, Step> steps;
    private final Map<Hash, Charter> charters = new LinkedHashMap<>();
    private final SequencedMap<Hash, Proposal> proposals = new LinkedHashMap<>();
    private final Map<Hash, List<NoteSignature>> consents = new HashMap<>();
    private final SequencedMap<EntryId, CharterAct> acts = new LinkedHashMap<>();
    private final Map<EntryId, String> refused = new HashMap<>();
    private final CharterChange change;
    private final Verified verified;

    private record Step(EntryId at, Optional<Place> held, EntryType type, Json.Obj body) {}

    private record Paper(SignedNote note, CharterTerms terms, Hash digest) {}

    /**
     * What was read and verified once stays so: handed on from these acts to the next, so that a step costs one reading and
     * one verification, however many follow. Owned by the thread that takes steps in.
     */
    private static final class Verified {
        private final Map<EntryId, Paper> papers = new HashMap<>();
        private final Map<EntryId, Charter> adopted = new HashMap<>();
        private final Map<EntryId, List<NoteSignature>> consents = new HashMap<>();
        private final Set<EntryId> proposed = new HashSet<>();
    }

    /**
     * A proposed charter.
     *
     * @param digest the digest of its text
     * @param party who proposed it
     * @param terms what it says
     * @param note the note as proposed, with the proposer's root signature
     */
    public record Proposal(Hash digest, String party, CharterTerms terms, SignedNote note) {}

    /**
     * One step in the record.
     *
     * @param at its entry
     * @param act what it says
     * @param verdict what it does
     */
    public record Judged(EntryId at, CharterAct act, ActVerdict verdict) {}

    private CharterActs(Charter founding, SequencedMap<EntryId, Step> steps, Verified verified) {
        this.verified = verified;
        this.founding = founding;
        this.steps = steps;
        charters.put(founding.digest(), founding);
        adopts();
        each(EntryType.PROPOSE, this::propose);
        each(EntryType.CONSENT, this::consent);
        each(EntryType.WITHDRAW, step -> act(step, CharterAct.Step.WITHDRAW, digest(step), Optional.empty()));
        change = CharterChange.of(founding, List.copyOf(acts.values()));
    }

    /**
     * Starts with the founding charter and no step.
     *
     * @param founding the charter that founded the line
     * @return the acts
     */
    public static CharterActs founded(Charter founding) {
        return new CharterActs(founding, new LinkedHashMap<>(), new Verified());
    }

    /**
     * Takes in an entry.
     *
     * @param log the log it stands in
     * @param leaf a PROPOSE, CONSENT, WITHDRAW or ADOPT
     * @return the acts with it
     */
    public CharterActs with(LogId log, Leaf leaf) {
        EntryId at = new EntryId(log.party(), log.epoch(), leaf.seal().index());
        long before = steps.keySet().stream()
                .filter(one -> one.party().equals(log.party()))
                .count();
        if (steps.containsKey(at) || before >= CharterLimits.ACTS_MAX) return this; // of one log only so many count
        Optional<Place> held = leaf.seal().held().map(h -> new Place(h.epoch(), h.size()));
        SequencedMap<EntryId, Step> more = new LinkedHashMap<>(steps);
        more.put(
                at,
                new Step(
                        at,
                        held,
                        leaf.statement().kind().type(),
                        leaf.statement().body()));
        return new CharterActs(founding, more, verified);
    }

    /** A reader of one kind of step. */
    private interface Reader {
        void read(Step step) throws CharterException, TranscriptException;
    }

    private void each(EntryType type, Reader reader) {
        for (Step step : steps.values()) {
            if (step.type() != type) continue;
            try {
                reader.read(step);
            } catch (CharterException | TranscriptException e) {
                refused.put(step.at(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** Adopted charters first: whatever else is said is said about one of them. */
    private void adopts() {
        int known;
        do {
            known = charters.size();
            each(EntryType.ADOPT, step -> {
                if (acts.containsKey(step.at())) return;
                Paper paper = paper(step);
                Charter next = adopted(step, paper);
                charters.put(next.digest(), next);
                refused.remove(step.at());
                act(step, CharterAct.Step.ADOPT, next.digest(), replaces(paper.terms()));
            });
        } while (charters.size() > known);
    }

    private Charter adopted(Step step, Paper paper) throws CharterException {
        Charter known = verified.adopted.get(step.at());
        if (known != null) return known;
        Charter next = predecessor(paper.terms()).successor(paper.note());
        verified.adopted.put(step.at(), next);
        return next;
    }

    private void propose(Step step) throws CharterException, TranscriptException {
        Paper paper = paper(step);
        CharterTerms terms = paper.terms();
        Charter predecessor = predecessor(terms);
        if (!verified.proposed.contains(step.at())) {
            predecessor.checkFollows(terms);
            Notes.verify(paper.note(), predecessor.root(step.at().party()));
            verified.proposed.add(step.at());
        }
        Hash digest = paper.digest();
        proposals.putIfAbsent(digest, new Proposal(digest, step.at().party(), terms, paper.note()));
        act(step, CharterAct.Step.PROPOSE, digest, replaces(terms));
    }

    private void consent(Step step) throws CharterException, TranscriptException {
        Hash digest = digest(step);
        Proposal proposal = proposals.get(digest);
        if (proposal == null) throw unknown(digest);
        List<NoteSignature> signatures = verified.consents.get(step.at());
        if (signatures == null) {
            VerifierKey root = predecessor(proposal.terms()).root(step.at().party());
            String file = proposal.note().text() + "\n" + Marks.text(step.body(), "signature");
            SignedNote signed = SignedNote.parse(file.getBytes(StandardCharsets.UTF_8));
            Notes.verify(signed, root);
            signatures = signed.signatures();
            verified.consents.put(step.at(), signatures);
        }
        consents.computeIfAbsent(digest, _ -> new ArrayList<>()).addAll(signatures);
        act(step, CharterAct.Step.CONSENT, digest, Optional.empty());
    }

    private void act(Step step, CharterAct.Step what, Hash proposal, Optional<Hash> predecessor) {
        Place at = new Place(step.at().epoch(), step.at().index());
        acts.put(step.at(), new CharterAct(step.at().party(), at, step.held(), what, proposal, predecessor));
    }

    private Charter predecessor(CharterTerms terms) throws CharterException {
        Optional<Hash> digest = replaces(terms);
        Charter charter = digest.map(charters::get).orElse(null);
        if (charter == null) throw unknown(digest.orElseGet(terms::digest));
        return charter;
    }

    private static Optional<Hash> replaces(CharterTerms terms) {
        return terms.succession().map(CharterTerms.Succession::digest);
    }

    private static CharterException unknown(Hash digest) {
        return new CharterException(
                CharterCode.WRONG_PREDECESSOR,
                "no charter with the digest " + digest.hex() + " is known on this line. Compare both sides' status");
    }

    private Paper paper(Step step) throws CharterException, TranscriptException {
        Paper known = verified.papers.get(step.at());
        if (known != null) return known;
        SignedNote note = SignedNote.parse(Marks.text(step.body(), "note").getBytes(StandardCharsets.UTF_8));
        CharterTerms terms = CharterTerms.parse(note.text());
        Paper paper = new Paper(note, terms, terms.digest());
        verified.papers.put(step.at(), paper);
        return paper;
    }

    private static Hash digest(Step step) throws CharterException {
        String hex = Marks.text(step.body(), "digest");
        if (hex.matches("[0-9a-f]{64}")) return Hash.of(HexFormat.of().parseHex(hex));
        throw new CharterException(CharterCode.CONTENT, "the digest is not 64 hex digits");
    }

    /**
     * Says why an entry is no step at all.
     *
     * @param at the entry
     * @return the reason, or empty where it is one
     */
    public Optional<String> refusal(EntryId at) {
        return Optional.ofNullable(refused.get(at));
    }

    /**
     * Says what an entry did.
     *
     * @param at the entry
     * @return the verdict; empty where it is no step
     */
    public Optional<ActVerdict> verdict(EntryId at) {
        return Optional.ofNullable(acts.get(at)).map(change::verdict);
    }

    /**
     * Says what a step would do if it were written now: it would hold every step that is known here, whether or not the
     * size that its writer knew did.
     *
     * @param written the step
     * @return the verdict
     */
    public ActVerdict preview(CharterAct written) {
        Optional<Place> known = acts.values().stream()
                .filter(other -> !other.party().equals(written.party()))
                .map(other -> new Place(other.at().epoch(), other.at().number() + 1))
                .reduce((one, next) -> one.isBefore(next) ? next : one);
        Optional<Place> held =
                written.held().filter(h -> known.filter(h::isBefore).isEmpty()).or(() -> known);
        CharterAct act = new CharterAct(
                written.party(), written.at(), held, written.step(), written.proposal(), written.predecessor());
        List<CharterAct> all = new ArrayList<>(acts.values());
        all.add(act);
        return CharterChange.of(founding, all).verdict(act);
    }

    /**
     * The charter that a log stands under.
     *
     * @param party its author
     * @return the charter
     */
    public Charter standing(String party) {
        Charter charter = charters.get(change.standing(party));
        return charter == null ? founding : charter;
    }

    /**
     * The proposals that were made with a good signature, in order.
     *
     * @return the proposals
     */
    public List<Proposal> proposals() {
        return List.copyOf(proposals.values());
    }

    /**
     * Where a proposal stands.
     *
     * @param digest its digest
     * @return the state; empty where no PROPOSE of it took effect
     */
    public Optional<ProposalState> state(Hash digest) {
        return change.state(digest);
    }

    /**
     * Every step with what it did.
     *
     * @return the steps, in no order that means anything
     */
    public List<Judged> judged() {
        List<Judged> all = new ArrayList<>();
        acts.forEach((at, act) -> all.add(new Judged(at, act, change.verdict(act))));
        return all;
    }

    /**
     * Puts the signatures of proposal and consents into one note.
     *
     * @param digest the proposal
     * @return the new charter, verified; what an ADOPT carries
     * @throws CharterException UNSIGNED where a root's signature is missing, WRONG_PREDECESSOR where it is not known
     */
    public Charter assemble(Hash digest) throws CharterException {
        Proposal proposal = proposals.get(digest);
        if (proposal == null) throw unknown(digest);
        SignedNote note = proposal.note();
        for (NoteSignature signature : consents.getOrDefault(digest, List.of())) note = note.withSignature(signature);
        return predecessor(proposal.terms()).successor(note);
    }
}
