package org.ringdown.charter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.ringdown.transcript.Hash;

/**
 * The change of a charter as an act of two: a pure function from the acts in both logs to what each act did, under which
 * charter each log stands, and where each proposal stands. What an act did depends only on its own log before it and on
 * what it held of the other, so that both nodes, and anybody later, compute the same from the same acts.
 *
 * <p>A log is bound by one proposal or consent at a time, the proposer adopts first, and the other adopts after having
 * seen that. So the two logs stand under one charter, or under a charter and its direct successor, and never under two
 * successors of one charter: a test tries this on many histories. The crossing table is in {@code spec/charter.md}.
 */
public final class CharterChange {
    private final SequencedMap<CharterAct, ActVerdict> verdicts = new LinkedHashMap<>();
    private final Map<String, Side> sides = new LinkedHashMap<>();

    /** What a log has come to so far. */
    private static final class Side {
        private final String party;
        private final List<CharterAct> acts;
        private final Map<Hash, List<CharterAct>> effective = new HashMap<>();
        private Hash standing;
        private Optional<Hash> bound = Optional.empty();
        private int next;

        Side(String party, List<CharterAct> acts, Hash standing) {
            this.party = party;
            this.acts = acts;
            this.standing = standing;
        }

        List<CharterAct> effective(Hash proposal) {
            return effective.getOrDefault(proposal, List.of());
        }

        void apply(CharterAct act) {
            effective.computeIfAbsent(act.proposal(), _ -> new ArrayList<>()).add(act);
            switch (act.step()) {
                case PROPOSE, CONSENT -> bound = Optional.of(act.proposal());
                case WITHDRAW -> bound = Optional.empty();
                case ADOPT -> {
                    bound = Optional.empty();
                    standing = act.proposal();
                }
            }
        }
    }

    private CharterChange(Charter founding, List<CharterAct> acts) {
        for (Party party : founding.terms().parties()) {
            List<CharterAct> own =
                    acts.stream().filter(a -> a.party().equals(party.id())).toList();
            sides.put(party.id(), new Side(party.id(), inOrder(own), founding.digest()));
        }
    }

    private static List<CharterAct> inOrder(List<CharterAct> acts) {
        return acts.stream()
                .sorted(Comparator.comparingInt((CharterAct a) -> Names.epochNumber(a.at().epoch()))
                        .thenComparing(a -> a.at().epoch())
                        .thenComparingLong(a -> a.at().number()))
                .toList();
    }

    /**
     * Evaluates what is known of both logs.
     *
     * @param start the charter that both logs stand under before the first act
     * @param acts the acts of both logs whose signatures verified, in any order
     * @return what they come to
     */
    public static CharterChange of(Charter start, List<CharterAct> acts) {
        CharterChange change = new CharterChange(start, acts);
        boolean more = true;
        while (more) {
            more = false;
            for (Side side : change.sides.values()) more |= change.advance(side, false);
            if (!more) more = change.breakCircle();
        }
        return change;
    }

    /** Only a liar's logs can hold each other in a circle; the first party's act then counts without what it held. */
    private boolean breakCircle() {
        for (Side side : sides.values()) {
            if (advance(side, true)) return true;
        }
        return false;
    }

    /** Judges the acts of a log whose held acts of the other log are all judged; one only, where forced. */
    private boolean advance(Side side, boolean forced) {
        boolean any = false;
        while (side.next < side.acts.size() && (forced || isReady(side.acts.get(side.next)))) {
            CharterAct act = side.acts.get(side.next++);
            ActVerdict verdict = side.next > CharterLimits.ACTS_MAX ? ActVerdict.TOO_MANY : judge(side, act);
            verdicts.put(act, verdict);
            if (verdict == ActVerdict.EFFECTIVE) side.apply(act);
            any = true;
            if (forced) break;
        }
        return any;
    }

    private boolean isReady(CharterAct act) {
        Side other = other(act.party());
        return other.next >= other.acts.size() || !act.covers(other.acts.get(other.next));
    }

    private Side other(String party) {
        for (Side side : sides.values()) {
            if (!side.party.equals(party)) return side;
        }
        throw new IllegalStateException("a charter binds two parties");
    }

    private ActVerdict judge(Side side, CharterAct act) {
        return switch (act.step()) {
            case PROPOSE -> judgePropose(side, act);
            case CONSENT -> judgeConsent(side, act);
            case WITHDRAW -> judgeWithdraw(side, act);
            case ADOPT ->
                proposed(side, act.proposal()).isPresent() ? judgeFirstAdopt(side, act) : judgeAdopt(side, act);
        };
    }

    private ActVerdict judgePropose(Side side, CharterAct act) {
        if (!side.effective(act.proposal()).isEmpty()) return ActVerdict.REPEATED;
        if (!isCurrent(side, act.predecessor())) return ActVerdict.NOT_CURRENT;
        return side.bound.isPresent() ? ActVerdict.BOUND : ActVerdict.EFFECTIVE;
    }

    private ActVerdict judgeConsent(Side side, CharterAct act) {
        Optional<CharterAct> last = lastHeld(act);
        Optional<CharterAct> proposal =
                proposed(other(side.party), act.proposal()).filter(act::covers);
        if (proposal.isEmpty() || last.isEmpty()) return ActVerdict.TOO_SOON;
        if (!isCurrent(side, proposal.get().predecessor())) return ActVerdict.NOT_CURRENT;
        if (last.get().step() == CharterAct.Step.WITHDRAW) return ActVerdict.WITHDRAWN;
        return side.bound.isPresent() ? ActVerdict.BOUND : ActVerdict.EFFECTIVE;
    }

    private ActVerdict judgeWithdraw(Side side, CharterAct act) {
        if (side.bound.filter(act.proposal()::equals).isEmpty()) return ActVerdict.NOTHING_TO_WITHDRAW;
        boolean adopted =
                lastHeld(act).filter(a -> a.step() == CharterAct.Step.ADOPT).isPresent();
        return adopted ? ActVerdict.TOO_LATE : ActVerdict.EFFECTIVE;
    }

    private ActVerdict judgeFirstAdopt(Side side, CharterAct act) {
        if (!isCurrent(side, act.predecessor())) return ActVerdict.NOT_CURRENT;
        if (side.bound.filter(act.proposal()::equals).isEmpty()) return ActVerdict.WITHDRAWN;
        Optional<CharterAct> last = lastHeld(act);
        if (last.isEmpty()) return ActVerdict.NOT_CONSENTED;
        return last.get().step() == CharterAct.Step.CONSENT ? ActVerdict.EFFECTIVE : ActVerdict.WITHDRAWN;
    }

    private ActVerdict judgeAdopt(Side side, CharterAct act) {
        boolean adopted =
                lastHeld(act).filter(a -> a.step() == CharterAct.Step.ADOPT).isPresent();
        if (!adopted) return ActVerdict.TOO_SOON;
        return isCurrent(side, act.predecessor()) ? ActVerdict.EFFECTIVE : ActVerdict.NOT_CURRENT;
    }

    private static boolean isCurrent(Side side, Optional<Hash> predecessor) {
        return predecessor.filter(side.standing::equals).isPresent();
    }

    /** The proposal in this log that took effect; nothing of a proposer's can take effect before it. */
    private static Optional<CharterAct> proposed(Side side, Hash proposal) {
        return side.effective(proposal).stream().findFirst().filter(a -> a.step() == CharterAct.Step.PROPOSE);
    }

    /** The last effective act of the other log about the same proposal that this act held. */
    private Optional<CharterAct> lastHeld(CharterAct act) {
        for (CharterAct other : other(act.party()).effective(act.proposal()).reversed()) {
            if (act.covers(other)) return Optional.of(other);
        }
        return Optional.empty();
    }

    private static Optional<CharterAct> last(List<CharterAct> acts) {
        return acts.isEmpty() ? Optional.empty() : Optional.of(acts.getLast());
    }

    /**
     * Returns what an act did.
     *
     * @param act one of the acts that were evaluated
     * @return the verdict
     */
    public ActVerdict verdict(CharterAct act) {
        ActVerdict verdict = verdicts.get(act);
        if (verdict == null) throw new IllegalArgumentException("not one of the acts that were evaluated: " + act);
        return verdict;
    }

    /**
     * Returns the charter that a log stands under.
     *
     * @param party its author
     * @return the charter's digest
     */
    public Hash standing(String party) {
        return side(party).standing;
    }

    /**
     * Returns the proposal that binds a log: its author's own, or one that it consented to.
     *
     * @param party its author
     * @return the proposal's digest, or empty where the author is free to propose or consent
     */
    public Optional<Hash> bound(String party) {
        return side(party).bound;
    }

    private Side side(String party) {
        Side side = sides.get(party);
        if (side == null) throw new IllegalArgumentException("not a party of this charter: " + party);
        return side;
    }

    /**
     * Returns where a proposal stands.
     *
     * @param proposal its digest
     * @return the state, or empty where no PROPOSE of it took effect
     */
    public Optional<ProposalState> state(Hash proposal) {
        for (Side side : sides.values()) {
            if (proposed(side, proposal).isPresent()) return Optional.of(state(side, other(side.party), proposal));
        }
        return Optional.empty();
    }

    private ProposalState state(Side proposer, Side other, Hash proposal) {
        Optional<CharterAct.Step> mine = last(proposer.effective(proposal)).map(CharterAct::step);
        Optional<CharterAct.Step> theirs = last(other.effective(proposal)).map(CharterAct::step);
        boolean withdrawn = theirs.filter(CharterAct.Step.WITHDRAW::equals).isPresent();
        if (theirs.filter(CharterAct.Step.ADOPT::equals).isPresent()) return ProposalState.IN_FORCE;
        if (mine.filter(CharterAct.Step.ADOPT::equals).isPresent()) {
            return withdrawn ? ProposalState.CROSSED : ProposalState.ADOPTED;
        }
        if (withdrawn || mine.filter(CharterAct.Step.WITHDRAW::equals).isPresent()) return ProposalState.WITHDRAWN;
        if (!proposer.bound.equals(Optional.of(proposal))) return ProposalState.LAPSED;
        if (theirs.isPresent()) return ProposalState.CONSENTED;
        boolean glare = other.bound.filter(b -> proposed(other, b).isPresent()).isPresent();
        return glare && other.standing.equals(proposer.standing) ? ProposalState.GLARE : ProposalState.OPEN;
    }
}
