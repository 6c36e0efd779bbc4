package org.ringdown.charter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ringdown.charter.ActVerdict.*;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.ringdown.charter.CharterAct.Step;
import org.ringdown.transcript.Hash;
import org.ringdown.transcript.Notes;
import org.ringdown.transcript.SignedNote;

final class CharterChangeTest {
    private static final String EPOCH = "1-9f3c02ab";
    private static final String N = "northland";
    private static final String S = "southland";

    private final Fixtures world = new Fixtures(43);
    private final Charter start = world.founded();
    private final Hash c0 = start.digest();
    private final Hash p1 = Hash.sha256(new byte[] {1});
    private final Hash p2 = Hash.sha256(new byte[] {2});
    private final List<CharterAct> acts = new ArrayList<>();

    /** Adds an act whose author held the first {@code held} acts of the other log. */
    private CharterAct act(String party, Step step, Hash proposal, long held) {
        long index = acts.stream().filter(a -> a.party().equals(party)).count();
        Optional<Place> head = held == 0 ? Optional.empty() : Optional.of(new Place(EPOCH, held));
        CharterAct act = new CharterAct(party, new Place(EPOCH, index), head, step, proposal, Optional.of(c0));
        acts.add(act);
        return act;
    }

    private CharterChange change() {
        return CharterChange.of(start, acts);
    }

    private ActVerdict verdict(CharterAct act) {
        return change().verdict(act);
    }

    private Optional<ProposalState> state(Hash proposal) {
        return change().state(proposal);
    }

    @Test
    void change_proposedConsentedAdoptedByBoth_isInForce() {
        act(N, Step.PROPOSE, p1, 0);
        assertEquals(Optional.of(ProposalState.OPEN), state(p1));
        act(S, Step.CONSENT, p1, 1);
        assertEquals(Optional.of(ProposalState.CONSENTED), state(p1));
        act(N, Step.ADOPT, p1, 1);
        assertEquals(Optional.of(ProposalState.ADOPTED), state(p1));
        assertEquals(p1, change().standing(N));
        assertEquals(c0, change().standing(S));
        act(S, Step.ADOPT, p1, 2);
        assertEquals(Optional.of(ProposalState.IN_FORCE), state(p1));
        assertEquals(p1, change().standing(S));
    }

    @Test
    void adopt_heldCoversTheWithdrawal_changesNothing() {
        act(N, Step.PROPOSE, p1, 0);
        act(S, Step.CONSENT, p1, 1);
        act(S, Step.WITHDRAW, p1, 1);
        CharterAct adopt = act(N, Step.ADOPT, p1, 2);
        assertEquals(WITHDRAWN, verdict(adopt));
        assertEquals(c0, change().standing(N));
        assertEquals(Optional.of(ProposalState.WITHDRAWN), state(p1));
    }

    @Test
    void adopt_crossesTheWithdrawal_isShownCrossedUntilTheOtherAdopts() {
        act(N, Step.PROPOSE, p1, 0);
        act(S, Step.CONSENT, p1, 1);
        CharterAct withdraw = act(S, Step.WITHDRAW, p1, 1);
        CharterAct adopt = act(N, Step.ADOPT, p1, 1);
        assertEquals(EFFECTIVE, verdict(adopt));
        assertEquals(EFFECTIVE, verdict(withdraw));
        assertEquals(Optional.of(ProposalState.CROSSED), state(p1));
        act(S, Step.ADOPT, p1, 2);
        assertEquals(Optional.of(ProposalState.IN_FORCE), state(p1));
    }

    @Test
    void withdraw_heldCoversTheAdoption_isTooLate() {
        act(N, Step.PROPOSE, p1, 0);
        act(S, Step.CONSENT, p1, 1);
        act(N, Step.ADOPT, p1, 1);
        assertEquals(TOO_LATE, verdict(act(S, Step.WITHDRAW, p1, 2)));
        assertEquals(Optional.of(ProposalState.ADOPTED), state(p1));
    }

    @Test
    void consent_crossesOrFollowsTheProposersWithdrawal_nothingCanBeAdopted() {
        act(N, Step.PROPOSE, p1, 0);
        act(N, Step.WITHDRAW, p1, 0);
        CharterAct crossing = act(S, Step.CONSENT, p1, 1);
        assertEquals(EFFECTIVE, verdict(crossing));
        assertEquals(WITHDRAWN, verdict(act(N, Step.ADOPT, p1, 1)));
        act(S, Step.WITHDRAW, p1, 2);
        assertEquals(WITHDRAWN, verdict(act(S, Step.CONSENT, p1, 2)));
        assertEquals(Optional.of(ProposalState.WITHDRAWN), state(p1));
    }

    @Test
    void proposals_cross_neitherCanGoOnUntilOneIsWithdrawn() {
        act(N, Step.PROPOSE, p1, 0);
        act(S, Step.PROPOSE, p2, 0);
        assertEquals(Optional.of(ProposalState.GLARE), state(p1));
        assertEquals(Optional.of(ProposalState.GLARE), state(p2));
        assertEquals(BOUND, verdict(act(S, Step.CONSENT, p1, 1)));
        act(S, Step.WITHDRAW, p2, 1);
        assertEquals(EFFECTIVE, verdict(act(S, Step.CONSENT, p1, 1)));
        assertEquals(EFFECTIVE, verdict(act(N, Step.ADOPT, p1, 4)));
    }

    @Test
    void act_outOfTurn_doesNothingAndSaysWhy() {
        assertEquals(TOO_SOON, verdict(act(S, Step.CONSENT, p1, 0)));
        assertEquals(NOTHING_TO_WITHDRAW, verdict(act(S, Step.WITHDRAW, p1, 0)));
        assertEquals(TOO_SOON, verdict(act(S, Step.ADOPT, p1, 0)));
        act(N, Step.PROPOSE, p1, 0);
        assertEquals(REPEATED, verdict(act(N, Step.PROPOSE, p1, 0)));
        assertEquals(BOUND, verdict(act(N, Step.PROPOSE, p2, 0)));
        assertEquals(NOT_CONSENTED, verdict(act(N, Step.ADOPT, p1, 3)));
        act(S, Step.CONSENT, p1, 4);
        act(N, Step.ADOPT, p1, 4);
        act(S, Step.ADOPT, p1, 5);
        assertEquals(NOT_CURRENT, verdict(act(N, Step.PROPOSE, p2, 5)));
        assertEquals(NOT_CURRENT, verdict(act(S, Step.ADOPT, p1, 6)));
    }

    @Test
    void held_inACircleThatOnlyALiarCanMake_isStillJudged() {
        act(N, Step.PROPOSE, p1, 1);
        act(S, Step.CONSENT, p1, 1);
        assertEquals(Optional.of(ProposalState.CONSENTED), state(p1));
    }

    @Test
    void acts_beyondTheBoundOfOneLog_doNothingAndBlockNobodyElse() {
        for (int i = 0; i < CharterLimits.ACTS_MAX; i++) act(S, Step.WITHDRAW, p1, 0);
        assertEquals(TOO_MANY, verdict(act(S, Step.PROPOSE, p2, 0)));
        assertEquals(EFFECTIVE, verdict(act(N, Step.PROPOSE, p1, 0)));
    }

    @Test
    void manyHistories_anyOrderOfSight_neverTwoSuccessorsAndVerdictsNeverChange() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int inForce = 0;
        int crossed = 0;
        for (int run = 0; run < 1_000; run++) {
            History history = new History(random);
            for (int i = 0; i < 26; i++) history.step();
            CharterChange all = CharterChange.of(start, history.acts);
            history.checkNeighbours(all);
            crossed += history.checkFronts(all);
            for (Hash proposal : history.proposals) {
                if (all.state(proposal).equals(Optional.of(ProposalState.IN_FORCE))) inForce++;
            }
        }
        assertTrue(inForce > 100 && crossed > 10, inForce + " in force, " + crossed + " crossed");
    }

    /** A random history of two logs in which nobody has seen what was not there yet. */
    private final class History {
        private final RandomGenerator random;
        private final List<CharterAct> acts = new ArrayList<>();
        private final List<Hash> proposals = new ArrayList<>();
        private final List<Hash> predecessors = new ArrayList<>();

        History(RandomGenerator random) {
            this.random = random;
        }

        void step() {
            String party = random.nextBoolean() ? N : S;
            long own = count(party);
            long others = acts.size() - own;
            long before = acts.stream()
                    .filter(a -> a.party().equals(party))
                    .mapToLong(a -> a.held().map(Place::number).orElse(0L))
                    .max()
                    .orElse(0);
            long held = random.nextBoolean() ? others : random.nextLong(before, others + 1);
            Optional<Place> head = held == 0 ? Optional.empty() : Optional.of(new Place(EPOCH, held));
            Step step = proposals.isEmpty() || random.nextInt(9) == 0
                    ? Step.PROPOSE
                    : List.of(Step.CONSENT, Step.ADOPT, Step.WITHDRAW, Step.CONSENT, Step.ADOPT)
                            .get(random.nextInt(5));
            if (step == Step.PROPOSE) {
                Hash standing = CharterChange.of(start, acts).standing(random.nextInt(4) > 0 ? party : S);
                proposals.add(Hash.sha256(new byte[] {9, (byte) proposals.size()}));
                predecessors.add(standing);
            }
            int back = step == Step.PROPOSE ? 0 : Math.min(random.nextInt(2), proposals.size() - 1);
            int which = proposals.size() - 1 - back;
            acts.add(new CharterAct(
                    party,
                    new Place(EPOCH, own),
                    head,
                    step,
                    proposals.get(which),
                    Optional.of(predecessors.get(which))));
        }

        private long count(String party) {
            return acts.stream().filter(a -> a.party().equals(party)).count();
        }

        void checkNeighbours(CharterChange change) {
            Hash north = change.standing(N);
            Hash south = change.standing(S);
            boolean near = north.equals(south) || follows(north, south) || follows(south, north);
            assertTrue(near, () -> "two successors stand side by side: " + acts);
        }

        private boolean follows(Hash next, Hash previous) {
            int which = proposals.indexOf(next);
            return which >= 0 && predecessors.get(which).equals(previous);
        }

        /** Judges every front part, as it was known at its time; returns how many proposals were crossed at one. */
        int checkFronts(CharterChange all) {
            Set<Hash> crossed = new HashSet<>();
            for (int seen = 0; seen < acts.size(); seen++) {
                CharterChange change = CharterChange.of(start, acts.subList(0, seen));
                for (CharterAct act : acts.subList(0, seen)) assertEquals(all.verdict(act), change.verdict(act));
                checkNeighbours(change);
                for (Hash proposal : proposals) {
                    if (change.state(proposal).equals(Optional.of(ProposalState.CROSSED))) crossed.add(proposal);
                }
            }
            return crossed.size();
        }
    }

    @Test
    void signatures_ofAChange_makeASuccessorAndRefuseStrangers() throws Exception {
        CharterTerms terms =
                CharterDraft.change(start, world.random).clocks(Clocks.full()).terms();
        SignedNote proposal = CharterSignatures.propose(terms, start, List.of(world.northRoot));
        assertEquals(terms, CharterSignatures.checkProposal(proposal, start, N));
        assertEquals(
                CharterCode.FOREIGN_ROOT,
                assertThrows(CharterException.class, () -> CharterSignatures.checkProposal(proposal, start, S))
                        .code());
        var consent = CharterSignatures.consent(proposal, List.of(world.southRoot));
        Charter next = Charter.of(CharterSignatures.adopt(proposal, consent, start));
        assertEquals(start.lineId(), next.lineId());
        assertEquals(
                CharterCode.UNSIGNED,
                assertThrows(
                                CharterException.class,
                                () -> CharterSignatures.adopt(
                                        proposal, List.of(Notes.sign(proposal.text(), world.root(S))), start))
                        .code());
    }
}
