package org.ringdown.node;

import java.util.ArrayList;
import java.util.List;
import org.ringdown.charter.ActVerdict;
import org.ringdown.charter.Charter;
import org.ringdown.charter.Json;
import org.ringdown.charter.Party;
import org.ringdown.charter.Words;
import org.ringdown.line.CharterActs;

/** The charter of a line and its changes, as JSON. */
final class CharterViews {
    private CharterViews() {}

    static Json.Obj of(LineService line) {
        CharterActs acts = line.charterActs();
        List<Json> standing = new ArrayList<>();
        for (Party party : line.charter().terms().parties()) {
            Charter charter = acts.standing(party.id());
            standing.add(Json.obj()
                    .put("party", party.id())
                    .put("digest", charter.digest().hex())
                    .put("version", charter.terms().version())
                    .put("words", String.join(" ", charter.words()))
                    .build());
        }
        List<Json> proposals = new ArrayList<>();
        for (CharterActs.Proposal proposal : acts.proposals()) proposals.add(proposal(acts, proposal));
        List<Json> steps = new ArrayList<>();
        for (CharterActs.Judged judged : acts.judged()) {
            steps.add(Json.obj()
                    .put("party", judged.at().party())
                    .put("epoch", judged.at().epoch())
                    .put("index", judged.at().index())
                    .put("step", judged.act().step().name())
                    .put("digest", judged.act().proposal().hex())
                    .put("verdict", judged.verdict().name())
                    .build());
        }
        return Json.obj()
                .put("line", line.lineId())
                .put("standing", Json.of(standing))
                .put("note", line.charter().note().format())
                .put("proposals", Json.of(proposals))
                .put("steps", Json.of(steps))
                .build();
    }

    private static Json proposal(CharterActs acts, CharterActs.Proposal proposal) {
        return Json.obj()
                .put("digest", proposal.digest().hex())
                .put("party", proposal.party())
                .put("version", proposal.terms().version())
                .put("words", String.join(" ", Words.of(proposal.digest())))
                .put("state", acts.state(proposal.digest()).map(Enum::name).orElse("NO EFFECT"))
                .put("note", proposal.note().format())
                .build();
    }

    /** What a verdict means, and what to do about it. */
    static String why(ActVerdict verdict) {
        return switch (verdict) {
            case EFFECTIVE -> "it does what it says.";
            case TOO_SOON -> "the other side's proposal or adoption is not held here yet. Wait for it.";
            case REPEATED -> "this text was proposed or consented to before. Draft the change again, with a new nonce.";
            case NOT_CURRENT -> "it replaces another charter than the own log stands under. Draft it from that one.";
            case WITHDRAWN -> "a withdrawal stands before it. Propose or consent again.";
            case BOUND -> "the own party is bound by another proposal or consent. Withdraw that first.";
            case NOT_CONSENTED -> "the other side's consent is not held here. Wait for it.";
            case NOTHING_TO_WITHDRAW -> "there is no own proposal or consent of it to withdraw.";
            case TOO_LATE -> "the other side has adopted it already. Adopt it, or propose another change.";
            case TOO_MANY -> "there are too many steps in the own log already.";
        };
    }
}
